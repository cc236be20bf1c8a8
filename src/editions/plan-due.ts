import type { EditionStore, Subscription, SubscriptionStore } from "../vocabulary/delivery-stores.ts"
import type { Library, ListedPapers } from "../vocabulary/library.ts"
import type { Clock, Log, Random } from "../vocabulary/system.ts"
import { dueOccurrence } from "./due-occurrence.ts"
import { overtaken } from "./earlier-editions.ts"
import { nextRun } from "./next-run.ts"
import { planEdition, type StatsOf } from "./plan-edition.ts"
import { parseSchedule } from "./schedule.ts"

export type Planning = {
  readonly subscriptions: SubscriptionStore
  readonly editions: EditionStore
  readonly library: Pick<Library, "list" | "trending" | "announced">
  readonly paperStats: StatsOf
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

const batchSize = 200
const portion = 25
/** Between portions of very many: each plan waits for the disk, and messages whose place has come must not wait for it. */
const breatherMs = 50
/** A subscription whose list cannot be read is looked at again after so long. */
const postponeMs = 60_000
/** Nothing that waits is put off farther: a day of tries, a month's early list with its week of votes. */
const farthest = { tries: { hours: 24 }, refreshes: { hours: 24 * 40 } } as const
/** No schedule is due after this instant, so asking for what is due then gives all active subscriptions. */
const endOfTime = "9999-12-31T00:00:00Z"

/**
 * Plans what is due: each due subscription gets an edition with its deliveries and its next run, all or none. An
 * occurrence is planned once, whoever plans it and however often; what cannot be read now stays due.
 */
export function createPlanDue(planning: Planning) {
  const { subscriptions, editions, paperStats, clock, log } = planning
  const postponed = new Map<string, Temporal.Instant>()

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
      if (ready.length >= batchSize) await clock.wait(breatherMs)
    }
  }

  // Of very many some by chance, and then it is looked anew: replicas that all began with the first would plan each twice
  // in vain.
  function someOf(ready: readonly Subscription[]): readonly Subscription[] {
    if (ready.length < batchSize) return ready
    const from = Math.floor(planning.random() * (ready.length - portion))
    return ready.slice(from, from + portion)
  }

  async function plan(
    library: Planning["library"],
    subscription: Subscription,
    now: Temporal.Instant,
  ): Promise<boolean> {
    try {
      return await planOne(library, subscription, now)
    } catch (error) {
      // One broken subscription must not keep the others waiting.
      log.error({ subscription: subscription.id, err: error }, "an edition could not be planned")
      postpone(subscription, now)
      return false
    }
  }

  async function planOne(
    library: Planning["library"],
    subscription: Subscription,
    now: Temporal.Instant,
  ): Promise<boolean> {
    const dueAt = Temporal.Instant.from(subscription.nextRunAt ?? now.toString())
    const due = dueOccurrence(parseSchedule(subscription.schedule), subscription.timeZone, dueAt, now)
    const [newest] = await editions.ofSubscription(subscription.id, 1, { withMessages: true })
    const outcome = await planEdition({ library, editions, paperStats }, { subscription, due, now })
    if (outcome.kind === "later") {
      log.info({ subscription: subscription.id, why: outcome.why }, "an edition waits for its list")
      postpone(subscription, now)
      return false
    }
    const { edition, deliveries, instead } = outcome
    // Not new: planned by another process or before the clock was set back, or the subscription was changed or posted by
    // hand meanwhile.
    const seen = {
      nextRunAt: dueAt.toString(),
      newest: newest?.id,
      instead: { editions: instead, why: overtaken },
    }
    const isNew = await editions.plan(edition, deliveries, due.next?.toString(), seen)
    if (isNew) log.info({ edition, deliveries: deliveries.length }, "an edition is planned")
    return isNew
  }

  function postpone({ id }: Subscription, now: Temporal.Instant): void {
    postponed.set(id, now.add({ milliseconds: postponeMs }))
  }

  function forgetPostponed(now: Temporal.Instant): void {
    for (const [id, until] of postponed)
      if (Temporal.Instant.compare(until, now) <= 0 || until.since(now).total("milliseconds") > postponeMs)
        postponed.delete(id)
  }

  /**
   * Computes every subscription's next run from now, for when the clock was set back: what a clock that was wrong had
   * put off into the future comes back, messages that wait for another try and refreshes as well. Nothing is posted twice by it, since an occurrence is planned once.
   */
  async function planAnew(): Promise<void> {
    const now = clock.now()
    for (const subscription of await subscriptions.due(endOfTime, Number.MAX_SAFE_INTEGER)) {
      const next = nextOf(subscription, now)
      if (next !== undefined && subscription.nextRunAt !== undefined && next < subscription.nextRunAt)
        await subscriptions.reschedule(subscription.id, subscription.nextRunAt, next)
    }
    await editions.restore(now.toString(), {
      tries: now.add(farthest.tries).toString(),
      refreshes: now.add(farthest.refreshes).toString(),
    })
  }

  function nextOf(subscription: Subscription, now: Temporal.Instant): string | undefined {
    try {
      return nextRun(parseSchedule(subscription.schedule), subscription.timeZone, now)?.toString()
    } catch (error) {
      log.error({ subscription: subscription.id, err: error }, "a schedule cannot be read")
      return undefined
    }
  }

  return { planDue, planAnew }
}

/** Ten thousand places may be due in one minute, and nearly all of them want the same list. */
function readOnce(library: Planning["library"]): Planning["library"] {
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
