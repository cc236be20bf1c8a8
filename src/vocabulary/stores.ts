/**
 * The narrow faces of storage. One contract suite (`test/contracts/stores.ts`) says what each promises and runs on
 * every engine. Instants are ISO strings in UTC, dates ISO dates; ids are as in `Actor`.
 */

import type { PaperList } from "../papers/list.ts"
import type { Paper } from "../papers/paper.ts"
import type { AddressStore } from "./addresses.ts"
import type { AuditStore } from "./audit.ts"
import type { ChatStore, PostStore, StatsStore, ThreadStore, VoteStore } from "./community-stores.ts"
import type { DataRightStore } from "./data-rights.ts"
import type { EditionStore, SubscriptionStore } from "./delivery-stores.ts"
import type { FeedStore } from "./feeds.ts"
import type { FollowStore } from "./follow-store.ts"
import type { InboxStore, InstallationStore } from "./platform-stores.ts"
import type { MemberStore, ReadingStore } from "./readers.ts"
import type { TasteStore } from "./taste-store.ts"

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
  /** Of this change, and of the one with which the paper came. */
  readonly number: number
  readonly first: number
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
  /** The cursor after which everything is still to come. */
  newestChange(): Promise<number>
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
}

/** Small facts that outlive a restart: "starter library loaded", a hash of the registered commands. */
export type FactStore = {
  get(name: string): Promise<string | undefined>
  put(name: string, value: string): Promise<void>
}

/** Vectors of an optional embedding model, by paper. */
export type VectorStore = {
  put(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void>
  all(model: string): AsyncIterable<readonly [paper: string, vector: Float32Array]>
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
  /** After the clock was set back: nothing is held, or reserved, later than `now`. */
  reset(now: string): Promise<void>
}

/** Who does what only one may do: of two bots one delivers, and each part of a gateway is connected once. */
export type LeaseStore = {
  /** Makes `holder` the one until an instant, or the one for longer. False while somebody else is. */
  take(name: string, holder: string, until: string, now: string): Promise<boolean>
  /** Somebody else's is left alone. */
  release(name: string, holder: string): Promise<void>
  /** Who holds the leases whose names begin so, by name. */
  holders(prefix: string, now: string): Promise<ReadonlyMap<string, string>>
}

/** What somebody has changed, so that others need not wait until they look again. */
export type ChangeKind = "papers" | "subscriptions" | "deliveries"
export const changeKinds: readonly ChangeKind[] = ["papers", "subscriptions", "deliveries"]

export type Stores = {
  readonly papers: PaperStore
  readonly lists: ListStore
  readonly votes: VoteStore
  readonly posts: PostStore
  readonly threads: ThreadStore
  readonly stats: StatsStore
  readonly members: MemberStore
  readonly readings: ReadingStore
  readonly dataRights: DataRightStore
  readonly audit: AuditStore
  readonly subscriptions: SubscriptionStore
  readonly editions: EditionStore
  readonly addresses: AddressStore
  readonly responses: ResponseCache
  readonly facts: FactStore
  readonly chat: ChatStore
  readonly vectors: VectorStore
  readonly installations: InstallationStore
  readonly following: FollowStore
  readonly taste: TasteStore
  readonly feedAddresses: FeedStore
  readonly inbox: InboxStore
  readonly rates: RateStore
  readonly leases: LeaseStore
  /**
   * Calls `listener` when another process has changed something, and maybe when this one has or when nothing was: a
   * reason to look, never the news itself. It may be late or lost, so a listener looks by the clock too.
   */
  onChange(listener: (what: ChangeKind) => void): () => void
  /** Says what a small look finds wrong with the store, or nothing: as often as anybody asks. */
  check(): Promise<string | undefined>
  /** Reads everything and says what is damaged, rows by name; empty if nothing is. Takes a second for every 100 MB. */
  inspect(): Promise<readonly string[]>
  close(): Promise<void>
}
