import { describe, expect, test } from "vitest"
import { createRemovals } from "../../../src/editions/removals.ts"
import { words } from "../../../src/words/words.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { aSubscription, createWorld, type World } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const { reason: reasons } = words.editions

/** A process that dies when the platform has its first message and before the store does. */
async function killedAfterItsFirst(given: Parameters<typeof aSubscription>[0] = {}, reached = true) {
  const world = await createWorld(nineOnTuesday)
  const { stores, chat } = world
  await stores.subscriptions.save(aSubscription(given))
  const send = chat.send
  if (!reached) chat.send = () => Promise.reject(new Error("killed"))
  const killed = async (): Promise<never> => {
    throw new Error("killed")
  }
  await world.tick(world.start({ editions: { ...stores.editions, confirm: killed, fail: killed } }))
  chat.send = send
  return world
}

/** Messages that the platform has and no delivery knows. */
async function orphans({ chat, stores }: World): Promise<readonly string[]> {
  const editions = await stores.editions.ofSubscription("s1", 10)
  const deliveries = (await Promise.all(editions.map(({ id }) => stores.editions.deliveries(id)))).flat()
  const known = new Set(deliveries.filter(({ state }) => state === "sent").map(({ message }) => message))
  return chat.messages.flatMap(({ message }) => (known.has(message) ? [] : [message]))
}

async function aDayLater(world: World): Promise<void> {
  await world.clock.advance({ hours: 24 })
  // Plans the next edition before anything is sent, as where the platform is away.
  await world.tick(world.start({ platform: "elsewhere", chat: createFakePlatform("elsewhere") }))
  const bot = world.start()
  for (let looks = 0; looks < 4; looks++) {
    await world.tick(bot)
    await world.clock.advance({ minutes: 2 })
  }
}

async function statesOf({ stores }: World) {
  return (await stores.editions.ofSubscription("s1", 10)).map(({ listKey, state }) => `${listKey} ${state}`)
}

describe("a process dies between sending and recording", () => {
  test("an edition that is overtaken is recorded, and sent to its end before the next", async () => {
    const world = await killedAfterItsFirst({ form: "messages", budget: 3 })
    await aDayLater(world)
    const [papers, titles] = [["The day's best", "A middling one", "A quiet paper"], world.posted("daily")]
    expect(titles).toEqual(["Daily Papers · Mon, Nov 23", ...papers, "Daily Papers · Tue, Nov 24", ...papers])
    expect(await orphans(world)).toEqual([])
    expect(await statesOf(world)).toEqual(["2026-11-24 done", "2026-11-23 done"])
  })

  test("one that is overtaken and had not arrived is left out", async () => {
    const world = await killedAfterItsFirst({ form: "messages", budget: 3 }, false)
    await aDayLater(world)
    expect(world.posted("daily").slice(0, 1)).toEqual(["Daily Papers · Tue, Nov 24"])
    expect(await statesOf(world)).toEqual(["2026-11-24 done", "2026-11-23 skipped"])
    const [, skipped] = await world.stores.editions.ofSubscription("s1", 2)
    expect(skipped?.reason).toBe(reasons.overtaken)
  })

  test("posts that are turned off bring no more, and what had arrived is recorded", async () => {
    const world = await killedAfterItsFirst({ form: "messages", budget: 3 })
    await world.stores.editions.withdraw("s1", reasons.withdrawn)
    await world.stores.subscriptions.save(aSubscription({ active: false }))
    await aDayLater(world)
    expect(world.posted()).toEqual(["Daily Papers · Mon, Nov 23"])
    expect(await orphans(world)).toEqual([])
    expect(await world.stores.editions.takeUntold(5)).toEqual([])
  })

  test("posts that are removed likewise", async () => {
    const world = await killedAfterItsFirst()
    await world.stores.subscriptions.remove("s1")
    await aDayLater(world)
    expect(world.posted("daily")).toHaveLength(1)
    expect(await orphans(world)).toEqual([])
  })

  test("a post that an admin skips is deleted where it had arrived", async () => {
    const world = await killedAfterItsFirst()
    const { stores, clock, chat } = world
    const removals = createRemovals({ editions: stores.editions, clock, adapters: new Map([["web", chat]]) })
    await removals.skipNext(aSubscription())
    await world.clock.advance({ minutes: 5 })
    const bot = world.start()
    for (let looks = 0; looks < 4; looks++) {
      await world.tick(bot)
      await world.clock.advance({ minutes: 2 })
    }
    expect(world.posted()).toEqual([])
  })
})
