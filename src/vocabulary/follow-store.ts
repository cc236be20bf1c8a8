/** The store of what people follow, and of what it has found. */
import type { Follow } from "./following.ts"

/** A paper that a follow has found. */
export type FollowFind = {
  readonly follow: string
  readonly paper: string
  /** Of the paper's change with which it fitted. */
  readonly number: number
  readonly at: string
}

export type FollowStore = {
  /**
   * Unless the person follows the same already, or as much as they may. What is saved of papers until it returns is no
   * news for the follow, and everything after it is: the `since` of what comes back says so.
   */
  add(follow: Omit<Follow, "since">, most: number): Promise<Follow | "full">
  /** Newest first. */
  ofPerson(person: string): Promise<readonly Follow[]>
  /** With all that it found. Gives what was removed. */
  remove(person: string, id: string): Promise<Follow | undefined>
  /** Makes one stop to bring papers with some co-authors, and a paper that it brought. */
  exclude(
    person: string,
    id: string,
    coAuthors: readonly string[],
    paper: string,
  ): Promise<Follow | undefined>
  /** A number that is another one whenever any follow was added, changed or removed. */
  version(): Promise<number>
  /** Everybody's. */
  all(): Promise<readonly Follow[]>
  /** What was found before stays as it was found then, and of follows that are gone nothing is kept. */
  addFinds(finds: readonly FollowFind[]): Promise<void>
  /** Of all follows of a person, without excluded papers, in the order of their numbers: those after `number`. */
  findsAfter(person: string, number: number): Promise<readonly FollowFind[]>
  /** When each of a person's follows found its newest paper. */
  newestFinds(person: string): Promise<ReadonlyMap<string, string>>
}
