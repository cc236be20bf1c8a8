/** What members follow, and the papers that it brings, as commands, digests, home and the page see them. */
import type { Paper } from "../papers/paper.ts"
import type { Actor } from "./actor.ts"

export const followKinds = ["author", "org", "search", "similar"] as const
export type FollowKind = (typeof followKinds)[number]

/** What is followed: a name, a query in the query language, or a paper. */
export type FollowTarget = {
  readonly kind: FollowKind
  /** The author's or organization's name, the query, or the paper's id. */
  readonly text: string
  /** As people read it: `Yann LeCun`, `diffusion with code`, a paper's title. */
  readonly name: string
  /** Of an author: co-authors of other people with that name. A paper with one of them is not brought. */
  readonly exclusions?: readonly string[]
}

export type Follow = FollowTarget & {
  readonly id: string
  readonly person: string
  /** ISO instant. */
  readonly createdAt: string
  /** The newest change in the paper store when it began: papers known by then are not new. */
  readonly since: number
}

/** A paper that follows brought, once, however many of them. */
export type FollowedPaper = {
  readonly paper: Paper
  /** The person's follows that fit it, the oldest first; at least one. Said on the item: `reasonLine` in `src/cards`. */
  readonly by: readonly Follow[]
  /** ISO instant at which it was found. */
  readonly foundAt: string
}

/** What came after a cursor, oldest first, and the cursor to go on from. */
export type FollowNews = {
  readonly items: readonly FollowedPaper[]
  readonly cursor: number
}

/** One follow, with what it brought lately. */
export type FollowStatus = {
  readonly follow: Follow
  /** Found within the last seven days, newest first. */
  readonly papers: readonly FollowedPaper[]
  /** When it brought its newest paper, whenever that was. ISO instant. */
  readonly newestAt?: string
  /** Why its query cannot be read any more, as a sentence: it brings nothing until it is followed anew. */
  readonly problem?: string
}

/** What a follow would have brought of the lists of the last days, newest first, and how many lists are known. */
export type FollowRehearsal = {
  readonly days: number
  readonly lists: number
  readonly papers: readonly Paper[]
}

/** One of several people of one name. */
export type Namesake = {
  readonly papers: number
  readonly organization?: string
  /** Whom they write with most, at most two. */
  readonly coAuthors: readonly string[]
  /** What sets the others apart: for the follow of this one. */
  readonly exclusions: readonly string[]
}

export type Follows = {
  /** Begins to follow; what is followed already stays as it is. Throws `UserError` beyond the most that a person may have. */
  follow(actor: Actor, target: FollowTarget): Promise<{ readonly follow: Follow; readonly isNew: boolean }>
  /** Undefined where the actor follows nothing with that id: it was taken back already. */
  unfollow(actor: Actor, id: string): Promise<Follow | undefined>
  /** The actor's follows, newest first. */
  list(actor: Actor): Promise<readonly FollowStatus[]>
  /** From now on the follow brings no paper with this one's co-authors, and this paper no more. */
  exclude(actor: Actor, id: string, paper: string): Promise<Follow | undefined>
  /** What all follows of a person brought after `cursor`, each paper once. */
  newFor(person: string, cursor: number): Promise<FollowNews>
  /** The cursor after which everything is still to come. */
  cursor(): Promise<number>
  /** What it would have brought in the last days, by the code that brings it. */
  rehearse(target: FollowTarget, days: number): Promise<FollowRehearsal>
  /** The people who write under a name, most papers first; one or none where it is not ambiguous. */
  namesakes(name: string): Promise<readonly Namesake[]>
}
