import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { rehearse, upcomingPosts } from "../../../src/editions/forecast.ts"
import { nextRun } from "../../../src/editions/next-run.ts"
import { parseSchedule } from "../../../src/editions/schedule.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { openStores } from "../../open-stores.ts"
import { aSubscription, createWorld, type World } from "./world.ts"

const schedules = [
  "0 9 * * *",
  "30 21 * * 1-5",
  "0 9 * * 1-5",
  "0 7 * * 1",
  "0 0 1 * *",
  "0 */6 * * *",
  "15,45 21 * * *",
  "0 3 * * 0,3",
]
const zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland"]
const lists = ["day", "week", "month", "trending", "arxiv"] as const

const anyWish = fc.record({
  schedule: fc.constantFrom(...schedules),
  timeZone: fc.constantFrom(...zones),
  list: fc.constantFrom(...lists),
  categories: fc.constant(["cs.LG"]),
  early: fc.boolean(),
  filter: fc.constantFrom("", "quiet", "upvotes:>1000"),
  // Around the change to winter time in New York, and any hour of a week.
  start: fc.integer({ min: 0, max: 7 * 24 }),
})

/** What really comes in thirty days to a place that is set up now: a tick at every run, as a bot that is never away. */
async function simulated(world: World, subscription: Subscription, days: number) {
  const end = world.clock.now().add({ hours: 24 * days })
  const bot = world.start()
  const posts: { readonly at: string; readonly listKey: string; readonly papers: number }[] = []
  await world.stores.subscriptions.save(subscription)
  for (;;) {
    const at = nextRun(parseSchedule(subscription.schedule), subscription.timeZone, world.clock.now())
    if (at === undefined || Temporal.Instant.compare(at, end) > 0) break
    world.clock.set(at.toString())
    await world.tick(bot)
    const [edition] = await world.stores.editions.ofSubscription(subscription.id, 1, { withMessages: true })
    if (edition?.dueAt !== at.toString()) continue
    const papers = Number(/^(\d+) of/.exec(edition.reason)?.[1] ?? 0)
    posts.push({ at: edition.dueAt, listKey: edition.listKey, papers })
  }
  world.clock.set(end.toString())
  return posts
}

describe("what a channel is told before it saves", () => {
  test("of the last days is what would really have been posted, and of the next posts what then comes", async () => {
    const stores = await openStores()
    let run = 0
    await fc.assert(
      fc.asyncProperty(anyWish, async ({ start, ...wish }) => {
        run += 1
        const begin = Temporal.Instant.from("2026-10-20T00:10:00Z").add({ hours: start })
        const world = await createWorld(begin.toString(), { stores })
        const base = aSubscription({ ...wish, id: `s${run}`, place: `p${run}` })
        const first = nextRun(parseSchedule(base.schedule), base.timeZone, begin)
        const subscription = first ? { ...base, nextRunAt: first.toString() } : base
        const told = upcomingPosts(subscription, begin, 3)
        const posts = await simulated(world, subscription, 30)
        const rehearsing = { lists: stores.lists, library: { ...world.library, papers: async () => [] } }
        const rehearsals = await rehearse(rehearsing, subscription, world.clock.now(), { ask: true })
        const sums = rehearsals.map(({ days, ...rehearsal }) => [days, rehearsal.posts, rehearsal.papers])
        const since = (days: number) => {
          const from = world.clock.now().subtract({ hours: 24 * days })
          return posts.filter(({ at }) => Temporal.Instant.compare(at, from) > 0)
        }
        const really = [7, 30].map((days) => [
          days,
          since(days).length,
          since(days).reduce((sum, { papers }) => sum + papers, 0),
        ])
        expect(sums).toEqual(really)
        const come = posts.slice(0, 3).map(({ at, listKey }) => ({ at, listKey }))
        if (wish.filter !== "upvotes:>1000") expect(told.slice(0, come.length)).toEqual(come)
      }),
      { numRuns: 15 },
    )
  })

  test("on a Saturday after its post is Tuesday's next, not the list that it has already", async () => {
    const world = await createWorld("2026-11-28T08:00:00Z")
    await world.stores.subscriptions.save(aSubscription({ nextRunAt: "2026-11-28T08:00:00Z" }))
    await world.tick(world.start())
    await world.clock.advance({ hours: 1 })
    const next = upcomingPosts(aSubscription(), world.clock.now(), 1, ["2026-11-27"])
    expect(next).toEqual([{ at: "2026-12-01T08:00:00Z", listKey: "2026-11-30" }])
  })
})
