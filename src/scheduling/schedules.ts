import type { Schedules } from "../vocabulary/channels.ts"
import type { PostStore, VoteStore } from "../vocabulary/community-stores.ts"
import type { EditionStore, SubscriptionStore } from "../vocabulary/delivery-stores.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { LeaseStore, ListStore } from "../vocabulary/stores.ts"
import type { Clock } from "../vocabulary/system.ts"
import { createDeliverNow } from "./deliver-now.ts"
import { createPlaceHealth } from "./place-health.ts"
import { createSettings } from "./settings.ts"
import { createWhy } from "./why.ts"

export type SchedulesParts = {
  readonly subscriptions: SubscriptionStore
  readonly editions: EditionStore
  readonly lists: ListStore
  readonly posts: Pick<PostStore, "ofPaper" | "at">
  readonly votes: Pick<VoteStore, "tallies">
  readonly leases: LeaseStore
  readonly library: Pick<Library, "list" | "trending" | "announced" | "search" | "papers" | "listedOn">
  /** By platform. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  /** Starts sending what was planned. */
  readonly wake: () => void
}

/** What places get and when, as commands use it. */
export function createSchedules(parts: SchedulesParts): Schedules {
  const { subscriptions } = parts
  const settings = createSettings(parts)

  return {
    ofPlace: subscriptions.ofPlace,
    ofCommunity: subscriptions.ofCommunity,
    deliverNow: createDeliverNow(parts),
    ...settings,
    why: createWhy(parts),
    health: createPlaceHealth(parts, settings),
  }
}
