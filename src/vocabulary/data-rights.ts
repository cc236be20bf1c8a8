/** What the store holds of a person, and how it goes. */
import type { Account } from "./readers.ts"

/** Whose rows are meant: all accounts of one person. */
export type Subject = {
  readonly accounts: readonly Account[]
  /** Absent: nothing personal was ever written. */
  readonly person?: string | undefined
  /** The ids that mean the same member in every community of a platform, whose name comes first: `discord`, `8138…`. */
  readonly everywhere: readonly { readonly platform: string; readonly member: string }[]
  /** Communities of which the person is the only member: their direct messages, where those are one. */
  readonly own: readonly string[]
}

/** Rows by table, as they lie there. Tables without any are left out. */
export type Holdings = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

export type DataRightStore = {
  holdings(subject: Subject): Promise<Holdings>
  /**
   * Deletes all of it in one transaction; where a row is others' too, the name in it is emptied. Remembers by a keyed hash that
   * these accounts are forgotten, so that nothing that is read back revives them.
   */
  forget(subject: Subject, at: string): Promise<void>
  /** Of these members of a community those that are not forgotten. */
  known(community: string, members: readonly string[]): Promise<ReadonlySet<string>>
  /** A forgotten member does something again, of their own will. */
  isBack(account: Account): Promise<void>
  /** Deletes what was kept as long as its table says; says how many rows, by table. */
  forgetOld(now: string): Promise<Readonly<Record<string, number>>>
  /** The bot is no longer in a community, or, without an instant, is there. The first instant holds until it is back. */
  leave(community: string, at: string | undefined): Promise<void>
  /** Communities that the bot left before an instant. */
  leftBefore(at: string): Promise<readonly string[]>
  /** Deletes everything of a community. */
  forgetCommunity(community: string): Promise<void>
}

/** What members may know and have deleted of what is kept of them. */
export type DataRights = {
  holdings(account: Account): Promise<Holdings>
  forget(account: Account): Promise<void>
}
