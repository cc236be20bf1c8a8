/** What each table says of itself: its key, whom its rows name, how they join, how long they are kept. */
import { auditDays } from "../vocabulary/audit.ts"
import { mergeReadings } from "./merge-readings.ts"
import type { Tables } from "./tables.ts"

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
  // After the table whose triggers fill it: a copy replaces what they wrote.
  readingCount: {
    key: ["person", "state", "tags", "noted"],
    names: { person: "person" },
    // The rows that moved were counted as the other person's.
    linking: "delete",
    kept: always,
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
  feedEntry: {
    key: ["feed", "paper"],
    names: { paper: "paper", owner: "feed" },
    // Readers know the entry that came first.
    joining: { once: ["feed"], keep: ["least", "at"] },
    kept: always,
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
    kept: { days: auditDays, since: "at" },
  },
}

export const tableNames = Object.keys(tables) as readonly TableName[]
