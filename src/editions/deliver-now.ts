import { listInWords } from "../cards/list-words.ts"
import { setUpButton } from "../cards/welcome-card.ts"
import { adapterOf, timeOn } from "../community/adapter-of.ts"
import { listNameOf, periodOf } from "../papers/index.ts"
import type { Actor } from "../vocabulary/actor.ts"
import type { DeliveredNow, Schedules, Upcoming } from "../vocabulary/channels.ts"
import type { Edition, SeenDue, Subscription, SubscriptionStore } from "../vocabulary/delivery-stores.ts"
import type { PapersOf } from "../vocabulary/digests.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { planEdition } from "./edition.ts"
import { editionCards } from "./edition-cards.ts"
import { type EditionRows, editionRows, isSameEdition } from "./edition-rows.ts"
import { upcomingPosts } from "./forecast.ts"
import { occurrenceAt } from "./next-run.ts"

const { deliver: said, reason: reasons } = words.editions

export type DeliverNowParts = Pick<
  Services,
  "subscriptions" | "editions" | "lists" | "leases" | "votes" | "adapters" | "clock"
> & {
  readonly library: Pick<Library, "list" | "trending" | "announced" | "search">
  /** For what is no list. */
  readonly papersOf?: PapersOf
  /** Starts sending what was planned. */
  readonly wake: () => void
}

/** As many as a quiet day's list. */
const starterPapers = 12
/** Editions that are looked through for the same one: two months of a daily one. */
const recentEditions = 60
/** Longer than looking and planning take; who dies meanwhile holds up nobody for longer. */
const leaseSeconds = 10
/** Looks, until nothing changes between looking and planning. */
const mostTries = 3
/** Runs ahead that are looked through for one that brings another list. */
const runsAhead = 3

/** Posts a place's edition outside its schedule, unless the same stands there already. */
export function createDeliverNow(parts: DeliverNowParts): Schedules["deliverNow"] {
  const { subscriptions, editions, leases, adapters, clock } = parts

  return async (actor, { again = false, isFirst = false } = {}) => {
    for (let tries = 0; tries < mostTries; tries++) {
      const subscription = await subscriptionOf(subscriptions, actor)
      const [newest] = await editions.ofSubscription(subscription.id, 1, { withMessages: true })
      const seen = { nextRunAt: subscription.nextRunAt, newest: newest?.id }
      const rows = await editionNow(parts, subscription, clock.now())
      if (rows.deliveries.length === 0) throw nothingToPost(rows.edition.reason)
      const { edition, deliveries } = rows
      const reason = isFirst ? reasons.first(edition.reason) : reasons.byHand(edition.reason)
      const plannedAt = timeOn(adapterOf(adapters, subscription.community), clock.now()).toString()
      const planned = { edition: { ...edition, reason, plannedAt }, deliveries }
      const work = () => planUnlessThere(subscription, planned, seen, again)
      const delivered = await alone(subscription, rows.edition, work)
      if (delivered !== undefined) return delivered
    }
    throw askedTwice()
  }

  /** Two who ask in the same moment would both find nothing there. */
  async function alone<T>({ id }: Subscription, { id: holder }: Edition, work: () => Promise<T>): Promise<T> {
    const name = `deliver now: ${id}`
    const now = clock.now()
    const until = now.add({ seconds: leaseSeconds }).toString()
    if (!(await leases.take(name, holder, until, now.toString()))) throw askedTwice()
    try {
      return await work()
    } finally {
      await leases.release(name, holder)
    }
  }

  /** Undefined where the schedule was changed, or brought something, since it was looked at. */
  async function planUnlessThere(
    subscription: Subscription,
    { edition, deliveries }: EditionRows,
    seen: SeenDue,
    again: boolean,
  ): Promise<DeliveredNow | undefined> {
    const { listKey } = edition
    const about = { listKey, timeZone: subscription.timeZone, next: nextAfter(subscription, listKey) }
    const there = again ? undefined : await postedAs(subscription, { edition, deliveries })
    if (there !== undefined) return { kind: "already-here", ...about, ...there }
    if (!(await editions.plan(edition, deliveries, seen.nextRunAt, seen))) return undefined
    parts.wake()
    return { kind: "planned", ...about, edition: edition.id, messages: deliveries.length }
  }

  /** The edition that brought the same, with its first message where that has been sent. */
  async function postedAs(subscription: Subscription, { edition, deliveries }: EditionRows) {
    const recent = await editions.ofSubscription(subscription.id, recentEditions)
    const candidates = recent.filter(
      ({ listKey, state }) => listKey === edition.listKey && (state === "done" || state === "sending"),
    )
    for (const { id, dueAt } of candidates) {
      const posted = await editions.deliveries(id)
      if (!isSameEdition(posted, deliveries)) continue
      const { community, place, sentTo = place, message, confirmedAt } = posted[0] ?? {}
      const isSent = community !== undefined && sentTo !== undefined && message !== undefined
      return {
        at: confirmedAt ?? dueAt,
        message: isSent ? { community, place: sentTo, message } : undefined,
      }
    }
    return undefined
  }

  /** The next post of another list: the schedule does not bring again what was posted by hand. */
  function nextAfter(subscription: Subscription, listKey: string): Upcoming | undefined {
    const ahead = subscription.active ? upcomingPosts(subscription, clock.now(), runsAhead) : []
    return ahead.find((post) => post.listKey !== listKey || listKey === "trending")
  }
}

/** The newest settled list; where that cannot be read the newest that is stored, or else the starter library's. */
async function editionNow(
  parts: DeliverNowParts,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<EditionRows> {
  const occurrence = { subscription, due: occurrenceAt(now), now, again: true }
  const planned = await planEdition(parts, occurrence)
  if (planned.kind === "planned") return planned
  if (subscription.content.kind !== "list") throw nothingToPost(planned.why)
  const day = await parts.lists.newestDay()
  const { list } = subscription
  const kind = list === "week" || list === "month" ? list : "day"
  const stored = day && (await planEdition(parts, { ...occurrence, period: periodOf(kind, day) }))
  if (stored && stored.kind === "planned") return stored
  const starter = await starterEdition(parts.library, subscription, now)
  if (starter !== undefined) return starter
  throw nothingToPost(said.unreadable(planned.why))
}

/** What a bot that never had a network can post: landmark papers, said to be no list of a day. */
async function starterEdition(
  library: Pick<Library, "search">,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<EditionRows | undefined> {
  const { hits } = await library.search({
    text: subscription.filter,
    filters: { sources: ["starter"] },
    sort: "newest",
    offset: 0,
    limit: starterPapers,
  })
  if (hits.length === 0) return undefined
  const title = plainText(listInWords("starter"))
  const papers = hits.map((hit) => hit.paper)
  const cards = editionCards({
    subscription,
    list: listNameOf("starter"),
    title,
    papers,
    notes: [plainText(said.starter)],
  })
  return editionRows({ subscription, dueAt: now, now, listKey: "starter", reason: said.starter }, cards)
}

async function subscriptionOf(subscriptions: SubscriptionStore, actor: Actor): Promise<Subscription> {
  const all = await subscriptions.ofPlace(actor.community, actor.place)
  const subscription = all.find(({ active }) => active) ?? all[0]
  if (subscription !== undefined) return subscription
  throw new UserError("no-subscription", said.noSubscription, {
    hint: said.setUp,
    suggestion: setUpButton(),
  })
}

function askedTwice(): UserError {
  return nothingToPost(said.askedTwice)
}

function nothingToPost(why: string): UserError {
  return new UserError("nothing-to-post", said.nothing, { hint: why })
}
