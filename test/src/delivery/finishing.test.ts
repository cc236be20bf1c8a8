import { describe, expect, test } from "vitest"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Delivery } from "../../../src/vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { aDelivery, anEdition } from "../../contracts/stores/builders.ts"
import { aSubscription, createWorld, type World } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const inThread = words.editions.card.restInThread(2)

/** One digest and two papers in its thread; what it says after each call is noted. */
async function digestOfOne() {
  const world = await createWorld(nineOnTuesday)
  await world.stores.subscriptions.save(aSubscription({ budget: 1 }))
  return {
    ...world,
    digest: () => world.chat.messages[0] && plain(world.chat.messages[0].card, { links: false }),
  }
}

describe("that the rest is in the thread", () => {
  test("is said by editing, once it is", async () => {
    const world = await digestOfOne()
    const said: (boolean | undefined)[] = []
    world.chat.after = (call) => {
      if (call === "send") said.push(world.digest()?.includes(inThread))
    }
    await world.tick(world.start())
    expect(said).toEqual([false, false])
    expect(world.digest()).toContain(inThread)
    expect(world.chat.messages.map(({ edits }) => edits)).toEqual([1, 0])
  })

  test("is not said where it went into the place", async () => {
    const world = await digestOfOne()
    world.chat.hasThreads = false
    await world.tick(world.start())
    expect(world.posted()).toHaveLength(2)
    expect(world.digest()).not.toContain(inThread)
  })

  test("is not said where it could not be sent", async () => {
    const world = await digestOfOne()
    world.chat.before = (call) => {
      if (call === "send" && world.chat.messages.length > 0)
        throw new PlatformError("web", "no", "no threads")
    }
    await world.tick(world.start())
    expect(world.digest()).not.toContain(inThread)
  })

  test("is said by the next process where the first one died before it", async () => {
    const world = await digestOfOne()
    world.chat.before = (call) => {
      if (call === "edit") throw new NetworkError("chat.test", "cut off")
    }
    await world.tick(world.start())
    expect(world.digest()).not.toContain(inThread)
    world.chat.before = () => undefined
    await world.clock.advance({ minutes: 3 })
    await world.tick(world.start())
    expect(world.digest()).toContain(inThread)
  })
})

const card = (title: string, given: Partial<Card> = {}): Card => ({
  ...{ title: [{ text: title }], tone: "plain", blocks: [], ...given },
})

/** Messages that wait in places of their own, one of which invites and one after it. */
async function waiting(...given: readonly Partial<Delivery>[]) {
  const world = await createWorld(nineOnTuesday)
  const edition = anEdition({ dueAt: nineOnTuesday, plannedAt: nineOnTuesday })
  const common = { community: "web:local", notBefore: nineOnTuesday }
  const deliveries = given.map((one, position) =>
    aDelivery({ id: `d${position}`, position, place: `p${position}`, ...common, ...one }),
  )
  await world.stores.editions.plan(edition, deliveries, undefined)
  const calls: string[] = []
  world.chat.before = (call, place) => void calls.push(`${call} ${place}`)
  return { ...world, calls, reactions: () => world.chat.messages.map((message) => [...message.reactions]) }
}

const minutes = (world: World, minutes: number) => world.clock.advance({ minutes })

describe("the bot's own reactions", () => {
  const upvote = { card: card("A paper", { paper: "2611.00001", invites: "upvote" }) } as const
  const numbers = {
    card: card("Three papers", { papers: ["2611.00001", "2611.00002", "2611.00003"], invites: "numbers" }),
  } as const

  test("come after all messages, a paper's vote or the numbers of a list", async () => {
    const world = await waiting(upvote, numbers, { card: card("A list") })
    await world.tick(world.start({ workers: 1 }))
    expect(world.calls.filter((call) => !call.startsWith("missing"))).toEqual([
      ...["send p0", "send p1", "send p2"],
      ...["invite p0", "invite p1", "invite p1", "invite p1"],
    ])
    expect(world.reactions()).toEqual([["upvote"], [1, 2, 3], []])
  })

  test("wait for a message that comes while they are put", async () => {
    const world = await waiting(upvote, upvote)
    const bot = world.start()
    const late = [aDelivery({ id: "late", position: 9, place: "late", community: "web:local" })]
    world.chat.after = async (call, place) => {
      if (call !== "invite" || place !== "p0") return
      await world.stores.editions.append("e1", late)
      bot.wake()
    }
    await world.tick(bot)
    expect(world.calls.slice(2)).toEqual(["invite p0", "send late", "invite p1"])
  })

  test("are put in many communities at once, one at a time in each", async () => {
    const community = (name: string) => ({ ...upvote, community: `web:${name}` })
    const world = await waiting(...["a", "a", "b", "b", "c", "c"].map(community))
    let underWay = 0
    const counts: number[] = []
    const open = Promise.withResolvers<void>()
    world.chat.before = async (call, place) => {
      if (call !== "invite") return
      world.calls.push(`invite ${place}`)
      underWay += 1
      counts.push(underWay)
      if (underWay === 3) open.resolve()
      await open.promise
      underWay -= 1
    }
    await world.tick(world.start())
    expect(Math.max(...counts)).toBe(3)
    expect(world.calls.slice(0, 3).toSorted()).toEqual(["invite p0", "invite p2", "invite p4"])
    expect(world.reactions().flat()).toHaveLength(6)
  })

  test("are left out of a place where they are refused, and nothing fails", async () => {
    const world = await waiting({ ...upvote, place: "p" }, { ...upvote, place: "p" }, upvote)
    world.chat.before = (call, place) => {
      world.calls.push(`${call} ${place}`)
      if (call === "invite" && place === "p") throw new PlatformError("web", "50013", "Missing Permissions")
    }
    await world.tick(world.start())
    expect(world.calls.filter((call) => call.startsWith("invite"))).toEqual(["invite p", "invite p2"])
    expect(world.reactions().flat()).toEqual(["upvote"])
    const deliveries = await world.stores.editions.deliveries("e1")
    expect(deliveries.map(({ state }) => state)).toEqual(["sent", "sent", "sent"])
  })

  test("come later where the platform asks to wait, or cannot be reached", async () => {
    const world = await waiting(upvote)
    const errors = [
      new PlatformError("web", "429", "too many", { retryAfterMs: 60_000 }),
      new NetworkError("chat.test", "cut off"),
    ]
    world.chat.before = (call) => {
      const error = call === "invite" ? errors.shift() : undefined
      if (error) throw error
    }
    const bot = world.start()
    await world.tick(bot)
    await minutes(world, 1)
    await world.tick(bot)
    expect(world.reactions()).toEqual([[]])
    await minutes(world, 3)
    await world.tick(bot)
    expect(world.reactions()).toEqual([["upvote"]])
  })

  test("are left out by a bot that is half an hour behind", async () => {
    const world = await waiting(upvote)
    const { invite: _, ...none } = world.chat
    const busy = world.start({ chat: { ...none, invite: () => Promise.reject(new NetworkError("a", "b")) } })
    await world.tick(busy)
    await minutes(world, 31)
    await world.tick(world.start())
    expect(world.reactions()).toEqual([[]])
    expect(world.calls).toEqual(["send p0"])
  })

  test("are no matter on a platform that has none", async () => {
    const world = await waiting(upvote)
    const { invite: _, ...none } = world.chat
    await world.tick(world.start({ chat: none as World["chat"] }))
    expect(world.chat.messages).toHaveLength(1)
  })
})

describe("a message of an announcement channel", () => {
  test("is handed on to its followers once, also where the platform makes one wait", async () => {
    const world = await waiting({ publish: true })
    let refusals = 1
    world.chat.before = (call) => {
      if (call === "publish" && refusals-- > 0)
        throw new PlatformError("web", "429", "ten an hour", { retryAfterMs: 1_160_000 })
    }
    const bot = world.start()
    await world.tick(bot)
    expect(world.chat.messages[0]?.published).toBe(false)
    await minutes(world, 20)
    await world.tick(bot)
    expect(world.chat.messages[0]?.published).toBe(true)
  })
})
