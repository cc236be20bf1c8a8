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
}

/** A paper in a feed. */
export type FeedEntry = {
  /** The same for ever, and another one in each feed: a URN. */
  readonly id: string
  readonly paper: Paper
  /** ISO instant; falling, and no two the same second, because readers go by it. */
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
  /** Another number whenever an address here began or ended: nothing kept from before it holds. */
  changes(): number
}
