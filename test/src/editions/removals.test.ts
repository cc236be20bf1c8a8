import { describe, expect, test } from "vitest"
import { createRemovals } from "../../../src/editions/removals.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { aSubscription, createWorld, type World } from "./world.ts"

const mondayEvening = "2026-11-23T20:00:00Z"
const nineOnTuesday = "2026-11-24T08:00:00Z"
const nineOnWednesday = "2026-11-25T08:00:00Z"

async function place(now: string, given: Parameters<typeof aSubscription>[0] = {}) {
  const world = await createWorld(now)
  const subscription = aSubscription({ form: "messages", budget: 2, ...given })
  await world.stores.subscriptions.save(subscription)
  const { editions } = world.stores
  const adapters = new Map([["web", world.chat]])
  const removals = createRemovals({ editions, adapters, clock: world.clock })
  const bot = world.start()
  return { ...world, bot, subscription, ...removals }
}

/** The bot is there every morning until an instant. */
async function until(world: World & { readonly bot: ReturnType<World["start"]> }, instant: string) {
  while (Temporal.Instant.compare(world.clock.now(), instant) < 0) {
    await world.tick(world.bot)
    await world.clock.advance({ hours: 1 })
  }
  await world.tick(world.bot)
}

describe("a post that is skipped", () => {
  test("does not come, nor does its list later, and the next one does", async () => {
    const world = await place(mondayEvening)
    expect(await world.skipNext(world.subscription)).toEqual({
      skipped: { at: nineOnTuesday, listKey: "2026-11-23" },
      next: { at: nineOnWednesday, listKey: "2026-11-24" },
    })
    await until(world, "2026-11-24T23:00:00Z")
    expect(world.posted()).toEqual([])
    await until(world, "2026-11-25T09:00:00Z")
    expect(world.posted().length).toBeGreaterThan(0)
    expect(world.posted().join()).toContain("Nov 24")
    expect(world.posted().join()).not.toContain("Nov 23")
  })

  test("is not said to be skipped every morning in a place that hears of empty days", async () => {
    const world = await place(mondayEvening, { whenEmpty: "say" })
    await world.skipNext(world.subscription)
    await until(world, "2026-11-24T23:00:00Z")
    expect(world.posted()).toEqual([])
  })

  test("stays skipped when the process starts anew, and when the clock is set back", async () => {
    const world = await place(mondayEvening)
    await world.skipNext(world.subscription)
    await world.tick(world.start())
    world.clock.set("2026-11-22T20:00:00Z")
    await until(world, "2026-11-24T12:00:00Z")
    expect(world.posted().join()).not.toContain("Nov 23")
  })

  test("comes after all when that is taken back in time", async () => {
    const world = await place(mondayEvening)
    await world.skipNext(world.subscription)
    expect(await world.unskip(world.subscription)).toBe(true)
    expect(await world.unskip(world.subscription)).toBe(false)
    await until(world, "2026-11-24T12:00:00Z")
    expect(world.posted().length).toBeGreaterThan(0)
  })

  test("is the one that waits to be sent", async () => {
    const world = await place(nineOnTuesday)
    await world.tick(world.start({ chat: { ...world.chat, platform: "elsewhere" } }))
    expect(await world.skipNext(world.subscription)).toMatchObject({
      skipped: { at: nineOnTuesday, listKey: "2026-11-23" },
    })
    await until(world, "2026-11-24T12:00:00Z")
    expect(world.posted()).toEqual([])
  })

  test("twice is two posts", async () => {
    const world = await place(mondayEvening)
    await world.skipNext(world.subscription)
    expect(await world.skipNext(world.subscription)).toMatchObject({ skipped: { listKey: "2026-11-24" } })
  })

  test("is none where posts are turned off", async () => {
    const world = await place(mondayEvening, { active: false, nextRunAt: undefined })
    expect(await world.skipNext(world.subscription)).toBeUndefined()
  })
})

describe("a post that is removed", () => {
  test("is deleted message by message, and never posted again", async () => {
    const world = await place(nineOnTuesday)
    await world.tick(world.bot)
    const sent = world.chat.messages.length
    expect(await world.removePost(world.subscription)).toEqual({
      listKey: "2026-11-23",
      messages: sent,
      failed: [],
    })
    expect(world.chat.messages).toEqual([])
    await until(world, "2026-11-24T23:00:00Z")
    expect(world.chat.messages).toEqual([])
    const [edition] = await world.stores.editions.ofSubscription("s1", 5, { withMessages: true })
    expect(edition).toMatchObject({ state: "removed", reason: words.editions.reason.removed })
  })

  test("while it is being sent sends nothing more, and what arrives yet is deleted", async () => {
    const world = await place(nineOnTuesday)
    const sent = Promise.withResolvers<void>()
    world.chat.after = async (call) => {
      if (call !== "send" || world.chat.messages.length < 2) return
      world.chat.after = () => undefined
      await world.removePost(world.subscription)
      sent.resolve()
    }
    await world.tick(world.bot)
    await sent.promise
    await world.tick(world.bot)
    expect(world.chat.messages).toEqual([])
  })

  test("is deleted later where the platform is away, and says so", async () => {
    const world = await place(nineOnTuesday)
    await world.tick(world.bot)
    world.chat.before = (call) => {
      if (call === "remove") throw new NetworkError("chat.test", "cut off")
    }
    const removed = await world.removePost(world.subscription)
    expect(removed).toMatchObject({ messages: 0 })
    expect(new Set(removed.failed)).toEqual(new Set(["cut off"]))
    world.chat.before = () => undefined
    await world.clock.advance({ minutes: 3 })
    await world.tick(world.bot)
    expect(world.chat.messages).toEqual([])
  })

  test("that the bot may not delete is said, and not tried again", async () => {
    const world = await place(nineOnTuesday)
    await world.tick(world.bot)
    let tried = 0
    world.chat.before = (call) => {
      if (call !== "remove") return
      tried += 1
      throw new PlatformError("web", "50013", "Missing Permissions")
    }
    const { failed } = await world.removePost(world.subscription)
    expect(failed).toContain("Missing Permissions")
    await world.clock.advance({ minutes: 3 })
    await world.tick(world.bot)
    expect(tried).toBe(failed.length)
  })

  test("may be asked for by hand again", async () => {
    const world = await place(nineOnTuesday)
    await world.tick(world.bot)
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    await world.removePost(world.subscription, edition?.id)
    await expect(world.removePost(world.subscription, edition?.id)).rejects.toThrow(
      words.editions.removal.nothing,
    )
  })
})

test("nothing is due before a pause ends, whenever the process starts", async () => {
  const pausedUntil = "2026-11-26T00:00:00Z"
  const world = await place(mondayEvening, { pausedUntil, nextRunAt: "2026-11-26T08:00:00Z" })
  await world.tick(world.start())
  await until(world, "2026-11-25T23:00:00Z")
  expect(world.posted()).toEqual([])
  await until(world, "2026-11-26T09:00:00Z")
  expect(world.posted().length).toBeGreaterThan(0)
})
