/** The stores of what a community makes of papers: votes, posts, threads, and the page's own chat. */

import type { MessageRef } from "./actor.ts"
import type { Card } from "./card.ts"

export type Vote = { readonly community: string; readonly member: string; readonly paper: string }

export type Counted = { readonly paper: string; readonly votes: number }

/** A member's reaction on a post. `reaction` is the platform's name of the emoji with its skin tone, if it tells. */
export type Reaction = { readonly member: string; readonly reaction?: string }

export type VoteStore = {
  /**
   * Gives a vote in one way, or takes it back in that way: by button or command, or `via` a reaction on a post. A member
   * has one vote for a paper while any way is left. Says whether the vote changed, how many the paper then has in the
   * community, and, of one that was taken back, whether it `remains` by another way.
   */
  set(
    vote: Vote,
    on: boolean,
    at: string,
    via?: MessageRef & { readonly reaction?: string },
  ): Promise<{ readonly changed: boolean; readonly votes: number; readonly remains?: boolean }>
  /**
   * Makes the votes agree with all reactions that are on a post about `paper` now; with `only`, all of that reaction. Of a
   * post with a number, those of its own reactions alone. Says
   * whether any way of voting changed, and whether any vote did.
   */
  reconcile(
    post: PostRef,
    paper: string,
    reactions: readonly Reaction[],
    at: string,
    only?: string,
  ): Promise<{ readonly ways: boolean; readonly votes: boolean }>
  tallies(community: string, papers: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Newest first; all of them without a limit. */
  ofMember(
    community: string,
    member: string,
    limit?: number,
  ): Promise<readonly (Vote & { readonly at: string })[]>
  /** Most votes first, among votes cast in [from, to). */
  top(community: string, from: string, to: string, limit: number): Promise<readonly Counted[]>
  /** Papers that somebody in the community voted for. */
  papers(community: string): Promise<readonly string[]>
  /** Members whose vote came by a reaction on this post. */
  via(post: MessageRef): Promise<readonly string[]>
  /** Papers whose votes another process has changed after `cursor` (0: ever), oldest change first, and where to go on. */
  changedElsewhere(
    cursor: number,
    limit: number,
  ): Promise<{
    readonly changes: readonly { readonly community: string; readonly paper: string }[]
    readonly cursor: number
  }>
}

/** A message about a paper, where it lies. */
export type Post = MessageRef & {
  readonly paper: string
  readonly kind: "post" | "answer" | "thread-opening"
  readonly at: string
  /** Of a message about several papers: which of them, from 1. The reaction of that number is a vote for it. */
  readonly number?: number
}

/** A message, or the paper of that number in it. */
export type PostRef = MessageRef & { readonly number?: number | undefined }

export type PostStore = {
  add(post: Post): Promise<void>
  at(ref: PostRef): Promise<Post | undefined>
  /** Newest first. */
  ofPaper(community: string, paper: string): Promise<readonly Post[]>
  /**
   * Papers that a place got a post or a thread about from `from` on and before `to`, the one of the newest first. What was
   * put there as an answer counts for none.
   */
  inPlace(
    where: { readonly community: string; readonly place: string },
    span: { readonly from?: string; readonly to?: string },
    limit: number,
  ): Promise<readonly string[]>
  /** Posts of a community since an instant, oldest first: what to look through after an absence. */
  since(community: string, instant: string): Promise<readonly Post[]>
  /** The same over all communities of a platform, whose ids begin with its name and a colon. */
  ofPlatformSince(platform: string, instant: string): Promise<readonly Post[]>
  remove(ref: MessageRef): Promise<void>
}

/** A paper's conversation in a place. */
export type Thread = {
  readonly community: string
  /** The channel it hangs in. */
  readonly place: string
  /** The platform's id of the thread itself. */
  readonly thread: string
  readonly paper: string
  readonly openedBy: string
  readonly at: string
  readonly replies: number
}

export type ThreadStore = {
  /** False when the paper already has a thread in that place: the one that exists wins. */
  add(thread: Thread): Promise<boolean>
  of(community: string, paper: string): Promise<readonly Thread[]>
  /** The paper's threads in all communities but this one, most replies first. */
  elsewhere(community: string, paper: string): Promise<readonly Thread[]>
  at(community: string, thread: string): Promise<Thread | undefined>
  setReplies(community: string, thread: string, replies: number): Promise<void>
  /** One reply more, also where several are told of at once. */
  addReply(community: string, thread: string): Promise<void>
  remove(community: string, thread: string): Promise<void>
  /** Papers with a thread in the community. */
  papers(community: string): Promise<readonly string[]>
}

/** What a community made of a paper. */
export type PaperStats = {
  readonly votes: number
  readonly mine: boolean
  readonly threads: readonly Thread[]
  /** Where it was posted without being asked for, newest first. */
  readonly posts: readonly MessageRef[]
}

/** What communities made of papers, as cards show it. */
export type StatsStore = {
  /**
   * Of many papers in one query. `mine` is about the member; without one nobody's. The map's keys are the ids asked for,
   * which may be ids that a paper used to have.
   */
  of(
    community: string,
    member: string | undefined,
    papers: readonly string[],
  ): Promise<ReadonlyMap<string, PaperStats>>
}

/**
 * A message of the page's own little platform. Where a bot's `card` is set, `text` is the line that it answers, and
 * `member` who asked; of a card that nobody asked for, `text` is empty and `member` the bot.
 */
export type ChatMessage = {
  readonly id: string
  readonly channel: string
  /** The message whose thread this is a reply in. */
  readonly thread?: string
  readonly member: string
  readonly memberName: string
  readonly at: string
  readonly text: string
  readonly card?: Card
  /** Shown to this member alone. */
  readonly onlyFor?: string
  readonly delivery?: string
}

export type ChatStore = {
  /** A message with a `delivery` that is there already is not written again: the stored one comes back. */
  add(message: ChatMessage): Promise<ChatMessage>
  edit(
    id: string,
    content: { readonly text?: string; readonly card?: Card },
  ): Promise<ChatMessage | undefined>
  get(id: string): Promise<ChatMessage | undefined>
  /** The newest `limit` of a channel (or thread) older than `before`, oldest first, as this member sees them. */
  page(where: {
    readonly channel: string
    readonly thread?: string
    readonly member: string
    readonly before?: string
    readonly limit: number
  }): Promise<readonly ChatMessage[]>
  /** How many replies hang under each message. */
  replies(messages: readonly string[]): Promise<ReadonlyMap<string, number>>
  remove(id: string): Promise<void>
}
