/**
 * The tables as Kysely sees them, the same on every engine. Columns are called what the vocabulary calls them, so a
 * row needs no mapping. Instants that are compared are spelled as `instant.ts` says; truth values are 0 and 1.
 */
import type { Generated } from "kysely"
import type { PaperList } from "../papers/list.ts"
import type { Post } from "../vocabulary/community-stores.ts"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"

export type Tables = {
  readonly paper: PaperTable
  readonly sequence: SequenceTable
  readonly list: ListTable
  readonly listEntry: ListEntryTable
  readonly vote: VoteTable
  readonly voteChange: VoteChangeTable
  readonly post: PostTable
  readonly thread: ThreadTable
  readonly subscription: SubscriptionTable
  readonly edition: EditionTable
  readonly delivery: DeliveryTable
  readonly response: ResponseTable
  readonly fact: FactTable
  readonly chatMessage: ChatMessageTable
  readonly vector: VectorTable
  readonly installation: InstallationTable
  readonly keptEvent: KeptEventTable
  readonly rate: RateTable
  readonly lease: LeaseTable
}

export type TableName = keyof Tables

type Column<T extends TableName> = keyof Tables[T] & string

/** What becomes of the rows about a paper known by its title alone when it turns out to be an identified one. */
export type Joining<C> =
  /** They are about the identified paper then. */
  | "move"
  | "delete"
  /**
   * Only one row with the same values in `once` may be about a paper. Of two that meet, the one with the least or greatest
   * value in `keep` stays; without `keep` the identified paper's own; with `clear` both, the moved one without that value.
   */
  | { readonly once: readonly C[]; readonly keep?: readonly ["least" | "greatest", C] }
  | { readonly once: readonly C[]; readonly clear: C }

/** What a table says of itself: copying a store and joining papers follow it. */
export type TableDeclaration<C extends string = string> = {
  /** The columns that name a row. */
  readonly key: readonly C[]
  /** The columns that name a paper, members, a community; of rows about none of these, the one that leads to their owner. */
  readonly names:
    | "nothing"
    | { readonly paper?: C; readonly member?: C | readonly C[]; readonly community?: C; readonly owner?: C }
  /** Stated by each table whose rows name a paper. */
  readonly joining?: Joining<C>
}

/** Every table, in an order in which they can be filled: a table that refers to another comes after it. */
export const tables: { readonly [T in TableName]: TableDeclaration<Column<T>> } = {
  sequence: { key: ["name"], names: "nothing" },
  // Its rows are the papers: `merging.ts` says which id lives on as which.
  paper: { key: ["id"], names: "nothing" },
  list: { key: ["key"], names: "nothing" },
  listEntry: {
    key: ["list", "position"],
    names: { paper: "paper", owner: "list" },
    joining: { once: ["list"] },
  },
  vote: {
    key: ["community", "paper", "member"],
    names: { paper: "paper", member: "member", community: "community" },
    joining: { once: ["community", "member"], keep: ["least", "at"] },
  },
  voteChange: {
    key: ["community", "paper"],
    names: { paper: "paper", community: "community" },
    joining: { once: ["community"], keep: ["greatest", "change"] },
  },
  post: {
    key: ["community", "place", "message"],
    names: { paper: "paper", community: "community" },
    joining: "move",
  },
  thread: {
    key: ["community", "thread"],
    names: { paper: "paper", member: "openedBy", community: "community" },
    // Both threads exist on the platform. The identified paper's own stays the one that is offered.
    joining: { once: ["community", "place"], clear: "main" },
  },
  subscription: { key: ["id"], names: { member: "createdBy", community: "community" } },
  edition: { key: ["id"], names: { owner: "subscription" } },
  delivery: { key: ["sequence"], names: { community: "community", owner: "edition" } },
  response: { key: ["url"], names: "nothing" },
  fact: { key: ["name"], names: "nothing" },
  chatMessage: { key: ["sequence"], names: { member: ["member", "onlyFor"], owner: "thread" } },
  vector: {
    key: ["model", "paper"],
    names: { paper: "paper" },
    // The text that was embedded is not the paper's text any more.
    joining: "delete",
  },
  installation: { key: ["community"], names: { community: "community" } },
  keptEvent: { key: ["sequence"], names: "nothing" },
  rate: { key: ["name"], names: "nothing" },
  lease: { key: ["name"], names: "nothing" },
}

export const tableNames = Object.keys(tables) as readonly TableName[]

/**
 * Every id that a paper has or had: with a `body` it is a paper, with `livesAs` it lives on under that id, with
 * neither it is gone. `livesAs` never leads to a row that itself lives elsewhere.
 */
export type PaperTable = {
  id: string
  /** From the sequence `paper`: the order in which changes became visible. */
  change: number
  titleKey: string | null
  body: string | null
  livesAs: string | null
  /** Null for an id that is no paper of its own. */
  savedAt: string | null
}

type SequenceTable = { name: string; value: number }

type ListTable = {
  key: string
  kind: "day" | "week" | "month" | "trending" | "arxiv"
  closed: number
  readAt: string
  source: PaperList["source"]
}

type ListEntryTable = { list: string; position: number; paper: string; upvotes: number; comments: number }

type VoteTable = {
  community: string
  paper: string
  member: string
  at: string
  viaPlace: string | null
  viaMessage: string | null
}

/** The last change of a paper's votes in a community, from the sequence `vote`, and which process made it. */
type VoteChangeTable = { community: string; paper: string; change: number; origin: string }

type PostTable = {
  community: string
  place: string
  message: string
  paper: string
  kind: Post["kind"]
  at: string
}

type ThreadTable = {
  community: string
  thread: string
  place: string
  paper: string
  openedBy: string
  at: string
  replies: number
  /** 1 for the paper's one thread in the place, null for a second one that came with a paper that was joined. */
  main: number | null
}

type SubscriptionTable = {
  id: string
  community: string
  place: string
  schedule: string
  timeZone: string
  list: Subscription["list"]
  filter: string
  budget: number
  form: Subscription["form"]
  whenEmpty: Subscription["whenEmpty"]
  catchUpHours: number
  /** 1 where lists are posted before they have settled. */
  early: number | null
  /** arXiv's, with spaces between them. */
  categories: string | null
  active: number
  nextRunAt: string | null
  gone: NonNullable<Subscription["gone"]> | null
  createdBy: string
  createdAt: string
}

type EditionTable = {
  id: string
  subscription: string
  dueAt: string
  plannedAt: string
  listKey: string
  state: Edition["state"]
  reason: string
  refreshAt: string | null
  /** 1 once a failure was handed to whoever tells the admins. */
  told: Generated<number>
}

type DeliveryTable = {
  /** Grows with every delivery that is planned: a place gets its messages in this order. */
  sequence: Generated<number>
  id: string
  edition: string
  position: number
  community: string
  place: string
  card: string
  form: Delivery["form"]
  state: Delivery["state"]
  attempts: number
  notBefore: string
  message: string | null
  error: string | null
  fence: Generated<number>
  /** Set while a worker holds the delivery; one that ran out tells of an attempt without an answer. */
  leaseUntil: string | null
  uncertain: Generated<number>
  confirmedAt: string | null
  /** Where the message lies, if not in `place` itself: a forum post is a place of its own. */
  sentTo: string | null
  edits: Generated<number>
  /** Position of the message of its edition in whose thread it is to stand. */
  inThreadOf: number | null
  /** The thread in which it stands. */
  thread: string | null
  /** From when on it says something else, and what. */
  late: string | null
}

type ResponseTable = { url: string; status: number; headers: string; body: string; storedAt: string }

type FactTable = { name: string; value: string }

type ChatMessageTable = {
  sequence: Generated<number>
  id: string
  channel: string
  thread: string | null
  member: string
  memberName: string
  at: string
  text: string
  card: string | null
  onlyFor: string | null
  delivery: string | null
}

type VectorTable = { model: string; paper: string; data: Uint8Array }

type InstallationTable = { community: string; sealed: string; at: string }

type KeptEventTable = {
  sequence: Generated<number>
  platform: string
  id: string
  /** Null once the event was handled. */
  body: string | null
  at: string
  /** How often somebody took it up. */
  tries: Generated<number>
  /** From when on anybody may take it up: the end of a lease, or what it was put off to. Null once it was handled. */
  dueAt: string | null
  /** What it says of something, where a later event may say otherwise. */
  subject: Generated<string | null>
  order: Generated<string | null>
  says: Generated<string | null>
}

/** `freeAt` in microseconds since 1970. */
type RateTable = { name: string; freeAt: number }

type LeaseTable = { name: string; holder: string; until: string }
