import { describe, expect, test } from "vitest"
import { NetworkError, PlatformError, StoreError } from "../../../src/vocabulary/errors.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import type { RateStore } from "../../../src/vocabulary/stores.ts"
import { aDelivery, anEdition } from "../../contracts/stores/builders.ts"
import { createFakePlatform } from "../../fake-platform.ts"
import { aSubscription, createWorld, listed } from "../editions/world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const cut = () => new NetworkError("chat.test", "the connection was cut")

async function world(chat = createFakePlatform("web")) {
  const made = await createWorld(nineOnTuesday)
  await made.stores.subscriptions.save(aSubscription())
  const bot = made.start({ chat })
  const after = async (seconds: number) => {
    await made.clock.advance({ seconds })
    await made.tick(bot)
  }
  return { ...made, chat, bot, after }
}

/** Applies the first message only when it is told to, long after its connection was cut. */
function slow(chat: ReturnType<typeof createFakePlatform>) {
  const { send } = chat
  let apply: (() => Promise<unknown>) | undefined
  chat.send = async (where, card) => {
    if (apply !== undefined) return send(where, card)
    apply = () => send(where, card)
    throw cut()
  }
  return { applyNow: async () => apply?.() }
}

test("after an unknown outcome a platform is left alone for a minute", async () => {
  const { chat, tick, bot, after } = await world()
  const calls: string[] = []
  chat.before = (call) => void calls.push(call)
  slow(chat)
  await tick(bot)
  await after(59)
  expect(calls).toEqual([])
  await after(61)
  expect(calls.slice(0, 2)).toEqual(["lookUp", "send"])
})

test("a message that was applied late is found, and not sent again", async () => {
  const { chat, tick, bot, after } = await world()
  const { applyNow } = slow(chat)
  await tick(bot)
  await applyNow()
  await after(120)
  expect(chat.messages).toHaveLength(1)
})

test("a message that is applied after its retry is deleted", async () => {
  const { chat, tick, bot, after } = await world()
  const { applyNow } = slow(chat)
  await tick(bot)
  await after(120)
  await applyNow()
  expect(chat.messages).toHaveLength(2)
  await after(61)
  expect(chat.messages.map(({ message }) => message)).toEqual(["m1"])
})

describe("a process that dies between a retry and the look for what it repeated", () => {
  /** A retry that has just been confirmed by a process that nobody hears of again, and the message of the first attempt. */
  async function retried() {
    const { chat, applyNow, ...made } = await died()
    await applyNow()
    expect(chat.messages).toHaveLength(2)
    return { ...made, chat }
  }

  async function died() {
    const { chat, tick, bot, after, ...made } = await world()
    const { applyNow } = slow(chat)
    await tick(bot)
    await after(120)
    const next = made.start({ chat })
    const later = async (seconds: number) => {
      await made.clock.advance({ seconds })
      await tick(next)
    }
    return { ...made, chat, applyNow, later }
  }

  test("leaves the look to the next one", async () => {
    const { chat, later } = await retried()
    await later(61)
    expect(chat.messages.map(({ message }) => message)).toEqual(["m1"])
  })

  test("leaves it for hours", async () => {
    const { chat, later } = await retried()
    await later(5 * 3_600)
    expect(chat.messages.map(({ message }) => message)).toEqual(["m1"])
  })

  test("leaves some of them where the platform never answers, ever later, and then none", async () => {
    const { chat, stores, later } = await retried()
    await stores.subscriptions.save(aSubscription({ active: false }))
    let looks = 0
    chat.before = (call) => {
      if (call === "lookUp") looks += 1
      throw cut()
    }
    for (let hour = 0; hour < 30; hour += 1) await later(3_600)
    expect(looks).toBeGreaterThan(3)
    expect(looks).toBeLessThan(10)
  })

  test("leaves none where the place is gone", async () => {
    const { chat, later } = await retried()
    const calls: string[] = []
    chat.before = (call) => {
      calls.push(call)
      throw new PlatformError("web", "10003", "Unknown Channel", { placeGone: "deleted" })
    }
    await later(61)
    await later(600)
    expect(calls.filter((call) => call !== "missingPermissions")).toEqual(["lookUp"])
  })

  test("leaves another post's equal message alone that is under way", async () => {
    const { chat, stores, later } = await died()
    const [first] = chat.messages
    if (first === undefined) throw new Error("nothing was posted")
    // By its card alone, as a platform without identifiers of ours is searched.
    chat.lookUp = async ({ place, taken }) =>
      chat.messages.find((message) => message.place === place && !taken?.has(message.message))
    const { community, place } = first
    const { edition, ...other } = { ...aDelivery({ id: "d2", edition: "e2", community, place }) }
    const about = { id: edition, subscription: "s2", dueAt: nineOnTuesday, plannedAt: nineOnTuesday }
    await stores.editions.plan(anEdition(about), [{ ...other, edition }], undefined)
    const request = { now: "2026-11-24T08:02:30Z", leaseUntil: "2026-11-24T08:05:30Z", limit: 9 }
    const [claim] = await stores.editions.claim(request)
    const sent = await chat.send({ community, place, delivery: "d2", form: "digest" }, first.card)
    await later(61)
    expect(chat.messages).toHaveLength(2)
    if (claim) await stores.editions.confirm(claim, sent, "2026-11-24T08:03:30Z")
    await later(600)
    expect(chat.messages).toHaveLength(2)
  })
})

test("a look-up never takes the equal message of another delivery", async () => {
  const { chat, stores, library, clock, tick, bot, after } = await world()
  await stores.subscriptions.save(aSubscription({ list: "trending", schedule: "* * * * *" }))
  library.list = async () => listed("trending")
  // By its card alone, as a platform without identifiers of ours is searched.
  chat.lookUp = async ({ place, taken }, card) =>
    chat.messages.find(
      (message) =>
        message.place === place &&
        JSON.stringify(message.card.title) === JSON.stringify(card.title) &&
        !taken?.has(message.message),
    )
  await tick(bot)
  expect(chat.messages).toHaveLength(1)
  slow(chat)
  await clock.advance({ minutes: 1 })
  await tick(bot)
  await stores.subscriptions.save(aSubscription({ list: "trending", active: false }))
  await after(120)
  expect(chat.messages).toHaveLength(2)
})

describe("where the clocks are apart", () => {
  test.each([
    ["ahead", -180_000, "2026-11-24T07:56:50Z"],
    ["behind", 3_600_000, "2026-11-24T08:59:50Z"],
  ])("a bot that is %s looks up from the platform's own time", async (_, offsetMs, since) => {
    const platform = { ...createFakePlatform("web"), clockOffsetMs: () => offsetMs }
    const { chat, tick, bot, after } = await world(platform)
    const asked: (string | undefined)[] = []
    const lookUp: Adapter["lookUp"] = async (where) => {
      asked.push(where.since)
      return undefined
    }
    chat.lookUp = lookUp
    slow(chat)
    await tick(bot)
    await after(120)
    expect(asked[0]).toBe(since)
  })

  test("what a bot that was ahead had planned is found by one whose clock is right", async () => {
    const platform = { ...createFakePlatform("web"), clockOffsetMs: () => -200_000 }
    const ahead = await world(platform)
    slow(ahead.chat)
    await ahead.tick(ahead.bot)
    const [edition] = await ahead.stores.editions.ofSubscription("s1", 1)
    // By the platform's clock it is 200 seconds earlier than the bot thinks.
    expect(edition?.plannedAt).toBe("2026-11-24T07:56:40Z")
  })

  test("what a bot had planned that did not yet know it was ahead is looked for from when it was sent", async () => {
    let offsetMs = 0
    const platform = { ...createFakePlatform("web"), clockOffsetMs: () => offsetMs }
    const { chat, stores, tick, bot } = await world(platform)
    const { plan } = stores.editions
    Object.assign(stores.editions, {
      // The platform's answers tell its time once the bot is connected, which may be after it planned.
      plan: async (...given: Parameters<typeof plan>) => {
        const planned = await plan(...given)
        offsetMs = -3_600_000
        return planned
      },
    })
    slow(chat)
    await tick(bot)
    const [edition] = await stores.editions.ofSubscription("s1", 1)
    expect(edition?.plannedAt).toBe("2026-11-24T07:00:00Z")
  })

  test("what a bot planned whose clock jumped since the platform last answered is looked for from when it was sent", async () => {
    const made = await createWorld("2026-11-24T07:00:00Z")
    await made.stores.subscriptions.save(aSubscription())
    let offsetMs = 0
    const chat = Object.assign(createFakePlatform("web"), { clockOffsetMs: () => offsetMs })
    // An answer tells the platform's time, an hour behind the bot's.
    chat.after = () => {
      offsetMs = -3_600_000
    }
    const plannedWhenSent: (string | undefined)[] = []
    const { send } = chat
    chat.send = async (where, card) => {
      plannedWhenSent.push((await made.stores.editions.ofSubscription("s1", 1))[0]?.plannedAt)
      return send(where, card)
    }
    const bot = made.start({ chat })
    await made.tick(bot)
    made.clock.set(nineOnTuesday)
    await made.tick(bot)
    expect(plannedWhenSent).toEqual(["2026-11-24T07:00:00Z"])
  })

  test("what a clock that was ahead has put off goes out at once when it is right again", async () => {
    const made = await createWorld("2026-11-24T09:00:00Z")
    await made.stores.subscriptions.save(aSubscription())
    made.chat.before = () => {
      throw cut()
    }
    await made.tick(made.start())
    made.chat.before = () => undefined
    made.clock.set("2026-11-24T08:01:00Z")
    await made.tick(made.start())
    expect(made.chat.messages).toHaveLength(1)
  })
})

test("a store that fails between claim and send loses no time", async () => {
  const made = await createWorld(nineOnTuesday)
  await made.stores.subscriptions.save(aSubscription())
  let failures = 1
  const rates: RateStore = {
    ...made.stores.rates,
    take: async (...asked) => {
      if (failures-- > 0) throw new StoreError("unreachable", "the store is away", "wait")
      return made.stores.rates.take(...asked)
    },
  }
  const chat = {
    ...createFakePlatform("web"),
    invite: undefined,
    rate: { perSecond: 50, per: "bot" as const },
  }
  const bot = made.start({ rates, chat })
  await made.tick(bot)
  await made.clock.advance({ seconds: 5 })
  await made.tick(bot)
  expect(failures).toBeLessThan(0)
  expect(chat.messages).toHaveLength(1)
})
