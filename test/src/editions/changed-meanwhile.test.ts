import { describe, expect, test } from "vitest"
import { createSchedules } from "../../../src/channels/schedules.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { anActor } from "../../builders.ts"
import { aSubscription, createWorld, listed, type World } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const saturday = "2026-11-28T08:00:00Z"

async function worldWith(now: string, ...given: Parameters<typeof aSubscription>) {
  const world = await createWorld(now)
  await world.stores.subscriptions.save(aSubscription({ nextRunAt: now, ...given[0] }))
  return { ...world, bot: world.start() }
}

/** The admin's hand: what `/paper channel` calls. */
function settingsOf({ stores, clock, chat, library }: World) {
  const unused = async () => []
  return createSchedules({
    ...stores,
    clock,
    library: {
      ...library,
      papers: unused,
      listedOn: unused,
      search: async () => ({ hits: [], total: 0, from: "store" }),
    },
    adapters: new Map([["web", chat]]),
    wake: () => undefined,
  })
}

const actor = anActor({ place: "daily", isAdmin: true })
const away = () => {
  throw new NetworkError("chat.test", "the cable is out")
}

async function ticks(world: World & { readonly bot: ReturnType<World["start"]> }, hours: number) {
  for (let hour = 0; hour < hours; hour++) {
    await world.tick(world.bot)
    await world.clock.advance({ hours: 1 })
  }
  await world.tick(world.bot)
}

describe("a post that waits for its platform for longer than its channel wishes", () => {
  const monday = "2026-11-23T08:00:00Z"
  const weekly = { list: "week", schedule: "0 9 * * 1", catchUpHours: 36, budget: 1 } as const

  async function waited(hours: number, given: Partial<Parameters<typeof aSubscription>[0]> = {}) {
    const world = await worldWith(monday, { ...weekly, ...given })
    world.chat.before = away
    await world.tick(world.bot)
    world.chat.before = () => undefined
    await world.clock.advance({ hours })
    await world.tick(world.bot)
    const [edition] = await world.stores.editions.ofSubscription("s1", 1)
    return { ...world, edition, text: () => JSON.stringify(world.chat.messages.map(({ card }) => card)) }
  }

  test("comes in full within the time", async () => {
    const world = await waited(35)
    expect(world.posted()).toHaveLength(2)
  })

  test("is one line with a link beyond it", async () => {
    const world = await waited(37)
    expect(world.posted()).toEqual([expect.stringMatching(/^Papers of the week/)])
    expect(world.text()).toContain(words.editions.card.lateTitle.trim())
    expect(world.edition).toMatchObject({ state: "done", reason: expect.stringContaining("too old") })
    expect(world.edition).not.toHaveProperty("refreshAt")
  })

  test("is completed where its first message was sent in time", async () => {
    const world = await worldWith(monday, { ...weekly, form: "messages" })
    let sent = 0
    world.chat.before = (call) => {
      if (call === "send" && ++sent > 1) away()
    }
    await world.tick(world.bot)
    world.chat.before = () => undefined
    await world.clock.advance({ hours: 37 })
    await world.tick(world.bot)
    expect(world.posted()).toHaveLength(3)
  })

  test("is not doubled by a line where it had arrived unanswered", async () => {
    const world = await worldWith(monday, weekly)
    world.chat.after = (call) => {
      if (call === "send") away()
    }
    await world.tick(world.bot)
    world.chat.after = () => undefined
    await world.clock.advance({ hours: 37 })
    await world.tick(world.bot)
    expect(world.posted().map((title) => title.split(":")[0])).toEqual([
      "Papers of the week · Nov 16 to Nov 22",
      "Papers 2 to 3 of Papers of the week · Nov 16 to Nov 22",
    ])
  })
})

describe("a subscription that is changed while its list is read", () => {
  test("and switched off posts nothing, and is due no more", async () => {
    const world = await worldWith(nineOnTuesday)
    world.library.list = async ({ key }) => {
      await settingsOf(world).stop(actor)
      return listed(key)
    }
    await ticks(world, 26)
    expect(world.posted()).toEqual([])
    expect(await world.stores.subscriptions.get("s1")).not.toHaveProperty("nextRunAt")
  })

  test("and moved to another time is due then, once", async () => {
    const world = await worldWith(nineOnTuesday)
    let isRead = false
    world.library.list = async ({ key }) => {
      if (!isRead) {
        isRead = true
        const settings = settingsOf(world)
        await settings.save(await settings.proposed(actor, { time: "12:00" }, "UTC"))
      }
      return listed(key)
    }
    await world.tick(world.bot)
    expect(world.posted()).toEqual([])
    expect(await world.stores.subscriptions.get("s1")).toMatchObject({ nextRunAt: "2026-11-24T11:00:00Z" })
    await ticks(world, 4)
    expect(world.posted()).toHaveLength(1)
  })
})

describe("posts that are switched off", () => {
  test("while a message waits for its platform do not send it when the platform is back", async () => {
    const world = await worldWith(nineOnTuesday)
    world.chat.before = away
    await world.tick(world.bot)
    await settingsOf(world).stop(actor)
    world.chat.before = () => undefined
    await ticks(world, 2)
    expect(world.posted()).toEqual([])
    expect(await world.stores.editions.ofSubscription("s1", 1)).toMatchObject([
      { state: "skipped", reason: words.editions.reason.withdrawn },
    ])
  })
})

describe("a list", () => {
  test("is posted once by a schedule of every hour, over a weekend and a week", async () => {
    const world = await worldWith("2026-11-27T08:00:00Z", { schedule: "0 * * * *" })
    await ticks(world, 24 * 7)
    const days = world.posted().map((title) => title.replace(/.*, /, ""))
    expect(days).toEqual(["Nov 26", "Nov 27", "Nov 30", "Dec 1", "Dec 2", "Dec 3"])
  })

  test("of which one message was refused is not posted again on the next day", async () => {
    const world = await worldWith(saturday, { form: "messages" })
    let sent = 0
    world.chat.before = () => {
      sent += 1
      if (sent === 2) throw new PlatformError("web", "50035", "the message is too long")
    }
    await ticks(world, 60)
    expect(world.posted()).toHaveLength(3)
  })

  test("that was refused as a whole comes on the next day, when the channel is open again", async () => {
    const world = await worldWith(saturday)
    world.chat.before = () => {
      throw new PlatformError("web", "50013", "the bot may not write there")
    }
    await ticks(world, 12)
    world.chat.before = () => undefined
    await ticks(world, 24)
    expect(world.posted()).toEqual(["Daily Papers · Fri, Nov 27"])
  })
})

describe("a platform that was away for days", () => {
  test("brings the latest list and links to those in between, never a flood", async () => {
    const world = await worldWith(nineOnTuesday, { community: "discord:1" })
    await ticks(world, 24 * 3)
    const back = { ...world.chat, platform: "discord" }
    await world.tick(world.start({ chat: back, platform: "discord" }))
    expect(world.posted()).toEqual(["Daily Papers · Thu, Nov 26"])
    const notes = JSON.stringify(world.chat.messages[0]?.card.blocks)
    expect(notes).toContain("https://huggingface.co/papers/date/2026-11-24")
    expect(notes).toContain("https://huggingface.co/papers/date/2026-11-25")
  })

  test("loses no list that two mornings find: it waits, and comes once", async () => {
    const world = await worldWith(saturday)
    world.chat.before = away
    await ticks(world, 25)
    world.chat.before = () => undefined
    await ticks(world, 2)
    expect(world.posted()).toEqual(["Daily Papers · Fri, Nov 27"])
  })
})
