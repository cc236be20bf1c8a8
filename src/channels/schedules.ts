import { adapterOf } from "../community/adapter-of.ts"
import { createDeliverNow } from "../editions/deliver-now.ts"
import { earlierEditions } from "../editions/edition.ts"
import { rehearse, upcomingPosts } from "../editions/forecast.ts"
import { nextRun, startOfRuns } from "../editions/next-run.ts"
import { createOutcome } from "../editions/outcome.ts"
import { createRemovals } from "../editions/removals.ts"
import { parseSchedule } from "../editions/schedule.ts"
import { createWhy } from "../editions/why.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Schedules } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Digests, PapersOf } from "../vocabulary/digests.ts"
import { NetworkError, PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { defaultSubscription } from "./ensure-subscription.ts"
import { createFailingPlaces } from "./failing-places.ts"
import { applyDraft, type Draft, toDraft } from "./fields.ts"
import { createPlaceHealth } from "./place-health.ts"
import { createSetUp } from "./set-up.ts"

export type SchedulesParts = Pick<
  Services,
  "subscriptions" | "editions" | "lists" | "posts" | "votes" | "leases" | "adapters" | "clock"
> & {
  readonly library: Pick<Library, "list" | "trending" | "announced" | "search" | "papers" | "listedOn">
  /** Starts sending what was planned. */
  readonly wake: () => void
  /** What comes to the asker alone, in the place where they ask. */
  readonly ownHere?: Digests["here"]
  /** For what is no list. */
  readonly papersOf?: PapersOf
}

/** What places get and when, as commands use it: proposed, rehearsed, saved, stopped, explained. */
export function createSchedules(parts: SchedulesParts): Schedules {
  const { subscriptions, editions, adapters, clock } = parts

  async function proposed(actor: Actor, draft: Draft, timeZone: string): Promise<Subscription> {
    const { noChannel, noChannelHint } = words.channels.errors
    if (adapterOf(adapters, actor.community) === undefined)
      throw new UserError("no-channel", noChannel, { hint: noChannelHint })
    const [known] = await subscriptions.ofPlace(actor.community, actor.place)
    const base = known ?? newSubscription(actor, timeZone)
    return dueFromNow(applyDraft(draft, base, clock.now()), base)
  }

  function newSubscription({ community, place, member }: Actor, timeZone: string): Subscription {
    return {
      ...defaultSubscription,
      id: `${community}/${place}/1`,
      community,
      place,
      timeZone,
      active: false,
      createdBy: member,
      createdAt: clock.now().toString(),
    }
  }

  // What is due already and waits for its list is not forgotten because somebody changes its filter.
  function dueFromNow(changed: Subscription, base: Subscription): Subscription {
    const now = clock.now()
    const { schedule, timeZone } = changed
    const isSame = schedule === base.schedule && timeZone === base.timeZone
    const isOverdue =
      base.active && base.nextRunAt !== undefined && Temporal.Instant.compare(base.nextRunAt, now) <= 0
    const next =
      isSame && isOverdue
        ? base.nextRunAt
        : nextRun(parseSchedule(schedule), timeZone, startOfRuns(changed, now))?.toString()
    // An admin who sets a place up is there, and so is the bot.
    if (next !== undefined) return { ...changed, active: true, nextRunAt: next, gone: undefined }
    const { neverDue, neverDueHint } = words.channels.errors
    throw new UserError("never-due", neverDue(schedule), { hint: neverDueHint })
  }

  async function stop(actor: Actor): Promise<Subscription | undefined> {
    const [known] = (await subscriptions.ofPlace(actor.community, actor.place)).filter(({ active }) => active)
    if (known === undefined) return undefined
    return turnOff(known)
  }

  async function turnOff(known: Subscription): Promise<Subscription> {
    const { nextRunAt: _, ...rest } = known
    const stopped = { ...rest, active: false }
    await subscriptions.save(stopped)
    await editions.withdraw(known.id, words.editions.reason.withdrawn)
    return stopped
  }

  async function missingPermissions(
    where: Parameters<Schedules["missingPermissions"]>[0],
  ): Promise<readonly string[]> {
    try {
      return (
        (await adapterOf(adapters, where.community)?.missingPermissions(where)) ?? [
          words.channels.notConnected,
        ]
      )
    } catch (error) {
      // Where the bot is not at all, no permission is missing.
      if (error instanceof PlatformError && error.link) throw error
      if (error instanceof PlatformError) return [`${error.message} ${error.hint ?? ""}`.trim()]
      if (error instanceof NetworkError) return [words.channels.cannotAsk(error.host, error.message)]
      throw error
    }
  }

  const upcoming: Schedules["upcoming"] = async (subscription, count) => {
    const { posted, unsent } = await earlierEditions(editions, subscription)
    const known = [...posted.keys(), ...unsent.map(({ listKey }) => listKey)]
    return upcomingPosts(subscription, clock.now(), count, known)
  }

  return {
    ofPlace: subscriptions.ofPlace,
    ofCommunity: subscriptions.ofCommunity,
    deliverNow: createDeliverNow(parts),
    outcome: createOutcome(parts, missingPermissions),
    proposed,
    toDraft,
    save: subscriptions.save,
    setUp: createSetUp(parts, { turnOff, upcoming }),
    async pause({ pausedUntil: _, ...subscription }, until) {
      const changed = until === undefined ? subscription : { ...subscription, pausedUntil: until }
      const paused = dueFromNow(changed, { ...changed, active: false })
      await subscriptions.save(paused)
      if (until !== undefined) await editions.withdraw(paused.id, words.channels.pause.withdrawn)
      return paused
    },
    async saveSetUp({ subscription, saved }) {
      const ready = dueFromNow(subscription, saved ?? subscription)
      await subscriptions.save(ready)
      return ready
    },
    stop,
    rehearse: (subscription, options) => rehearse(parts, subscription, clock.now(), options),
    upcoming,
    missingPermissions,
    ...createRemovals(parts),
    why: createWhy(parts),
    failingElsewhere: createFailingPlaces(parts, missingPermissions),
    health: createPlaceHealth(parts, { upcoming, missingPermissions, ownHere: parts.ownHere }),
  }
}
