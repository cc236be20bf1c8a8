/**
 * The narrow faces of storage. One contract suite (`test/contracts/stores.ts`) says what each promises and runs on
 * every engine. Instants are ISO strings in UTC, dates ISO dates; ids are as in `Actor`.
 */
import type { Card } from "./card.ts"
import type { MessageRef } from "./command.ts"
import type { PaperList } from "./papers/list.ts"
import type { Paper } from "./papers/paper.ts"

export type SaveOutcome = {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Papers known by their title alone that turned out to be an identified one: everything of theirs moved along. */
  readonly joined: readonly { readonly from: string; readonly to: string }[]
}

export type PaperChange = {
  readonly id: string /** Absent: the paper is gone, or lives on under another id. */
  readonly paper?: Paper
}

export type PaperStore = {
  /** Merges each paper with what is known of it (`mergePapers`), all or none. The outcome counts papers, not calls. */
  save(papers: readonly Paper[], at: string): Promise<SaveOutcome>
  /** By id, or by an id that it used to have. The map's keys are the ids asked for. */
  get(ids: readonly string[]): Promise<ReadonlyMap<string, Paper>>
  /** What changed after `cursor` (0: everything), oldest first, and the cursor to go on from. */
  changesSince(
    cursor: number,
    limit: number,
  ): Promise<{ readonly changes: readonly PaperChange[]; readonly cursor: number }>
  count(): Promise<number>
  remove(ids: readonly string[]): Promise<void>
}

export type ListStore = {
  /** Replaces the list of that key. A closed list is never replaced by an open one. */
  put(list: PaperList): Promise<void>
  get(key: string): Promise<PaperList | undefined>
  /** Day lists from `from` to `to`, ISO dates, both inclusive, oldest first. */
  days(from: string, to: string): Promise<readonly PaperList[]>
  /** The newest day for which a list with papers is stored. */
  newestDay(): Promise<string | undefined>
  /** On which days each paper was listed. */
  daysOf(papers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
}

export type Vote = { readonly community: string; readonly member: string; readonly paper: string }
export type Counted = { readonly paper: string; readonly votes: number }

export type VoteStore = {
  /**
   * One vote a member a paper. `via` is the post that was reacted on, absent for a button or command.
   * Says whether anything changed, and the paper's votes in the community after it.
   */
  set(
    vote: Vote,
    on: boolean,
    at: string,
    via?: MessageRef,
  ): Promise<{ readonly changed: boolean; readonly votes: number }>
  tallies(community: string, papers: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Newest first. */
  ofMember(community: string, member: string): Promise<readonly (Vote & { readonly at: string })[]>
  /** Most votes first, among votes cast in [from, to). */
  top(community: string, from: string, to: string, limit: number): Promise<readonly Counted[]>
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

/** A message about one paper, where it lies. */
export type Post = MessageRef & {
  readonly paper: string
  readonly kind: "post" | "answer" | "thread-opening"
  readonly at: string
}

export type PostStore = {
  add(post: Post): Promise<void>
  at(ref: MessageRef): Promise<Post | undefined>
  /** Newest first. */
  ofPaper(community: string, paper: string): Promise<readonly Post[]>
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
  at(community: string, thread: string): Promise<Thread | undefined>
  setReplies(community: string, thread: string, replies: number): Promise<void>
  remove(community: string, thread: string): Promise<void>
  /** Papers with a thread in the community. */
  papers(community: string): Promise<readonly string[]>
}

/** A place's schedule, filter and form. */
export type Subscription = {
  readonly id: string
  readonly community: string
  readonly place: string
  /** Five cron fields, in `timeZone`. */
  readonly schedule: string
  readonly timeZone: string
  readonly list: "day" | "week" | "month" | "trending" | "arxiv"
  /** Of arXiv's announcements: `cs.LG`, `stat.ML`. */
  readonly categories?: readonly string[]
  /** Posts the list that is still open, and completes the post when it has settled. */
  readonly early?: boolean
  /** Query language; empty takes all. */
  readonly filter: string
  /** The attention budget: the best N as cards, the rest a line each. */
  readonly budget: number
  readonly form: "digest" | "messages" | "forum"
  readonly whenEmpty: "say" | "silent"
  /** How late an edition may still be posted in full. */
  readonly catchUpHours: number
  readonly active: boolean
  /** The truth of what is due. Absent when inactive. */
  readonly nextRunAt?: string
  readonly createdBy: string
  readonly createdAt: string
}

export type SubscriptionStore = {
  save(subscription: Subscription): Promise<void>
  get(id: string): Promise<Subscription | undefined>
  ofPlace(community: string, place: string): Promise<readonly Subscription[]>
  ofCommunity(community: string): Promise<readonly Subscription[]>
  /** Active ones with `nextRunAt` at or before `now`, longest overdue first. */
  due(now: string, limit: number): Promise<readonly Subscription[]>
  remove(id: string): Promise<void>
}

/** One subscription at one due time. Unique by (subscription, dueAt): an occurrence happens once. */
export type Edition = {
  readonly id: string
  readonly subscription: string
  readonly dueAt: string
  readonly plannedAt: string
  readonly listKey: string
  readonly state: "sending" | "done" | "skipped" | "failed"
  /** Why it is as it is, in words for an admin. */
  readonly reason: string
  /** When its messages are next made to agree with their list and its votes; absent when they stay as they are. */
  readonly refreshAt?: string
}

/** One message of an edition, sent once. `id` is at most 25 characters: Discord takes it as nonce. */
export type Delivery = {
  readonly id: string
  readonly edition: string
  readonly position: number
  readonly community: string
  readonly place: string
  readonly card: Card
  /** Whether the message gets a discussion thread of its own at once (a forum post does). */
  readonly form: Subscription["form"]
  readonly state: "waiting" | "sent" | "failed"
  readonly attempts: number
  /** Not to be tried before. */
  readonly notBefore: string
  readonly message?: string
  readonly error?: string
  readonly confirmedAt?: string
  /** Where the message lies, if not in `place` itself: a forum post is a place of its own. */
  readonly sentTo?: string
  /** How often the message was revised since. */
  readonly edits?: number
}

/** A delivery that this worker alone may send until the lease ends; `fence` proves it. */
export type Claim = Delivery & {
  readonly fence: number
  /** True when an earlier attempt ended without an answer: look it up before sending again. */
  readonly uncertain: boolean
}

export type EditionStore = {
  /** Writes the edition, its deliveries and the subscription's next run, all or none. False when that occurrence exists. */
  plan(edition: Edition, deliveries: readonly Delivery[], nextRunAt: string | undefined): Promise<boolean>
  /** At most one waiting delivery a place, in position order, whose lease is free. */
  claim(request: {
    readonly now: string
    readonly leaseUntil: string
    readonly limit: number
    /** Of one platform alone, so that what waits for another's pace holds up nothing. */
    readonly platform?: string
  }): Promise<readonly Claim[]>
  /**
   * Writes the message's id, and the post where the card is about one paper; a post that lies in another place than it
   * was sent to opened a thread there, which is written as the paper's. False when the fence is stale.
   */
  confirm(claim: Claim, ref: MessageRef, at: string): Promise<boolean>
  /**
   * Without `retryAt` it is given up. False when the fence is stale. An `unknown` outcome (the platform's answer
   * never came) makes the next claim `uncertain`; `refused`, the default, says that nothing was posted.
   */
  fail(
    claim: Claim,
    error: string,
    retryAt: string | undefined,
    outcome?: "refused" | "unknown",
  ): Promise<boolean>
  /** Newest first. */
  ofSubscription(subscription: string, limit: number): Promise<readonly Edition[]>
  deliveries(edition: string): Promise<readonly Delivery[]>
  /** Editions to be refreshed by now, longest due first; each is put off until `until`, so that nobody else takes it. */
  claimRefresh(request: {
    readonly now: string
    readonly until: string
    readonly limit: number
  }): Promise<readonly Edition[]>
  /** The edition is as its list is; without `next` it stays so. */
  refreshed(edition: string, next: string | undefined): Promise<void>
  /** A message that was sent says something else now. */
  revised(delivery: string, card: Card): Promise<void>
  /** Failed editions that nobody was told of yet. Each is handed out once. */
  takeUntold(limit: number): Promise<readonly Edition[]>
}

/** Answers of the paper sources, kept on disk for conditional requests and for when the network is away. */
export type CachedResponse = {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly storedAt: string
}

export type ResponseCache = {
  get(url: string): Promise<CachedResponse | undefined>
  put(response: CachedResponse): Promise<void>
  /** Drops what was stored before an instant; says how many. */
  prune(before: string): Promise<number>
}

/** Small facts that outlive a restart: "starter library loaded", a hash of the registered commands. */
export type FactStore = {
  get(name: string): Promise<string | undefined>
  put(name: string, value: string): Promise<void>
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

/** Vectors of an optional embedding model, by paper. */
export type VectorStore = {
  put(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>
  all(model: string): AsyncIterable<readonly [paper: string, vector: Float32Array]>
}

/** How the bot was let into a community that installed it by itself. Sealed by the adapter: storage sees no token. */
export type Installation = { readonly community: string; readonly sealed: string; readonly at: string }

export type InstallationStore = {
  /** Replaces the community's earlier one. */
  put(installation: Installation): Promise<void>
  get(community: string): Promise<Installation | undefined>
  /** Those whose community begins so (`slack:`), oldest first. */
  all(prefix: string): Promise<readonly Installation[]>
  remove(community: string): Promise<void>
}

/** An event as a platform delivered it, kept before it is acknowledged. `id` is the platform's own. */
export type KeptEvent = {
  readonly platform: string
  readonly id: string
  readonly body: string
  readonly at: string
}

export type InboxStore = {
  /** False when that event is known, handled or not: platforms deliver more than once. */
  keep(event: KeptEvent): Promise<boolean>
  /** It was handled; its body is forgotten, its id stays so that a late copy is known. */
  done(platform: string, id: string): Promise<void>
  /** Kept and not handled, oldest first: what a crash left behind. */
  pending(platform: string): Promise<readonly KeptEvent[]>
  /** Forgets the ids of events handled before an instant; says how many. */
  prune(before: string): Promise<number>
}

/**
 * Budgets that all replicas share, one a limit of a platform: however many there are, together they keep it. The
 * replicas' clocks have to agree as well as the budget is meant to be exact.
 */
export type RateStore = {
  /**
   * Reserves the next free place of the budget `name`, places lying 1/`perSecond` apart, and gives the milliseconds
   * from `at` until it: the caller waits as long, then acts. No second has more than `perSecond` places.
   */
  take(name: string, at: string, perSecond: number): Promise<number>
  /** Gives no place before `until`: what a platform asks for that has refused. Places given before stay. */
  hold(name: string, until: string): Promise<void>
}

/** Who does what only one may do: of two bots one delivers, and each part of a gateway is connected once. */
export type LeaseStore = {
  /** Makes `holder` the one until an instant, or the one for longer. False while somebody else is. */
  take(name: string, holder: string, until: string, now: string): Promise<boolean>
  /** Somebody else's is left alone. */
  release(name: string, holder: string): Promise<void>
  /** Who it is, to say so. */
  holder(name: string, now: string): Promise<string | undefined>
}

/** What somebody has changed, so that others need not wait until they look again. */
export type Wake = "papers" | "subscriptions" | "deliveries"
export const wakes: readonly Wake[] = ["papers", "subscriptions", "deliveries"]

export type Stores = {
  readonly papers: PaperStore
  readonly lists: ListStore
  readonly votes: VoteStore
  readonly posts: PostStore
  readonly threads: ThreadStore
  readonly subscriptions: SubscriptionStore
  readonly editions: EditionStore
  readonly responses: ResponseCache
  readonly facts: FactStore
  readonly chat: ChatStore
  readonly vectors: VectorStore
  readonly installations: InstallationStore
  readonly inbox: InboxStore
  readonly rates: RateStore
  readonly leases: LeaseStore
  /**
   * Calls `onWake` when another process has changed something, and maybe when this one has or when nothing was: a
   * reason to look, never the news itself. It may be late or lost, so whoever is woken looks by the clock too.
   */
  wakeUps(onWake: (what: Wake) => void): () => void
  /** Says what is wrong with the store, or nothing. */
  check(): Promise<string | undefined>
  close(): Promise<void>
}
