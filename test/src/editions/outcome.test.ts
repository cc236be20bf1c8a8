import { expect, test } from "vitest"
import { createOutcome } from "../../../src/editions/outcome.ts"
import type { PostOutcome } from "../../../src/vocabulary/channels.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { aSubscription, createWorld } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"

/** A post that was planned, and a question what becomes of it. */
async function planned() {
  const world = await createWorld(nineOnTuesday)
  await world.stores.subscriptions.save(aSubscription({ form: "messages", budget: 2 }))
  await world.tick(world.start({ chat: { ...world.chat, platform: "elsewhere" } }))
  const [edition] = await world.stores.editions.ofSubscription("s1", 1)
  const { editions } = world.stores
  const ask = createOutcome({ editions, clock: world.clock }, async () => ["Send Messages"])
  const asked = ask(edition?.id ?? "")
  let told: PostOutcome | undefined
  void asked.then((outcome) => {
    told = outcome
  })
  const bot = world.start()
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) await world.clock.advance({ seconds: 1 })
  }
  return { ...world, bot, pass, told: () => told }
}

test("a post is told with its first message once all of it is there", async () => {
  const world = await planned()
  await world.pass(3)
  expect(world.told()).toBeUndefined()
  await world.tick(world.bot)
  await world.pass(1)
  const [first, ...others] = world.chat.messages
  expect(world.told()).toEqual({
    kind: "posted",
    messages: others.length + 1,
    message: { community: "web:local", place: "daily", message: first?.message },
  })
})

test("a refused post is told with the platform's reason, its hint and the missing permissions", async () => {
  const world = await planned()
  world.chat.before = (call) => {
    if (call === "send")
      throw new PlatformError("web", "archived", "It is archived.", { hint: "Unarchive it." })
  }
  await world.tick(world.bot)
  await world.pass(1)
  expect(world.told()).toMatchObject({
    kind: "refused",
    why: "It is archived. Unarchive it.",
    missingPermissions: ["Send Messages"],
  })
})

test("a post that is tried again in a minute waits, with the reason", async () => {
  const world = await planned()
  world.chat.before = (call) => {
    if (call === "send") throw new NetworkError("chat.test", "cut off")
  }
  await world.tick(world.bot)
  await world.pass(1)
  expect(world.told()).toMatchObject({ kind: "waiting", why: "cut off", nextAt: "2026-11-24T08:01:30Z" })
})

test("one that the platform takes after a few seconds is posted", async () => {
  const world = await planned()
  let refusals = 1
  world.chat.before = (call) => {
    if (call === "send" && refusals-- > 0)
      throw new PlatformError("web", "429", "too many", { retryAfterMs: 4_000 })
  }
  await world.tick(world.bot)
  await world.pass(5)
  expect(world.told()).toBeUndefined()
  await world.tick(world.bot)
  await world.pass(1)
  expect(world.told()?.kind).toBe("posted")
})

test("one that nobody sends waits, and is told after a minute", async () => {
  const world = await planned()
  await world.pass(62)
  expect(world.told()).toEqual({ kind: "waiting", nextAt: nineOnTuesday })
})
