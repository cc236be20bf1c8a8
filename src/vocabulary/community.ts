/** What a community makes of papers, as commands and cards see it. */
import type { Paper } from "../papers/paper.ts"
import type { Actor, MessageRef } from "./actor.ts"
import type { PaperStats, Thread } from "./community-stores.ts"

/** Where a vote counts: where it was given, in the community that the member's digest comes from, or for the member alone. */
export type VoteCounts = "here" | "with-digest" | "alone"

export type Community = {
  paperStats(actor: Actor, papers: readonly string[]): Promise<ReadonlyMap<string, PaperStats>>
  vote(
    actor: Actor,
    paper: string,
    wanted: "on" | "off" | "toggle",
  ): Promise<{
    readonly changed: boolean
    readonly on: boolean
    readonly votes: number
    readonly counts: VoteCounts
  }>
  /** What the actor voted for here last, newest first. */
  votesOf(actor: Actor, limit: number): Promise<readonly string[]>
  top(
    community: string,
    from: string,
    to: string,
    limit: number,
  ): Promise<readonly { readonly paper: string; readonly votes: number }[]>
  /** Opens the paper's thread in the actor's place, or finds the one that exists. Throws `UserError` where that cannot be. */
  discuss(
    actor: Actor,
    paper: Paper,
    under?: MessageRef,
  ): Promise<{ readonly thread: Thread; readonly opened: boolean; readonly link?: string }>
  /** Whether a message's numbers follow its paper's votes by themselves. */
  follows(on: MessageRef | undefined, paper: string): Promise<boolean>
  /** The paper that a thread or message is about. */
  paperAt(actor: Actor, on?: MessageRef): Promise<string | undefined>
  /** The same where a thread hangs under a post of many papers: all that came with it. */
  papersAt(actor: Actor, on?: MessageRef): Promise<readonly string[]>
  /** Papers that were posted or are discussed in the actor's place, newest first. Instants; `to` is not within. */
  postedHere(
    actor: Actor,
    span: { readonly from?: string; readonly to?: string },
    limit: number,
  ): Promise<readonly string[]>
  /** The papers that were discussed or voted for in a community; empty for what is not asked for. */
  touched(
    community: string,
    how: readonly ("discussed" | "voted")[],
  ): Promise<{ readonly discussed: ReadonlySet<string>; readonly voted: ReadonlySet<string> }>
  /**
   * A place as people call it, `#papers`; its id where the platform does not tell. Undefined where the reader may not know
   * of it. Never throws.
   */
  nameOf(
    where: { readonly community: string; readonly place: string },
    reader: Actor,
  ): Promise<string | undefined>
  linkTo(where: {
    readonly community: string
    readonly place: string
    readonly thread?: string
    readonly message?: string
  }): string | undefined
}
