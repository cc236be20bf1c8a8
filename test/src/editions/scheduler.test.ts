import { describe, expect, test } from "vitest"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { settled } from "../../clock.ts"
import { aSubscription, createWorld, listed, type World } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"

async function worldWith(now: string, ...given: Parameters<typeof aSubscription>) {
  const world = await createWorld(now)
  await world.stores.subscriptions.save(aSubscription(...given))
  return { ...world, bot: world.start() }
}

async function reasons({ stores }: World): Promise<readonly string[]> {
  return (await stores.editions.ofSubscription("s1", 100)).map((edition) => edition.reason)
}

describe("the daily post", () => {
  test("arrives at its time and not before", async () => {
    const world = await worldWith("2026-11-24T07:59:59Z")
    await world.tick(world.bot)
    expect(world.posted()).toEqual([])
    await world.clock.advance({ seconds: 1 })
    await world.tick(world.bot)
    expect(world.posted()).toEqual(["Daily Papers · Mon, Nov 23"])
  })

  test("arrives once however often the clock ticks", async () => {
    const world = await worldWith(nineOnTuesday)
    for (let ticks = 0; ticks < 20; ticks++) {
      await world.tick(world.bot)
      await world.clock.advance({ seconds: 5 })
    }
    expect(world.posted()).toHaveLength(1)
  })

  test("arrives once from two processes on one store", async () => {
    const world = await worldWith(nineOnTuesday)
    const other = world.start()
    await Promise.all([world.tick(world.bot), world.tick(other)])
    expect(world.posted()).toHaveLength(1)
  })

  test("brings each list of two weeks once, and nothing on the mornings after a weekend day", async () => {
    const world = await worldWith(nineOnTuesday)
    for (let day = 0; day < 14; day++) {
      await world.tick(world.bot)
      await world.clock.advance({ hours: 24 })
    }
    const days = ["Nov 23", "Nov 24", "Nov 25", "Nov 26", "Nov 27"]
    const next = ["Nov 30", "Dec 1", "Dec 2", "Dec 3", "Dec 4"]
    expect(world.posted().map((title) => title.replace(/.*, /, ""))).toEqual([...days, ...next])
  })

  test("waits while the list cannot be read, and comes when it can", async () => {
    const world = await worldWith(nineOnTuesday)
    world.library.list = async () => ({ state: "unreachable", why: "the cable is out" })
    await world.tick(world.bot)
    await world.clock.advance({ minutes: 30 })
    await world.tick(world.bot)
    expect(world.posted()).toEqual([])
    world.library.list = async (period) => listed(period.key)
    await world.clock.advance({ minutes: 1 })
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(1)
  })

  test("of a broken schedule keeps nobody else waiting", async () => {
    const world = await worldWith(nineOnTuesday, { id: "broken", schedule: "never", place: "a" })
    await world.stores.subscriptions.save(aSubscription({ id: "sound", place: "b" }))
    await world.tick(world.bot)
    expect(world.posted("b")).toHaveLength(1)
  })
})

describe("after an absence", () => {
  test("a laptop asleep for a week brings one catch-up that links what it missed", async () => {
    const world = await worldWith(nineOnTuesday)
    await world.clock.advance({ hours: 24 * 7 + 2 })
    await world.tick(world.bot)
    expect(world.posted()).toEqual(["Daily Papers · Mon, Nov 30"])
    const notes = JSON.stringify(world.chat.messages[0]?.card.blocks)
    expect(notes).toContain("https://huggingface.co/papers/date/2026-11-27")
    expect(notes).toContain("2 hours late")
    expect(await reasons(world)).toEqual(["3 of 3 papers, 2 h late; 7 earlier occurrences were skipped"])
  })

  test("a post beyond its window is one line with a link", async () => {
    const world = await worldWith(nineOnTuesday, { schedule: "0 9 * * 2", catchUpHours: 24 })
    await world.clock.advance({ hours: 25 })
    await world.tick(world.bot)
    const [message] = world.chat.messages
    expect(message?.card.blocks.filter(({ kind }) => kind === "items")).toEqual([])
    expect(JSON.stringify(message?.card)).toContain("https://huggingface.co/papers/date/2026-11-23")
    expect(await reasons(world)).toEqual([words.editions.reason.tooLate(24)])
  })

  test.each([
    ["every minute", "* * * * *", 90],
    ["every hour", "0 * * * *", 7],
  ])("a schedule of %s that slept for long brings one post", async (_title, schedule, days) => {
    const world = await worldWith(nineOnTuesday, { schedule, list: "trending" })
    await world.clock.advance({ hours: 24 * days })
    await world.tick(world.bot)
    expect(world.posted()).toEqual(["Trending papers"])
    expect(await reasons(world)).toEqual(["3 of 3 papers; more than 100 earlier occurrences were skipped"])
  })
})

describe("a clock that is wrong", () => {
  test("set back after the post, it does not post again", async () => {
    const world = await worldWith(nineOnTuesday)
    await world.tick(world.bot)
    world.clock.set("2026-11-24T06:00:00Z")
    for (let hour = 0; hour < 5; hour++) {
      await world.tick(world.bot)
      await world.clock.advance({ hours: 1 })
    }
    expect(world.posted()).toHaveLength(1)
    expect(await world.stores.subscriptions.get("s1")).toMatchObject({ nextRunAt: "2026-11-25T08:00:00Z" })
  })

  test("set a year ahead and back again, it posts on the next true morning", async () => {
    const world = await worldWith("2026-11-24T07:00:00Z")
    await world.tick(world.bot)
    world.clock.set("2027-11-24T12:00:00Z")
    await world.tick(world.bot)
    expect(world.posted()).toEqual(["Daily Papers · Tue, Nov 23"])
    world.clock.set("2026-11-24T07:05:00Z")
    await world.tick(world.bot)
    await world.clock.advance({ hours: 1 })
    await world.tick(world.bot)
    expect(world.posted()).toEqual(["Daily Papers · Tue, Nov 23", "Daily Papers · Mon, Nov 23"])
  })

  test("set a year ahead while a message fails and back again, it keeps that message for no year", async () => {
    const world = await worldWith("2026-11-24T07:00:00Z", { list: "trending" })
    world.clock.set("2027-11-24T12:00:00Z")
    world.chat.before = () => {
      throw new NetworkError("chat.test", "the cable is out")
    }
    await world.tick(world.bot)
    world.chat.before = () => undefined
    world.clock.set("2026-11-24T07:05:00Z")
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(1)
  })

  test("set a year ahead when a process was killed and back again, it holds up no message", async () => {
    const world = await worldWith("2026-11-24T07:00:00Z", { list: "trending" })
    world.clock.set("2027-11-24T12:00:00Z")
    const killed = new Proxy(world.stores.editions, {
      get: (store, key) =>
        key === "confirm" ? () => Promise.reject(new Error("killed")) : Reflect.get(store, key),
    })
    await world.tick(world.start({ editions: killed }))
    world.clock.set("2026-11-24T07:05:00Z")
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(1)
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    expect(edition).toMatchObject({ state: "done" })
  })

  test("set a year ahead and back again, it has given no places in the rate away", async () => {
    const world = await worldWith("2027-11-24T12:00:00Z", { list: "trending" })
    const chat = { ...world.chat, invite: undefined, rate: { perSecond: 1, per: "bot" } } as const
    const bot = world.start({ rates: world.stores.rates, chat })
    await world.tick(bot)
    world.clock.set("2026-11-24T07:59:55Z")
    await world.tick(bot)
    world.clock.set(nineOnTuesday)
    await world.tick(bot)
    expect(world.posted()).toHaveLength(2)
  })

  test("set back while the bot was off, it is noticed at the start", async () => {
    const world = await worldWith("2026-11-24T07:00:00Z", { nextRunAt: "2027-11-24T08:00:00Z" })
    await world.tick(world.bot)
    expect(await world.stores.subscriptions.get("s1")).toMatchObject({ nextRunAt: nineOnTuesday })
  })
})

describe("a tick", () => {
  test("that takes longer than its interval is not overlapped by the next", async () => {
    const world = await worldWith(nineOnTuesday)
    let reading = 0
    let most = 0
    world.library.list = async (period) => {
      reading += 1
      most = Math.max(most, reading)
      await world.clock.wait(20_000)
      reading -= 1
      return listed(period.key)
    }
    const ticks = [world.bot.tick()]
    for (let tick = 0; tick < 5; tick++) {
      await world.clock.advance({ seconds: 5 })
      ticks.push(world.bot.tick())
    }
    await world.clock.advance({ minutes: 1 })
    await Promise.all(ticks)
    await world.bot.idle()
    expect(most).toBe(1)
    expect(world.posted()).toHaveLength(1)
  })

  test("reads a list once for all who are due", async () => {
    const world = await worldWith(nineOnTuesday)
    for (let place = 0; place < 50; place++)
      await world.stores.subscriptions.save(aSubscription({ id: `p${place}`, place: `p${place}` }))
    let reads = 0
    world.library.list = async (period) => {
      reads += 1
      return listed(period.key)
    }
    await world.tick(world.bot)
    expect(reads).toBe(1)
    expect(world.posted()).toHaveLength(51)
  })
})

describe("a place", () => {
  test("that is slow delays nobody", async () => {
    const world = await worldWith(nineOnTuesday, { id: "slow", place: "slow" })
    await world.stores.subscriptions.save(aSubscription({ id: "quick", place: "quick" }))
    world.chat.before = (call, place) =>
      call === "send" && place === "slow" ? world.clock.wait(30_000) : undefined
    await world.bot.tick()
    await settled()
    expect(world.posted("quick")).toHaveLength(1)
    expect(world.posted("slow")).toEqual([])
    await world.clock.advance({ seconds: 30 })
    await world.bot.idle()
    expect(world.posted("slow")).toHaveLength(1)
  })

  test("that is forbidden is given up at once, and said so", async () => {
    const world = await worldWith(nineOnTuesday)
    world.chat.before = () => {
      throw new PlatformError("web", "forbidden", "the bot may not write there")
    }
    await world.tick(world.bot)
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    expect(edition).toMatchObject({ state: "failed" })
    expect(await world.stores.editions.deliveries(edition?.id ?? "")).toMatchObject([
      { state: "failed", attempts: 1, error: "the bot may not write there" },
    ])
  })

  test("that asks to wait is waited for", async () => {
    const world = await worldWith(nineOnTuesday)
    let refusals = 2
    world.chat.before = () => {
      refusals -= 1
      if (refusals >= 0) throw new PlatformError("web", "429", "slow down", { retryAfterMs: 10_000 })
    }
    await world.tick(world.bot)
    for (let tick = 0; tick < 5; tick++) {
      await world.clock.advance({ seconds: 5 })
      await world.tick(world.bot)
    }
    expect(world.posted()).toHaveLength(1)
  })

  test("that a clock put off hours ahead is sent at the first start of a store that remembers no time", async () => {
    const world = await worldWith(nineOnTuesday)
    const hours = 20 * 3_600_000
    world.chat.before = () => {
      throw new PlatformError("web", "429", "slow down", { retryAfterMs: hours })
    }
    const { facts } = world.stores
    const forgetful = { ...facts, put: async () => undefined }
    await world.tick(world.start({ facts: forgetful }))
    world.chat.before = () => undefined
    await world.clock.advance({ minutes: 1 })
    await world.tick(world.start())
    expect(world.posted()).toHaveLength(1)
  })

  test("of a platform that is not connected waits for it", async () => {
    const world = await worldWith(nineOnTuesday, { community: "discord:1" })
    await world.tick(world.bot)
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    expect(edition).toMatchObject({ state: "sending" })
  })
})
