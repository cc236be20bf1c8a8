import { deliveringLease } from "../delivery/turn.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { PlaceHealth, Schedules } from "../vocabulary/channels.ts"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import { counted, momentInWords } from "../words/counted.ts"
import type { SchedulesParts } from "./schedules.ts"
import type { Settings } from "./settings.ts"

/** How far back a place's posts are looked through. */
const healthDays = 30
/** More than a month of daily posts; of a schedule that posts every hour, the newest. */
const mostEditions = 60
const shownTroubles = 5
const shownUpcoming = 3

/** How a place's posts have fared: counted from the rows from which they are sent, so that it cannot be otherwise. */
export function createPlaceHealth(parts: SchedulesParts, settings: Settings): Schedules["health"] {
  const { subscriptions, editions, leases, clock } = parts

  return async (actor: Actor) => {
    const all = await subscriptions.ofPlace(actor.community, actor.place)
    return Promise.all(all.map(healthOf))
  }

  async function healthOf(subscription: Subscription): Promise<PlaceHealth> {
    const now = clock.now()
    const since = now.subtract({ hours: healthDays * 24 }).toString()
    const lately = async (withMessages: boolean) =>
      (await editions.ofSubscription(subscription.id, mostEditions, { withMessages })).filter(
        ({ plannedAt }) => plannedAt >= since,
      )
    const recent = await lately(true)
    const deliveries = (await Promise.all(recent.map(({ id }) => editions.deliveries(id)))).flat()
    const last = recent.find(({ state }) => state !== "skipped")
    const gap = [...recent, ...(await lately(false))].find(({ reason }) =>
      /\blate\b|were skipped|was skipped/.test(reason),
    )
    const deliverer = (await leases.holders(deliveringLease, now.toString())).get(deliveringLease)
    return {
      subscription,
      days: healthDays,
      counts: countsOf(deliveries),
      troubles: troublesOf(deliveries, recent, subscription),
      ...(gap ? { lastGap: { at: gap.dueAt, repair: gap.reason } } : {}),
      ...(last ? { last: { at: last.dueAt, listKey: last.listKey, reason: last.reason } } : {}),
      upcoming: subscription.active ? await settings.upcoming(subscription, shownUpcoming) : [],
      missingPermissions: await settings.missingPermissions(subscription),
      ...(deliverer === undefined ? {} : { deliverer }),
    }
  }
}

function countsOf(deliveries: readonly Delivery[]): PlaceHealth["counts"] {
  const count = (wanted: (delivery: Delivery) => boolean) => deliveries.filter(wanted).length
  return {
    intended: deliveries.length,
    sent: count(({ attempts }) => attempts > 0),
    confirmed: count(({ state }) => state === "sent"),
    edited: count(({ edits = 0 }) => edits > 0),
    waiting: count(({ state }) => state === "waiting"),
    failed: count(({ state }) => state === "failed"),
  }
}

function troublesOf(
  deliveries: readonly Delivery[],
  editions: readonly Edition[],
  { timeZone }: Subscription,
) {
  // What was withdrawn, because posts were switched off or others came instead, is no trouble to mend.
  const dueAt = new Map(
    editions.filter(({ state }) => state !== "skipped").map((edition) => [edition.id, edition.dueAt]),
  )
  return deliveries
    .filter(({ edition }) => dueAt.has(edition))
    .flatMap((delivery) => {
      const { error, edition, state } = delivery
      if (error === undefined || state === "sent") return []
      return [
        { at: dueAt.get(edition) ?? delivery.notBefore, what: error, next: nextStep(delivery, timeZone) },
      ]
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, shownTroubles)
}

function nextStep({ state, notBefore, attempts }: Delivery, timeZone: string): string {
  if (state !== "waiting") return "given up; mend the cause, then `deliver` posts the newest list at once"
  return `tried ${counted(attempts, "time")}, again on ${momentInWords(notBefore, timeZone)}`
}
