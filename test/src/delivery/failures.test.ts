import { expect, test } from "vitest"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import { PlatformError } from "../../../src/vocabulary/errors.ts"
import { aSubscription, createWorld } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"

async function forbidden() {
  const world = await createWorld(nineOnTuesday)
  const told: { readonly member: string; readonly card: Card }[] = []
  const chat = {
    ...world.chat,
    tell: async ({ member }: { readonly member: string }, card: Card) => void told.push({ member, card }),
    missingPermissions: async () => ["Send Messages (to post papers)"],
  }
  world.chat.before = (call) => {
    if (call === "send") throw new PlatformError("web", "50013", "the bot may not write there")
  }
  await world.stores.subscriptions.save(aSubscription({ createdBy: "admin" }))
  const bot = world.start({ chat })
  const days = async (count: number) => {
    for (let day = 0; day < count; day++) {
      await world.tick(bot)
      await world.clock.advance({ seconds: 5 })
      await world.tick(bot)
      await world.clock.advance({ hours: 23, minutes: 59, seconds: 55 })
    }
  }
  return { ...world, told, days }
}

test("a channel that is closed to the bot is told to its admin once, not in the channel and not every day", async () => {
  const world = await forbidden()
  await world.days(4)
  expect(world.posted()).toEqual([])
  expect(world.told.map(({ member }) => member)).toEqual(["admin"])
  const [first] = world.told
  expect(first && plain(first.card)).toMatch(/couldn't post[\s\S]*Send Messages \(to post papers\)/)
})

test("one that fails anew after it has worked is told anew", async () => {
  const world = await forbidden()
  await world.days(1)
  const refusing = world.chat.before
  world.chat.before = () => undefined
  await world.days(1)
  world.chat.before = refusing
  await world.days(1)
  expect(world.told).toHaveLength(2)
})
