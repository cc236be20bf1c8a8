/**
 * The tables as Kysely sees them, the same on every engine. Columns have the vocabulary's names, so a row needs no
 * mapping. Instants that are compared are spelled as `columns.ts` says; truth values are 0 and 1.
 */
import type { Generated } from "kysely"
import type { Listed, PaperList } from "../papers/list.ts"
import type { Address } from "../vocabulary/addresses.ts"
import type { AuditEntry } from "../vocabulary/audit.ts"
import type { ChatMessage, Post, Thread, Vote } from "../vocabulary/community-stores.ts"
import type { Delivery, Edition, FinishingStep, Subscription } from "../vocabulary/delivery-stores.ts"
import type { Feed } from "../vocabulary/feeds.ts"
import type { FollowFind } from "../vocabulary/follow-store.ts"
import type { Follow } from "../vocabulary/following.ts"
import type { Installation, KeptEvent } from "../vocabulary/platform-stores.ts"
import type { Member, ReadingState, SavedPaper } from "../vocabulary/readers.ts"
import type { CachedResponse } from "../vocabulary/stores.ts"
import type { TasteRow } from "../vocabulary/taste-store.ts"

/** A value of the vocabulary as a row: what may be absent is null, and the columns in `Other` hold something else. */
type Row<T, Other = unknown> = {
  -readonly [K in keyof T as K extends keyof Other ? never : K]-?: undefined extends T[K]
    ? NonNullable<T[K]> | null
    : T[K]
} & Other

export type Tables = {
  readonly paper: PaperTable
  readonly sequence: { name: string; value: number }
  readonly list: Row<
    Omit<PaperList, "entries">,
    { kind: "day" | "week" | "month" | "trending" | "arxiv"; closed: number }
  >
  readonly listEntry: Row<Listed, { list: string; position: number }>
  readonly vote: Row<Vote, { at: string }>
  /** Each way in which a vote was given, all empty for a button or command: the vote lasts while one is left. */
  readonly voteWay: Row<Vote, { place: string; message: string; reaction: string; at: string }>
  /** The last change of a paper's votes in a community, from the sequence `vote`, and which process made it. */
  readonly voteChange: { community: string; paper: string; change: number; origin: string }
  /** `number`: 0 where the message is about one paper alone. */
  readonly post: Row<Post, { number: number }>
  /** `main`: 1 for the paper's one thread in the place, null for a second one that came with a paper that was joined. */
  readonly thread: Row<Thread, { main: number | null }>
  /**
   * `categories`: with spaces between them. `member`: null where its place gets it. `audience`: null where that says all.
   * `content`: null for its list.
   */
  readonly subscription: Row<
    Omit<Subscription, "audience">,
    {
      member: string | null
      audience: "address" | null
      content: string | null
      early: number | null
      categories: string | null
      active: number
      publish: number | null
      tags: string | null
    }
  >
  /** `told`: 1 once a failure was handed to the one who tells the admins. */
  readonly edition: Row<Edition, { told: Generated<number> }>
  readonly delivery: Row<Delivery, DeliveryColumns>
  /** `position`: its delivery's. `card`: what a message to check said when it was sent; edits change the delivery's. */
  readonly finishing: {
    delivery: string
    step: FinishingStep
    dueAt: string
    position: number
    card: string | null
  }
  /** `idleSince`: since when nothing is sent there, because nobody confirmed it yet or it was ended. */
  readonly address: Row<Address, { idleSince: string | null }>
  /** What was asked for addresses and members, by a keyed hash of either, so that nobody is sent many. */
  readonly addressAsked: { hash: string; at: string; number: number }
  readonly member: Row<Member>
  /** `tags`: JSON. `byReaction`: the message whose reaction saved it, until anything is added. `removedAt`: not saved any more. */
  readonly reading: Row<
    SavedPaper,
    { person: string; tags: string; byReaction: string | null; removedAt: string | null }
  >
  /** How many papers a person saved in one state, with the same tags, and with a note or without; kept by triggers. */
  readonly readingCount: { person: string; state: ReadingState; tags: string; noted: number; papers: number }
  readonly linkCode: { code: string; community: string; member: string; until: string }
  /** Accounts that asked to be forgotten, by a keyed hash. `back`: 1 once they did something again. */
  readonly forgotten: { hash: string; at: string; back: number }
  /** Communities that the bot is no longer in, and since when. */
  readonly leftCommunity: { community: string; at: string }
  readonly response: Row<CachedResponse, { headers: string }>
  readonly fact: { name: string; value: string }
  readonly chatMessage: Row<ChatMessage, { sequence: Generated<number>; card: string | null }>
  readonly vector: { model: string; paper: string; data: Uint8Array }
  readonly installation: Row<Installation>
  readonly keptEvent: Row<Omit<KeptEvent, "statement">, KeptEventColumns>
  /** `freeAt` in microseconds since 1970. */
  readonly rate: { name: string; freeAt: number }
  readonly lease: { name: string; holder: string; until: string }
  /** `paper`: what papers are to be like, null for other kinds. `exclusions`: JSON. */
  readonly follow: Row<
    Omit<Follow, "exclusions" | "kind">,
    { kind: string; paper: string | null; exclusions: string | null }
  >
  /** `excluded`: 1 once the person said that it isn't what they follow. */
  readonly followFind: FollowFind & { excluded: number }
  /** `hash`: of the secret part of its address. */
  readonly feed: Row<Omit<Feed, "kind">, { kind: string; hash: string }>
  /** What a feed has shown. `shownAs`: the paper's id when it did, of which the entry's own is made. */
  readonly feedEntry: { feed: string; paper: string; shownAs: string; at: string }
  readonly taste: Row<TasteRow, { person: string }>
  /** `change`: JSON. `member`, `memberName`: empty where nobody may know who it was. */
  readonly audit: Row<AuditEntry, { sequence: Generated<number>; change: string }>
  /** From when on a person's votes, saved papers and taste count for recommendations. */
  readonly tasteReset: { person: string; at: string }
}

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
  /** The change with which it came, whatever changed since. */
  firstChange: number
  /** Null for an id that is no paper of its own. */
  savedAt: string | null
}

type DeliveryColumns = {
  /** Grows with every delivery that is planned: a place gets its messages in this order. */
  sequence: Generated<number>
  card: string
  late: string | null
  isRest: Generated<number>
  complete: string | null
  publish: number | null
  tags: string | null
  edits: Generated<number>
  fence: Generated<number>
  /** Set while a worker holds the delivery; one that ran out tells of an attempt without an answer. */
  leaseUntil: string | null
  uncertain: Generated<number>
}

type KeptEventColumns = {
  sequence: Generated<number>
  /** Null once the event was handled. */
  body: string | null
  /** How often a process claimed it. */
  tries: Generated<number>
  /** From when on any process may claim it: the end of a lease, or what it was put off to. Null once it was handled. */
  dueAt: string | null
  subject: Generated<string | null>
  order: Generated<string | null>
  says: Generated<string | null>
}
