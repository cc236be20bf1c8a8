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
import type { Member, SavedPaper } from "../vocabulary/readers.ts"
import type { CachedResponse } from "../vocabulary/stores.ts"
import type { TasteRow } from "../vocabulary/taste-store.ts"
import { mergeReadings } from "./merge-readings.ts"

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
  /** `position`: its delivery's. */
  readonly finishing: { delivery: string; step: FinishingStep; dueAt: string; position: number }
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
  /** The row that stays gets the columns that are made of both. */
  | {
      readonly once: readonly C[]
      readonly merge: (
        stays: Readonly<Record<string, unknown>>,
        moved: Readonly<Record<string, unknown>>,
      ) => Readonly<Record<string, unknown>>
    }

/** What a table says of itself: copying a store, joining papers and linking persons follow it. */
export type TableDeclaration<C extends string = string> = {
  /** The columns that name a row. */
  readonly key: readonly C[]
  /**
   * The columns that name a paper, members, a community, the person whose the row is; of rows about none of these, the
   * one that leads to their owner.
   */
  readonly names:
    | "nothing"
    | {
        readonly paper?: C
        readonly member?: C | readonly C[]
        /** Whose it is, wherever they are met. */
        readonly person?: C
        readonly community?: C
        readonly owner?: C
      }
  /** Stated by each table whose rows name a paper. */
  readonly joining?: Joining<C>
  /** The same when two persons become one: stated by each table whose rows name a person. */
  readonly linking?: Joining<C>
  /**
   * When a member is forgotten, rows that name them go. `clear`: the columns of which only the name goes, because the row
   * is others' too.
   */
  readonly forgetting?: {
    readonly clear: readonly C[]
    /** What else tells who it was, and goes with the name. */
    readonly with?: readonly C[]
  }
  readonly kept: Retention<C>
}

/** How long rows are kept. What people or a community are named in goes sooner where these ask, or remove the bot. */
export type Retention<C extends string = string> =
  | "always"
  /** Deleted daily: so many days after the instant in `since`, where there is one; with `once`, only when that is empty. */
  | { readonly days: number; readonly since: C; readonly once?: C }

const always = "always"

/** Every table, in an order in which they can be filled: a table that refers to another comes after it. */
export const tables: { readonly [T in TableName]: TableDeclaration<Column<T>> } = {
  sequence: { key: ["name"], names: "nothing", kept: always },
  // Its rows are the papers: `merging.ts` says which id lives on as which.
  paper: { key: ["id"], names: "nothing", kept: always },
  list: { key: ["key"], names: "nothing", kept: always },
  listEntry: {
    key: ["list", "position"],
    names: { paper: "paper", owner: "list" },
    joining: { once: ["list"] },
    kept: always,
  },
  vote: {
    key: ["community", "paper", "member"],
    names: { paper: "paper", member: "member", community: "community" },
    joining: { once: ["community", "member"], keep: ["least", "at"] },
    kept: always,
  },
  voteWay: {
    key: ["community", "paper", "member", "place", "message", "reaction"],
    names: { paper: "paper", member: "member", community: "community" },
    joining: { once: ["community", "member", "place", "message", "reaction"] },
    kept: always,
  },
  voteChange: {
    key: ["community", "paper"],
    names: { paper: "paper", community: "community" },
    joining: { once: ["community"], keep: ["greatest", "change"] },
    kept: always,
  },
  post: {
    key: ["community", "place", "message", "number"],
    names: { paper: "paper", community: "community" },
    joining: "move",
    kept: always,
  },
  thread: {
    key: ["community", "thread"],
    names: { paper: "paper", member: "openedBy", community: "community" },
    // Both threads exist on the platform. The identified paper's own stays the one that is offered.
    joining: { once: ["community", "place"], clear: "main" },
    forgetting: { clear: ["openedBy"] },
    kept: always,
  },
  subscription: {
    key: ["id"],
    names: { member: ["createdBy", "member"], community: "community" },
    forgetting: { clear: ["createdBy"] },
    kept: always,
  },
  address: {
    key: ["id"],
    names: { member: "member", community: "community" },
    kept: { days: 7, since: "idleSince" },
  },
  addressAsked: { key: ["hash", "at", "number"], names: "nothing", kept: { days: 1, since: "at" } },
  edition: { key: ["id"], names: { owner: "subscription" }, kept: always },
  delivery: { key: ["sequence"], names: { community: "community", owner: "edition" }, kept: always },
  finishing: { key: ["delivery", "step"], names: { owner: "delivery" }, kept: always },
  member: {
    key: ["community", "member"],
    names: { member: "member", community: "community", person: "person" },
    linking: "move",
    kept: always,
  },
  reading: {
    key: ["person", "paper"],
    names: { paper: "paper", person: "person" },
    joining: { once: ["person"], merge: mergeReadings },
    linking: { once: ["paper"], merge: mergeReadings },
    kept: { days: 1, since: "removedAt" },
  },
  linkCode: {
    key: ["code"],
    names: { member: "member", community: "community" },
    kept: { days: 0, since: "until" },
  },
  forgotten: { key: ["hash"], names: "nothing", kept: always },
  leftCommunity: { key: ["community"], names: { community: "community" }, kept: always },
  response: { key: ["url"], names: "nothing", kept: { days: 30, since: "storedAt" } },
  fact: { key: ["name"], names: "nothing", kept: always },
  chatMessage: { key: ["sequence"], names: { member: ["member", "onlyFor"], owner: "thread" }, kept: always },
  vector: {
    key: ["model", "paper"],
    names: { paper: "paper" },
    // The text that was embedded is not the paper's text any more.
    joining: "delete",
    kept: always,
  },
  installation: { key: ["community"], names: { community: "community" }, kept: always },
  // Platforms repeat an event within hours.
  keptEvent: { key: ["sequence"], names: "nothing", kept: { days: 7, since: "at", once: "dueAt" } },
  rate: { key: ["name"], names: "nothing", kept: always },
  lease: { key: ["name"], names: "nothing", kept: { days: 1, since: "until" } },
  follow: {
    key: ["id"],
    names: { person: "person", paper: "paper" },
    joining: { once: ["person"] },
    linking: { once: ["kind", "text"] },
    kept: always,
  },
  followFind: {
    key: ["follow", "paper"],
    names: { paper: "paper", owner: "follow" },
    // It was news when it was first found.
    joining: { once: ["follow"], keep: ["least", "number"] },
    kept: always,
  },
  feed: {
    key: ["id"],
    names: { person: "person", member: "createdBy", community: "community" },
    linking: "move",
    kept: always,
    forgetting: { clear: ["createdBy"] },
  },
  taste: {
    key: ["person", "paper"],
    names: { person: "person", paper: "paper" },
    // What was said last holds.
    joining: { once: ["person"], keep: ["greatest", "at"] },
    linking: { once: ["paper"], keep: ["greatest", "at"] },
    kept: always,
  },
  tasteReset: {
    key: ["person"],
    names: { person: "person" },
    linking: { once: [], keep: ["greatest", "at"] },
    kept: always,
  },
  audit: {
    key: ["sequence"],
    names: { member: "member", community: "community" },
    forgetting: { clear: ["member"], with: ["memberName", "origin"] },
    kept: { days: 180, since: "at" },
  },
}

export const tableNames = Object.keys(tables) as readonly TableName[]
