import type { Actor } from "../command.ts"
import type { Library, Schedules } from "../context.ts"
import { UserError } from "../errors.ts"
import { periodOfKey } from "../papers/index.ts"
import type { Clock } from "../ports.ts"
import type { EditionStore, ListStore, Subscription, SubscriptionStore } from "../stores.ts"
import { type Planned, planEdition } from "./plan-edition.ts"

export type SchedulesParts = {
  readonly subscriptions: SubscriptionStore
  readonly editions: EditionStore
  readonly lists: ListStore
  readonly library: Pick<Library, "list" | "trending">
  readonly clock: Clock
  /** Starts sending what was planned. */
  readonly wake: () => void
}

/** What places get and when, as commands use it. */
export function createSchedules(parts: SchedulesParts): Schedules {
  const { subscriptions, editions, clock } = parts

  async function deliverNow(actor: Actor) {
    const subscription = await subscriptionOf(actor)
    const now = clock.now()
    const planned = await planNow(subscription, now)
    const { edition, deliveries } = planned
    if (deliveries.length === 0) throw nothingToPost(edition.reason)
    const isNew = await editions.plan(
      { ...edition, reason: `by hand: ${edition.reason}` },
      deliveries,
      subscription.nextRunAt,
    )
    if (!isNew) throw nothingToPost("It was asked for twice at the same moment.")
    parts.wake()
    return { messages: deliveries.length, listKey: edition.listKey }
  }

  async function planNow(subscription: Subscription, now: Temporal.Instant) {
    const due = { latest: now, missed: [], next: undefined }
    const planned = await planEdition(parts, subscription, due, now, { again: true })
    const instead = planned.kind === "later" ? await newestStored(subscription, now) : planned
    if (instead.kind === "later") throw nothingToPost(`The list cannot be read: ${instead.why}.`)
    return instead
  }

  /** Without a network, the newest list that is here is better than none. */
  async function newestStored(subscription: Subscription, now: Temporal.Instant): Promise<Planned> {
    const key = subscription.list === "day" ? await parts.lists.newestDay() : undefined
    const period = key === undefined ? undefined : periodOfKey(key)
    if (period === undefined)
      return { kind: "later", why: "huggingface.co is out of reach, and no list is stored here" }
    const due = { latest: now, missed: [], next: undefined }
    return planEdition(parts, subscription, due, now, { again: true, period })
  }

  async function subscriptionOf(actor: Actor): Promise<Subscription> {
    const all = await subscriptions.ofPlace(actor.community, actor.place)
    const subscription = all.find(({ active }) => active) ?? all[0]
    if (subscription !== undefined) return subscription
    throw new UserError("no-subscription", "This channel has no daily post.", {
      hint: "Try it in a channel that has one.",
    })
  }

  return { ofPlace: subscriptions.ofPlace, deliverNow }
}

function nothingToPost(why: string): UserError {
  return new UserError("nothing-to-post", "There is nothing to post now.", { hint: why })
}
