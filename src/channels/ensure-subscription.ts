import { nextRun } from "../editions/next-run.ts"
import { parseSchedule } from "../editions/schedule.ts"
import type { Subscription, SubscriptionStore } from "../vocabulary/delivery-stores.ts"
import type { Clock } from "../vocabulary/system.ts"

/**
 * Every morning at nine, silent where there is nothing new: each list is posted on the first morning after it has
 * settled, Tuesday to Saturday in most of the world. Naming weekdays would lose a list where it settles after nine.
 */
export const defaultSubscription = {
  audience: { kind: "place" },
  content: { kind: "list" },
  schedule: "0 9 * * *",
  list: "day",
  filter: "",
  budget: 5,
  form: "messages",
  whenEmpty: "silent",
  catchUpHours: 36,
} as const

/** Gives a place its first subscription, the default one; a place that has or had one is left as it is. */
export async function ensureSubscription(
  { subscriptions, clock }: { readonly subscriptions: SubscriptionStore; readonly clock: Clock },
  place: Pick<Subscription, "community" | "place" | "timeZone" | "createdBy"> &
    Partial<Omit<Subscription, "id" | "active" | "nextRunAt" | "createdAt">>,
): Promise<Subscription> {
  const [existing] = await subscriptions.ofPlace(place.community, place.place)
  if (existing !== undefined) return existing
  const now = clock.now()
  const wanted = { ...defaultSubscription, ...place }
  const next = nextRun(parseSchedule(wanted.schedule), wanted.timeZone, now)
  const subscription: Subscription = {
    ...wanted,
    id: `${place.community}/${place.place}/1`,
    active: true,
    createdAt: now.toString(),
    nextRunAt: next?.toString(),
  }
  await subscriptions.save(subscription)
  return subscription
}
