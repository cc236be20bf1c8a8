import { describe, expect, test } from "vitest"
import type { MessageRef } from "../../../src/vocabulary/actor.ts"
import type { EditionStore, Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { PlatformError, StoreError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { settled } from "../../clock.ts"
import { aSubscription, createWorld, type World } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"

async function worldWith(...given: Parameters<typeof aSubscription>) {
  const world = await createWorld(nineOnTuesday)
  await world.stores.subscriptions.save(aSubscription(...given))
  return { ...world, bot: world.start() }
}

/** Lets ticks pass, as they come every five seconds, and what they began go on. */
async function ticks(world: World & { readonly bot: ReturnType<World["start"]> }, seconds: number) {
  for (let passed = 0; passed < seconds; passed += 5) {
    await world.bot.tick()
    await world.clock.advance({ seconds: 5 })
  }
}

function changed(editions: EditionStore, change: Partial<EditionStore>): EditionStore {
  return { ...editions, ...change }
}

const away = () => Promise.reject(new StoreError("unreachable", "The database is away.", "Wait."))

describe("a message", () => {
  test("whose platform takes longer than a minute is not sent beside the attempt that goes on", async () => {
    const world = await worldWith()
    const sends: string[] = []
    world.chat.before = async (call) => {
      sends.push(call)
      if (sends.length === 1) await world.clock.wait(150_000)
    }
    await ticks(world, 400)
    expect(world.posted()).toHaveLength(1)
    expect(sends.filter((call) => call === "send")).toHaveLength(1)
  })

  test("that is under way when the clock jumps ahead is there once, and confirmed", async () => {
    const world = await worldWith()
    world.chat.before = (call) => (call === "send" ? world.clock.wait(20_000) : undefined)
    await world.bot.tick()
    await settled()
    world.clock.set("2026-11-24T08:10:00Z")
    await ticks(world, 60)
    expect(world.posted()).toHaveLength(1)
    expect(await world.stores.editions.ofSubscription("s1", 1)).toMatchObject([{ state: "done" }])
  })

  test("whose lease ends while it waits for its place in the rate is left to whoever claims it", async () => {
    const world = await worldWith()
    const chat = { ...world.chat, rate: { perSecond: 1, per: "bot" } } as const
    await world.stores.rates.hold("web", "2026-11-24T08:00:20Z")
    const slow = world.start({ chat, rates: world.stores.rates })
    await slow.tick()
    await settled()
    // As a laptop that sleeps: its waits go on where they were, and the clock does not.
    world.clock.set("2026-11-24T08:05:00Z")
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(1)
    await world.clock.advance({ minutes: 1 })
    await slow.idle()
    expect(world.posted()).toHaveLength(1)
  })

  test("that was sent is confirmed when the store is back, and looked up by nobody", async () => {
    const world = await worldWith()
    const calls: string[] = []
    world.chat.before = (call) => void calls.push(call)
    let left = 3
    const { editions } = world.stores
    const confirm = (...given: Parameters<EditionStore["confirm"]>) => {
      left -= 1
      return left < 0 ? editions.confirm(...given) : away()
    }
    const bot = world.start({ editions: changed(editions, { confirm }) })
    await ticks({ ...world, bot }, 30)
    expect(calls.filter((call) => call !== "invite")).toEqual(["send"])
    expect(await editions.ofSubscription("s1", 1)).toMatchObject([{ state: "done" }])
  })

  test("that was sent to a store that stays away is looked up by the next process, and there once", async () => {
    const world = await worldWith()
    const bot = world.start({ editions: changed(world.stores.editions, { confirm: away }) })
    await ticks({ ...world, bot }, 60)
    await bot.stop()
    await ticks(world, 300)
    expect(world.posted()).toHaveLength(1)
    expect(await world.stores.editions.ofSubscription("s1", 1)).toMatchObject([{ state: "done" }])
  })

  test("that may not be looked up is given up rather than doubled, and says so", async () => {
    const world = await worldWith()
    world.chat.after = (call) => {
      if (call === "send") throw new TypeError("the answer makes no sense")
    }
    world.chat.before = (call) => {
      if (call === "lookUp") throw new PlatformError("web", "50001", "the bot may not read there")
    }
    await ticks(world, 180)
    expect(world.posted()).toHaveLength(1)
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    expect(await world.stores.editions.deliveries(edition?.id ?? "")).toMatchObject([
      { state: "failed", error: words.delivery.failed.lookUp("the bot may not read there") },
    ])
  })

  test("is looked up since it was planned, however long ago that was", async () => {
    const world = await worldWith()
    const asked: unknown[] = []
    const lookUp = async (
      where: Parameters<typeof world.chat.lookUp>[0],
    ): Promise<MessageRef | undefined> => {
      asked.push(where.since)
      return undefined
    }
    const killed = world.start({ editions: changed(world.stores.editions, { confirm: away }) })
    await killed.tick()
    await settled()
    await killed.stop()
    await world.clock.advance({ hours: 9 })
    await world.tick(world.start({ chat: { ...world.chat, lookUp } }))
    // Ten seconds for clocks that nearly agree.
    expect(asked).toEqual(["2026-11-24T07:59:50Z"])
  })

  test("that waits for its place when the process ends goes back, for the next to send at once", async () => {
    const world = await worldWith()
    const chat = { ...world.chat, rate: { perSecond: 1, per: "bot" } } as const
    await world.stores.rates.hold("web", "2026-11-24T08:00:20Z")
    const ending = world.start({ chat, rates: world.stores.rates })
    await ending.tick()
    await settled()
    await ending.stop()
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(1)
  })
})

describe("many places that are due in the same minute", () => {
  async function due(places: readonly (Partial<Subscription> & { readonly place: string })[]) {
    const world = await createWorld(nineOnTuesday)
    for (const place of places)
      await world.stores.subscriptions.save(aSubscription({ id: place.place, ...place }))
    return world
  }

  test("get each its messages together, the longest overdue first, and all rests after that", async () => {
    const world = await due([
      { place: "a many", form: "messages", budget: 2 },
      { place: "b late", nextRunAt: "2026-11-24T07:50:00Z", schedule: "50 8 * * *" },
      { place: "c digest" },
    ])
    await world.tick(world.start({ chat: { ...world.chat, platform: "elsewhere" } }))
    await world.tick(world.start({ workers: 1 }))
    const sent = world.chat.messages.map(({ place, thread }) => (thread ? `${place}, in its thread` : place))
    const bundles = ["b late", "a many", "a many", "a many", "c digest"]
    expect(sent).toEqual([...bundles, "a many, in its thread"])
  })

  test("wait for no rest of a place that was planned before them", async () => {
    const world = await due([{ place: "a", budget: 1 }])
    const away = world.start({ chat: { ...world.chat, platform: "elsewhere" } })
    await world.tick(away)
    await world.clock.advance({ minutes: 1 })
    await world.stores.subscriptions.save(aSubscription({ id: "b", place: "b", budget: 1 }))
    await world.tick(away)
    await world.tick(world.start({ workers: 1 }))
    expect(world.chat.messages.map(({ place }) => place)).toEqual(["a", "b", "a", "b"])
  })

  test("of a hundred communities with a rate each are sent at once", async () => {
    const communities = Array.from({ length: 100 }, (_, index) => `web:${index}`)
    const world = await due(communities.map((community) => ({ community, place: community })))
    let underWay = 0
    const all = Promise.withResolvers<void>()
    world.chat.before = async (call) => {
      if (call !== "send") return
      underWay += 1
      if (underWay === 100) all.resolve()
      await all.promise
    }
    await world.tick(world.start({ chat: { ...world.chat, rate: { perSecond: 5, per: "community" } } }))
    expect(underWay).toBeGreaterThanOrEqual(100)
  })

  test("are not kept waiting by a community that takes its messages slowly", async () => {
    const slow = Array.from({ length: 40 }, (_, index) => ({ place: `a${index}`, community: "web:slow" }))
    const world = await due([...slow, { place: "z", community: "web:quick" }])
    world.chat.before = (_, place) => (place === "z" ? undefined : world.clock.wait(30_000))
    const chat = { ...world.chat, invite: undefined, rate: { perSecond: 100, per: "community" } } as const
    const bot = world.start({ chat })
    await bot.tick()
    await settled()
    expect(world.posted()).toHaveLength(1)
    await world.clock.advance({ minutes: 5 })
    await bot.idle()
    expect(world.posted()).toHaveLength(41)
  })
})

describe("hundreds of places that are due together", () => {
  test("are planned by two replicas at the same instant, each once, and their next runs agree", async () => {
    const world = await createWorld(nineOnTuesday)
    const places = Array.from({ length: 230 }, (_, index) => `p${index}`)
    for (const place of places) await world.stores.subscriptions.save(aSubscription({ id: place, place }))
    const bots = [world.start(), world.start()]
    const ticks = bots.map((bot) => bot.tick())
    for (let second = 0; second < 10; second++) await world.clock.advance({ seconds: 1 })
    await Promise.all(ticks)
    await Promise.all(bots.map((bot) => bot.idle()))
    expect(world.chat.messages.map(({ place }) => place).toSorted()).toEqual(places.toSorted())
    expect(await world.stores.subscriptions.due("2026-11-25T07:59:59Z", 1)).toEqual([])
    expect(await world.stores.subscriptions.due("2026-11-25T08:00:00Z", 999)).toHaveLength(230)
  })
})
