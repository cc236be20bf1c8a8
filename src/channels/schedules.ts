import { createDeliverNow } from "../editions/deliver-now.ts"
import { createWhy } from "../editions/why.ts"
import type { Schedules } from "../vocabulary/channels.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import { createPlaceHealth } from "./place-health.ts"
import { createSettings } from "./settings.ts"

export type SchedulesParts = Pick<
  Services,
  "subscriptions" | "editions" | "lists" | "posts" | "votes" | "leases" | "adapters" | "clock"
> & {
  readonly library: Pick<Library, "list" | "trending" | "announced" | "search" | "papers" | "listedOn">
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
