import type { Actor } from "../vocabulary/actor.ts"
import type { PlaceHealth, Schedules } from "../vocabulary/channels.ts"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import type { Digests } from "../vocabulary/digests.ts"
import type { Services } from "../vocabulary/services.ts"
import { momentInWords } from "../words/counted.ts"
import { words } from "../words/words.ts"

const { health: said } = words.channels

/** How far back we look through a place's posts. */
const healthDays = 30
/** More than a month of daily posts; of a schedule that posts every hour, the newest. */
const mostEditions = 60
const shownTroubles = 5
const shownUpcoming = 3
/** A post later than this was missed. */
const missedAfterMinutes = 60

/** How a place's posts have done: counted from the rows from which they are sent, so the two agree. */
export function createPlaceHealth(
  { subscriptions, editions, clock }: Pick<Services, "subscriptions" | "editions" | "clock">,
  settings: Pick<Schedules, "upcoming" | "missingPermissions"> & { readonly ownHere?: Digests["here"] },
): Schedules["health"] {
  return async (actor: Actor) => {
    const own = await settings.ownHere?.(actor)
    const all = [...(own ? [own] : []), ...(await subscriptions.ofPlace(actor.community, actor.place))]
    return Promise.all(all.map(healthOf))
  }

  async function healthOf(subscription: Subscription): Promise<PlaceHealth> {
    const since = clock
      .now()
      .subtract({ hours: healthDays * 24 })
      .toString()
    const lately = async (withMessages: boolean) =>
      (await editions.ofSubscription(subscription.id, mostEditions, { withMessages })).filter(
        ({ plannedAt }) => plannedAt >= since,
      )
    const recent = await lately(true)
    const deliveries = (await Promise.all(recent.map(({ id }) => editions.deliveries(id)))).flat()
    const last = recent.find(({ state }) => state !== "skipped" && state !== "removed")
    const gap = [...recent, ...(await lately(false))].find(wasMissed)
    return {
      subscription,
      days: healthDays,
      counts: countsOf(deliveries),
      troubles: [
        ...lostOf(subscription),
        ...(await untoldOf(subscription, since)),
        ...troublesOf(deliveries, recent, subscription),
      ],
      lastGap: gap && { at: gap.dueAt, repair: gap.reason },
      last: last && { edition: last.id, at: last.dueAt, listKey: last.listKey, reason: last.reason },
      upcoming: subscription.active ? await settings.upcoming(subscription, shownUpcoming) : [],
      ...(await permissionsOf(subscription)),
    }
  }

  /** A failure of which its admin could not be told. */
  async function untoldOf({ id }: Subscription, since: string): Promise<PlaceHealth["troubles"]> {
    const untold = await editions.untold(id)
    if (untold === undefined || untold.edition.plannedAt < since) return []
    const { later, never } = said.untold
    return [{ at: untold.edition.dueAt, ...(untold.again ? later : never) }]
  }

  /** Direct messages need none. */
  async function permissionsOf(subscription: Subscription) {
    if (subscription.audience.kind !== "place")
      return { missingPermissions: [], canPost: subscription.gone === undefined }
    const missingPermissions = await settings.missingPermissions(subscription)
    const toPost = await settings.missingPermissions({ ...subscription, toPost: true })
    return { missingPermissions, canPost: toPost.length === 0 }
  }
}

function wasMissed({ dueAt, plannedAt, reason }: Edition): boolean {
  const late = Temporal.Instant.from(dueAt).until(Temporal.Instant.from(plannedAt)).total("minutes")
  return late > missedAfterMinutes || reason.includes(words.editions.reason.skippedMark)
}

function lostOf({ gone, nextRunAt, createdAt }: Subscription): PlaceHealth["troubles"] {
  return gone === undefined
    ? []
    : [{ at: nextRunAt ?? createdAt, what: words.delivery.gone[gone], next: said.lost }]
}

function countsOf(deliveries: readonly Delivery[]): PlaceHealth["counts"] {
  const count = (wanted: (delivery: Delivery) => boolean) => deliveries.filter(wanted).length
  return {
    intended: deliveries.length,
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
): PlaceHealth["troubles"] {
  // What was withdrawn or removed, because posts were turned off or others came instead, is no trouble.
  const dueAt = new Map(
    editions
      .filter(({ state }) => state !== "skipped" && state !== "removed")
      .map((edition) => [edition.id, edition.dueAt]),
  )
  const troubles = deliveries
    .flatMap((delivery) => {
      const at = dueAt.get(delivery.edition)
      if (at === undefined || delivery.error === undefined || delivery.state === "sent") return []
      // Why the message was not posted in whose thread it belongs says it all.
      if (delivery.inThreadOf !== undefined && rootOf(delivery, deliveries)?.state === "failed") return []
      return [{ at, what: delivery.error, next: nextStep(delivery, timeZone) }]
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
  // What refuses one message of a post refuses the others.
  const once = new Map(troubles.map((trouble) => [`${trouble.at} ${trouble.what} ${trouble.next}`, trouble]))
  return [...once.values()].slice(0, shownTroubles)
}

function rootOf({ edition, inThreadOf }: Delivery, deliveries: readonly Delivery[]): Delivery | undefined {
  return deliveries.find((one) => one.edition === edition && one.position === inThreadOf)
}

function nextStep({ state, notBefore, attempts }: Delivery, timeZone: string): string {
  return state === "waiting" ? said.retry(attempts, momentInWords(notBefore, timeZone)) : said.givenUp
}
