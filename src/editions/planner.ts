import { adapterOf, timeOn } from "../community/adapter-of.ts"
import { leaseMs } from "../delivery/deliverer.ts"
import { createPlaces } from "../delivery/places.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { OpenDirect, PapersOf } from "../vocabulary/digests.ts"
import type { ListedPapers } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import type { RateStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { planEdition } from "./edition.ts"
import type { ListReader } from "./lists.ts"
import { dueOccurrence, nextRun, startOfRuns } from "./next-run.ts"
import { parseSchedule } from "./schedule.ts"

export type Planning = Pick<
  Services,
  "subscriptions" | "editions" | "votes" | "adapters" | "clock" | "random" | "log"
> & {
  readonly library: ListReader
  readonly rates?: RateStore
  /** For digests: what they bring, and where they go. */
  readonly papersOf?: PapersOf
  readonly openDirect?: OpenDirect
}

/** What the store remembers of the time: an earlier version's remembers none. */
export type ClockBefore = { readonly wasSetBack: boolean; readonly isKnown: boolean }

const batchSize = 200
const portion = 25
/** Digests whose conversations are begun in one look. */
const aheadAtOnce = 10
/** Between portions of very many: each plan waits for the disk, and messages that are due must not wait for it. */
const pauseMs = 50
/** A subscription whose list cannot be read is looked at again after so long. */
const postponeMs = 60_000
/** One that waits for a platform is looked at again after that long at the latest. */
const longestPostponeMs = 15 * 60_000
/** Nothing that waits is put off farther: a day of tries, a month's early list with its week of votes. */
const farthest = { tries: { hours: 24 }, refreshes: { hours: 24 * 40 } } as const
/** No schedule is due after this instant, so asking for what is due then gives all active subscriptions. */
const endOfTime = "9999-12-31T00:00:00Z"

/**
 * Plans what is due: each due subscription gets an edition with its deliveries and its next run, all or none. An
 * occurrence is planned once, no matter who plans it and how often; what cannot be read now stays due.
 */
export function createPlanner(planning: Planning) {
  const { subscriptions, editions, votes, adapters, clock, log } = planning
  const postponed = new Map<string, Temporal.Instant>()
  const places = createPlaces(planning)

  /** Says how many editions it planned; `onPlanned` is told after every one, so that sending need not wait for the last. */
  async function planDue(onPlanned: () => void = () => undefined): Promise<number> {
    const now = clock.now()
    forgetPostponed(now)
    const library = readOnce(planning.library)
    let planned = 0
    while (true) {
      const due = await subscriptions.due(now.toString(), batchSize + postponed.size)
      const ready = due.filter(({ id }) => !postponed.has(id))
      if (ready.length === 0) return planned
      for (const subscription of someOf(ready)) {
        if (!(await plan(library, subscription, now))) continue
        planned += 1
        onPlanned()
      }
      if (ready.length >= batchSize) await clock.wait(pauseMs)
    }
  }

  /** Few conversations may begin within an hour, so those of digests that are not due yet begin ahead, while there is room. */
  async function openAhead(): Promise<void> {
    const now = clock.now()
    for (const subscription of await subscriptions.unopened(aheadAtOnce)) {
      if (postponed.has(subscription.id)) continue
      if ((await reached(subscription, now)) === undefined) return
    }
  }

  // Of very many a random portion, and then we look again: replicas that all began with the first would plan each twice.
  function someOf(ready: readonly Subscription[]): readonly Subscription[] {
    if (ready.length < batchSize) return ready
    const from = Math.floor(planning.random() * (ready.length - portion))
    return ready.slice(from, from + portion)
  }

  async function plan(
    library: ListReader,
    subscription: Subscription,
    now: Temporal.Instant,
  ): Promise<boolean> {
    try {
      return await planOne(library, subscription, now)
    } catch (error) {
      // One broken subscription must not keep the others waiting.
      log.error({ subscription: subscription.id, err: error }, words.editions.log.onePostUnplanned)
      postpone(subscription, now)
      return false
    }
  }

  async function planOne(
    library: ListReader,
    subscription: Subscription,
    now: Temporal.Instant,
  ): Promise<boolean> {
    const { nextRunAt = now.toString() } = subscription
    const opened = await reached(subscription, now)
    return opened !== undefined && planFor(library, { ...opened, nextRunAt }, now)
  }

  /** Where it goes: a member's direct messages are opened first. Undefined where that cannot be now. */
  async function reached(
    subscription: Subscription,
    now: Temporal.Instant,
  ): Promise<Subscription | undefined> {
    const { audience, community, id } = subscription
    if (audience.kind === "place") return subscription
    const opening = await planning.openDirect?.(subscription)
    if (opening?.kind === "open") return { ...subscription, place: opening.place }
    if (opening?.kind === "closed")
      await places.placeGone({ community, ...lost(subscription), reason: "closed" })
    else {
      log.info({ subscription: id, why: opening?.why }, words.digests.log.waits)
      postpone(subscription, now, opening?.retryAfterMs)
    }
    return undefined
  }

  async function planFor(
    library: ListReader,
    subscription: Subscription & { readonly nextRunAt: string },
    now: Temporal.Instant,
  ): Promise<boolean> {
    const dueAt = Temporal.Instant.from(subscription.nextRunAt)
    const due = dueOccurrence(parseSchedule(subscription.schedule), subscription.timeZone, dueAt, now)
    const [newest] = await editions.ofSubscription(subscription.id, 1, { withMessages: true })
    const { papersOf } = planning
    const outcome = await planEdition({ library, editions, votes, papersOf }, { subscription, due, now })
    if (outcome.kind === "later") {
      log.info({ subscription: subscription.id, why: outcome.why }, words.editions.log.waitsForList)
      postpone(subscription, now)
      return false
    }
    const { deliveries, instead } = outcome
    const plannedAt = timeOn(adapterOf(adapters, subscription.community), now).toString()
    const edition = { ...outcome.edition, plannedAt }
    // Not new: planned by another process or before the clock was set back, or the subscription was changed or posted by
    // hand meanwhile.
    const seen = {
      nextRunAt: dueAt.toString(),
      newest: newest?.id,
      instead: { editions: instead, why: words.editions.reason.overtaken },
    }
    const isNew = await editions.plan(edition, deliveries, due.next?.toString(), seen)
    if (isNew) log.info({ edition, deliveries: deliveries.length }, words.editions.log.planned)
    return isNew
  }

  function postpone({ id }: Subscription, now: Temporal.Instant, ms = postponeMs): void {
    postponed.set(id, now.add({ milliseconds: Math.min(ms, longestPostponeMs) }))
  }

  function forgetPostponed(now: Temporal.Instant): void {
    for (const [id, until] of postponed)
      if (
        Temporal.Instant.compare(until, now) <= 0 ||
        until.since(now).total("milliseconds") > longestPostponeMs
      )
        postponed.delete(id)
  }

  /**
   * Undoes what a clock that was ahead has put off: next runs, retries, leases, refreshes, and the platforms' rates.
   * Nothing is posted twice by it, because an occurrence is planned once.
   */
  async function reschedule({ wasSetBack, isKnown }: ClockBefore): Promise<void> {
    const now = clock.now()
    for (const subscription of await subscriptions.due(endOfTime, Number.MAX_SAFE_INTEGER)) {
      const next = nextOf(subscription, now)
      if (next !== undefined && subscription.nextRunAt !== undefined && next < subscription.nextRunAt)
        await subscriptions.reschedule(subscription.id, subscription.nextRunAt, next)
    }
    if (wasSetBack) await planning.rates?.reset(now.toString())
    await editions.restore(now.toString(), {
      // Where the clock was set back, or may have been, no try that it put off is believed.
      tries: wasSetBack || !isKnown ? now.toString() : now.add(farthest.tries).toString(),
      leases: now.add({ milliseconds: leaseMs }).toString(),
      refreshes: now.add(farthest.refreshes).toString(),
    })
  }

  function nextOf(subscription: Subscription, now: Temporal.Instant): string | undefined {
    try {
      const start = startOfRuns(subscription, now)
      return nextRun(parseSchedule(subscription.schedule), subscription.timeZone, start)?.toString()
    } catch (error) {
      log.error({ subscription: subscription.id, err: error }, words.editions.log.badSchedule)
      return undefined
    }
  }

  return { planDue, openAhead, reschedule }
}

/** Of a member's digests the one that cannot be sent: their direct messages, or an address. */
function lost({ audience, place }: Subscription) {
  return audience.kind === "member" ? { member: audience.member } : { place }
}

/** Ten thousand places may be due in one minute, and nearly all of them want the same list. */
function readOnce(library: ListReader): ListReader {
  const lists = new Map<string, Promise<ListedPapers>>()
  const once = (key: string, read: () => Promise<ListedPapers>) => {
    const known = lists.get(key) ?? read()
    lists.set(key, known)
    return known
  }
  return {
    list: (period) => once(period.key, () => library.list(period)),
    trending: () => once("trending", () => library.trending()),
    announced: (categories, day) =>
      once(`${categories.join("+")} ${day}`, () => library.announced(categories, day)),
  }
}
