import { adapterOf } from "../community/adapter-of.ts"
import { earlierEditions } from "../editions/edition.ts"
import { rehearse, upcomingPosts } from "../editions/forecast.ts"
import { nextRun } from "../editions/next-run.ts"
import { parseSchedule } from "../editions/schedule.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { Schedules } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError, UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"
import { defaultSubscription } from "./ensure-subscription.ts"
import { parseDraft } from "./parse-draft.ts"
import type { SchedulesParts } from "./schedules.ts"
import { toDraft } from "./to-draft.ts"

export type Settings = Pick<
  Schedules,
  "proposed" | "toDraft" | "save" | "stop" | "rehearse" | "upcoming" | "missingPermissions"
>

/** How a place's posts are set up: proposed, rehearsed, saved, stopped. */
export function createSettings(parts: SchedulesParts): Settings {
  const { subscriptions, editions, adapters, clock } = parts

  async function proposed(
    actor: Actor,
    wish: Parameters<Schedules["proposed"]>[1],
    timeZone: string,
  ): Promise<Subscription> {
    if (adapterOf(adapters, actor.community) === undefined) throw noChannel()
    const [known] = await subscriptions.ofPlace(actor.community, actor.place)
    const base = known ?? newSubscription(actor, timeZone)
    return dueFromNow(parseDraft(wish, base), base)
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
  function dueFromNow(wished: Subscription, base: Subscription): Subscription {
    const now = clock.now()
    const same = wished.schedule === base.schedule && wished.timeZone === base.timeZone
    const overdue =
      base.active &&
      same &&
      base.nextRunAt !== undefined &&
      Temporal.Instant.compare(base.nextRunAt, now) <= 0
    const next = overdue
      ? base.nextRunAt
      : nextRun(parseSchedule(wished.schedule), wished.timeZone, now)?.toString()
    if (next !== undefined) return { ...wished, active: true, nextRunAt: next }
    throw new UserError("never-due", `\`${wished.schedule}\` is never due.`, {
      hint: "No such day comes in the next forty years. Weekdays at nine: `time:09:00 days:weekdays`.",
    })
  }

  async function stop(actor: Actor): Promise<Subscription | undefined> {
    const [known] = (await subscriptions.ofPlace(actor.community, actor.place)).filter(({ active }) => active)
    if (known === undefined) return undefined
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
          "the platform is not connected",
        ]
      )
    } catch (error) {
      // Where the bot is not at all, no permission is missing.
      if (error instanceof PlatformError && error.link) throw error
      if (error instanceof PlatformError) return [`${error.message} ${error.hint ?? ""}`.trim()]
      if (error instanceof NetworkError) return [`${error.host} cannot be asked now: ${error.message}`]
      throw error
    }
  }

  return {
    proposed,
    toDraft,
    save: subscriptions.save,
    stop,
    rehearse: (subscription, options) => rehearse(parts, subscription, clock.now(), options),
    async upcoming(subscription, count) {
      const { posted, unsent } = await earlierEditions(editions, subscription)
      const known = [...posted.keys(), ...unsent.map(({ listKey }) => listKey)]
      return upcomingPosts(subscription, clock.now(), count, known)
    },
    missingPermissions,
  }
}

function noChannel(): UserError {
  return new UserError("no-channel", "Nothing can be posted here: this is no channel.", {
    hint: "Set it up in the channel itself: on the web page, in Discord or in Slack.",
  })
}
