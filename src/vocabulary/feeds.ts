/** Feeds of papers, for readers beyond the chat: who reads one needs nothing but its address. */
import type { Paper } from "../papers/paper.ts"
import type { Actor } from "./actor.ts"

export const feedKinds = ["list", "followed", "saved", "search", "channel"] as const
/** What a feed holds: the daily lists, a member's own, a query's newest papers, or what was posted in a channel. */
export type FeedKind = (typeof feedKinds)[number]

export type Feed = {
  readonly id: string
  readonly kind: FeedKind
  /** A search's query; a channel's name, as it was when the feed was made. */
  readonly text?: string
  /** The member whose it is. Absent for a channel's. */
  readonly person?: string
  /** A channel's. */
  readonly community?: string
  readonly place?: string
  /** The admin who made a channel's. */
  readonly createdBy?: string
  /** ISO instant. */
  readonly createdAt: string
  /** Grows with each new address. */
  readonly generation: number
}

/** A feed, and its address without the ending that names the format; undefined where only another bot's key makes it. */
export type FeedAddress = { readonly feed: Feed; readonly address?: string }

/** A paper that a feed has shown: `as` is the id that it had then, which its entry keeps. */
export type ShownPaper = { readonly paper: string; readonly as: string; readonly at: string }

/** What a feed reaches back to: ISO dates of lists, an ISO instant of posts. */
export type FeedSpan = {
  readonly listsFrom: string
  readonly listsTo: string
  readonly postsSince: string
}

export type FeedStore = {
  /** Unless its owner has one of the same papers already, which is given then, or as many as they may. */
  add(
    feed: Feed,
    hash: string,
    most: number,
  ): Promise<{ readonly feed: Feed; readonly hash: string } | "full">
  byHash(hash: string): Promise<Feed | undefined>
  /** Oldest first. */
  ofPerson(person: string): Promise<readonly { readonly feed: Feed; readonly hash: string }[]>
  ofPlace(
    community: string,
    place: string,
  ): Promise<readonly { readonly feed: Feed; readonly hash: string }[]>
  /** The feed under a new hash, and no more under the old one. */
  renew(feed: Feed, hash: string): Promise<void>
  remove(feed: Feed): Promise<void>
  /** Another text whenever what a feed of the span holds may be different; undefined where no feed has the hash. */
  stamp(hash: string, span: FeedSpan): Promise<string | undefined>
  /** What a feed has shown so far, newest first. */
  shown(feed: string): Promise<readonly ShownPaper[]>
  /**
   * Notes that a feed shows papers, given oldest first, and gives all that it has shown. What it shows for the first time gets
   * a second of its own, after all that it showed before and not before its own instant.
   */
  show(
    feed: string,
    papers: readonly { readonly paper: string; readonly at: string }[],
  ): Promise<readonly ShownPaper[]>
}

/** A paper in a feed. */
export type FeedEntry = {
  /** The same for ever, and another one in each feed: a URN. */
  readonly id: string
  readonly paper: Paper
  /** ISO instant; falling, no two the same second, and later than all that a reader can have seen before it. */
  readonly at: string
  /** Where it is talked about. */
  readonly discussion?: string
}

/** What a feed says. */
export type FeedPage = {
  /** A URN. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** The page that it belongs to. */
  readonly home: string
  /** When its newest paper came; of an empty one, when it was made. ISO instant. */
  readonly updatedAt: string
  readonly entries: readonly FeedEntry[]
}

export type Feeds = {
  /** What every address begins with: `https://papers.example.org`. */
  origin(): string
  /** Throws `UserError` for a query that cannot be read, or beyond the most that a member or channel may have. */
  create(actor: Actor, source: { readonly kind: FeedKind; readonly query?: string }): Promise<FeedAddress>
  /** The actor's own; for an admin also those of the place, last. */
  list(actor: Actor): Promise<readonly FeedAddress[]>
  /** A new address; the old one ends. Undefined for one that is not the actor's. */
  renew(actor: Actor, id: string): Promise<FeedAddress | undefined>
  /** What ended; undefined for one that is not the actor's. */
  end(actor: Actor, id: string): Promise<Feed | undefined>
  /** What the address with this token holds now; undefined where there is none. */
  read(token: string): Promise<FeedPage | undefined>
  /** Another text whenever that may be different; undefined where there is none. Costs far less. */
  stamp(token: string): Promise<string | undefined>
}
