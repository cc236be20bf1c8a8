import { expect, test } from "vitest"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { createDigestWorld, who } from "./world.ts"

const perHour = 10

/** How many were opened in the fullest hour. */
function fullestHour(opened: readonly number[]): number {
  const within = (from: number) => opened.filter((at) => at >= from && at < from + 3_600_000).length
  return Math.max(0, ...opened.map(within))
}

test("of sixty members at nine at most ten conversations begin within an hour, and each gets one digest a day", async () => {
  const world = await createDigestWorld("2026-11-24T08:30:00Z", perHour)
  const { clock, chat, stores } = world
  const opened: number[] = []
  chat.before = (call) => {
    if (call === "openDirect") opened.push(clock.now().epochMilliseconds)
  }
  const members = Array.from({ length: 60 }, (_, index) => `m${index}`)
  for (const member of members) await world.on(member, { time: "09:00", days: "daily" })
  const first = new Map<string, number>()
  const bots = [world.begin("one"), world.begin("two")]
  for (let quarter = 0; quarter < 8 * 4; quarter++) {
    await clock.advance({ minutes: 15 })
    await Promise.all(bots.map((bot) => bot.tick()))
    await Promise.all(bots.map((bot) => bot.idle()))
    for (const { place } of chat.messages) if (!first.has(place)) first.set(place, quarter)
  }
  const begun = await stores.subscriptions.ofPlatform("web")
  expect(begun.filter(({ place }) => place !== "")).toHaveLength(60)
  const starts = begun.map(({ openedAt = "" }) => Temporal.Instant.from(openedAt).epochMilliseconds)
  expect(fullestHour(starts)).toBe(perHour)
  const perDay = Map.groupBy(chat.messages, ({ place, card }) => `${place} ${JSON.stringify(card.title)}`)
  expect([...perDay.values()].filter((messages) => messages.length > 1)).toEqual([])
  expect(first.size).toBe(60)
})

test("conversations of digests that come tomorrow begin today, while there is room", async () => {
  const world = await createDigestWorld("2026-11-23T12:00:00Z", 2)
  const members = ["ada", "bob", "cy", "dee"]
  for (const member of members) await world.on(member)
  const bot = world.begin("one")
  for (let hour = 0; hour < 3; hour++) {
    await world.clock.advance({ minutes: 61 })
    await world.tick(bot)
  }
  expect(world.chat.messages).toEqual([])
  world.clock.set("2026-11-24T08:15:00Z")
  await world.tick(bot)
  expect(members.map((member) => world.brought(member).length)).toEqual([1, 1, 1, 1])
})

test("a platform that asks to wait is asked again then, and nobody else's digest is held up", async () => {
  const world = await createDigestWorld("2026-11-23T12:00:00Z")
  await world.on("bob")
  let tries = 0
  world.chat.before = (call, place) => {
    if (call !== "openDirect" || place !== "with ada") return
    tries += 1
    if (tries < 3) throw new PlatformError("web", "40003", "too fast", { retryAfterMs: 600_000 })
  }
  expect((await world.on("ada"))?.opening.kind).toBe("later")
  const bot = world.begin("one")
  world.clock.set("2026-11-24T08:15:00Z")
  await world.tick(bot)
  expect([world.brought("ada").length, world.brought("bob").length]).toEqual([0, 1])
  await world.clock.advance({ minutes: 11 })
  await world.tick(bot)
  expect(world.brought("ada")).toHaveLength(1)
})

test("an unreachable platform pauses no digest", async () => {
  const world = await createDigestWorld("2026-11-23T12:00:00Z")
  world.chat.before = (call) => {
    if (call === "openDirect") throw new NetworkError("chat.test", "unreachable")
  }
  expect((await world.on("ada"))?.opening.kind).toBe("later")
  expect((await world.digests.of(who("ada")))?.paused).toBeUndefined()
})

test("a bot that is killed at any step of a morning leaves one digest", async () => {
  for (let lastStep = 1; lastStep < 14; lastStep++) {
    const world = await createDigestWorld("2026-11-23T12:00:00Z")
    await world.on("ada")
    world.clock.set("2026-11-24T08:15:00Z")
    let steps = 0
    const mortal = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(object, key) {
          const value: unknown = Reflect.get(object, key)
          if (typeof value !== "function") return value
          return async (...given: readonly unknown[]) => {
            steps += 1
            if (steps > lastStep) throw new Error("killed")
            const outcome: unknown = await Reflect.apply(value, object, given)
            if (steps > lastStep) throw new Error("killed")
            return outcome
          }
        },
      })
    const { editions, subscriptions } = world.stores
    const dead = world.begin("one", { editions: mortal(editions), subscriptions: mortal(subscriptions) })
    await world.tick(dead)
    const next = world.begin("two")
    for (let tick = 0; tick < 4; tick++) {
      await world.clock.advance({ minutes: 3 })
      await world.tick(next)
    }
    expect({ lastStep, digests: world.brought("ada").length }).toEqual({ lastStep, digests: 1 })
  }
})
