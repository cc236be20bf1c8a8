/** What a community makes of papers, as commands and cards see it. */
import type { Paper } from "../papers/paper.ts"
import type { Actor, MessageRef } from "./actor.ts"
import type { Thread } from "./community-stores.ts"

/** What a community made of a paper. */
export type PaperStats = {
  readonly votes: number
  readonly mine: boolean
  readonly threads: readonly Thread[]
  /** Where it was posted without being asked for, newest first. */
  readonly posts: readonly MessageRef[]
}

export type Community = {
  paperStats(actor: Actor, papers: readonly string[]): Promise<ReadonlyMap<string, PaperStats>>
  vote(
    actor: Actor,
    paper: string,
    wish: "on" | "off" | "toggle",
  ): Promise<{ readonly changed: boolean; readonly on: boolean; readonly votes: number }>
  /** What the actor voted for here, newest first. */
  votesOf(actor: Actor): Promise<readonly string[]>
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
  /** The paper that a thread or message is about. */
  paperAt(actor: Actor, on?: MessageRef): Promise<string | undefined>
  /** For `discussed here` and `voted here`. */
  touched(
    community: string,
  ): Promise<{ readonly discussed: ReadonlySet<string>; readonly voted: ReadonlySet<string> }>
  linkTo(where: {
    readonly community: string
    readonly place: string
    readonly thread?: string
    readonly message?: string
  }): string | undefined
}
