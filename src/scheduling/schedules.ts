import type { Actor } from "../command.ts"
import type { PostStore, VoteStore } from "../community-stores.ts"
import type { Library, Schedules } from "../context.ts"
import type { EditionStore, Subscription, SubscriptionStore } from "../delivery-stores.ts"
import { UserError } from "../errors.ts"
import { listNameOf, periodOfKey } from "../papers/index.ts"
import type { Adapter, Clock } from "../ports.ts"
import type { LeaseStore, ListStore } from "../stores.ts"
import { occurrenceAt } from "./due-occurrence.ts"
import { editionCards } from "./edition-cards.ts"
import { type EditionRows, editionRows } from "./edition-rows.ts"
import { createPlaceHealth } from "./place-health.ts"
import { planEdition } from "./plan-edition.ts"
import { createSettings } from "./settings.ts"
import { standingsBefore } from "./standings-before.ts"
import { createWhy } from "./why.ts"

export type SchedulesParts = {
  readonly subscriptions: SubscriptionStore
  readonly editions: EditionStore
  readonly lists: ListStore
  readonly posts: Pick<PostStore, "ofPaper" | "at">
  readonly votes: Pick<VoteStore, "tallies">
  readonly leases: Pick<LeaseStore, "holders">
  readonly library: Pick<Library, "list" | "trending" | "announced" | "search" | "papers" | "listedOn">
  /** By platform. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  /** Starts sending what was planned. */
  readonly wake: () => void
}

/** As many as a quiet day's list. */
const starterPapers = 12

/** What places get and when, as commands use it. */
export function createSchedules(parts: SchedulesParts): Schedules {
  const { subscriptions, editions, clock } = parts
  const settings = createSettings(parts)

  async function deliverNow(actor: Actor) {
    const subscription = await subscriptionOf(subscriptions, actor)
    const { edition, deliveries } = await editionNow(parts, subscription, clock.now())
    if (deliveries.length === 0) throw nothingToPost(edition.reason)
    const byHand = { ...edition, reason: `by hand: ${edition.reason}` }
    const isNew = await editions.plan(byHand, deliveries, subscription.nextRunAt)
    if (!isNew) throw nothingToPost("It was asked for twice at the same moment.")
    parts.wake()
    return { messages: deliveries.length, listKey: edition.listKey }
  }

  return {
    ofPlace: subscriptions.ofPlace,
    ofCommunity: subscriptions.ofCommunity,
    deliverNow,
    ...settings,
    why: createWhy(parts),
    health: createPlaceHealth(parts, settings),
  }
}

/** The newest settled list; where that cannot be read the newest that is stored, or else the starter library's. */
async function editionNow(
  parts: SchedulesParts,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<EditionRows> {
  const wish = { subscription, due: occurrenceAt(now), now, again: true }
  const planning = { ...parts, standings: standingsBefore(parts.votes) }
  const planned = await planEdition(planning, wish)
  if (planned.kind === "planned") return planned
  const period = periodOfKey((await parts.lists.newestDay()) ?? "")
  const stored = period && (await planEdition(planning, { ...wish, period }))
  if (stored?.kind === "planned") return stored
  const starter = await starterEdition(parts.library, subscription, now)
  if (starter !== undefined) return starter
  throw nothingToPost(`The list cannot be read: ${planned.why}.`)
}

/** What a bot that never had a network can post: landmark papers, said to be no list of a day. */
async function starterEdition(
  library: Pick<Library, "search">,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<EditionRows | undefined> {
  const { hits } = await library.search({
    text: "",
    filters: { sources: ["starter"] },
    sort: "newest",
    offset: 0,
    limit: starterPapers,
  })
  if (hits.length === 0) return undefined
  const why =
    "huggingface.co is out of reach and no list is stored yet, so these are papers of the starter library."
  const title = [{ text: "Landmark papers to start with" }]
  const papers = hits.map((hit) => hit.paper)
  const cards = editionCards({
    subscription,
    list: listNameOf("starter"),
    title,
    papers,
    notes: [[{ text: why }]],
  })
  return editionRows({ subscription, dueAt: now, now, listKey: "starter", reason: why }, cards)
}

async function subscriptionOf(subscriptions: SubscriptionStore, actor: Actor): Promise<Subscription> {
  const all = await subscriptions.ofPlace(actor.community, actor.place)
  const subscription = all.find(({ active }) => active) ?? all[0]
  if (subscription !== undefined) return subscription
  throw new UserError("no-subscription", "This channel has no daily post.", {
    hint: "An admin sets one up with `channel time:09:00`.",
  })
}

function nothingToPost(why: string): UserError {
  return new UserError("nothing-to-post", "There is nothing to post now.", { hint: why })
}
