import { describe, expect, test } from "vitest"
import { createSchedules } from "../../src/channels/schedules.ts"
import type { Subscription } from "../../src/vocabulary/delivery-stores.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { aPaper } from "../builders.ts"
import { aSubscription, createWorld, listed } from "../src/editions/world.ts"
import { answer } from "./asking.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const papers = [
  aPaper({ id: "2611.00001", title: "Best", upvotes: 90 }),
  aPaper({ id: "2611.00002", title: "Second", upvotes: 20 }),
  aPaper({ id: "2611.00003", title: "Quiet", upvotes: 3 }),
]

/** A place whose list of Monday was due on Tuesday. */
async function place(given: Partial<Subscription> | undefined, onLists: readonly string[] = ["2026-11-23"]) {
  const world = await createWorld(nineOnTuesday)
  await world.stores.papers.save(papers, nineOnTuesday)
  world.library.list = async ({ key }) => listed(key, { papers })
  if (given) await world.stores.subscriptions.save(aSubscription(given))
  const bot = world.start()
  const schedules = createSchedules({
    ...world.stores,
    library: {
      ...world.library,
      search: async () => ({ hits: [], total: 0, from: "store" }),
      papers: async () => [],
      listedOn: async () => onLists,
    },
    adapters: new Map([["web", world.chat]]),
    clock: world.clock,
    wake: bot.wake,
  })
  const context = {
    schedules,
    timeZone: "Europe/Berlin",
    community: { linkTo: world.chat.linkTo },
    library: {
      find: async (name: { kind: string }) => {
        const paper = papers.find((known) => "id" in name && known.id === name.id)
        return paper ? ({ kind: "one", paper } as const) : ({ kind: "none" } as const)
      },
    },
  }
  return {
    ...world,
    bot,
    why: (number: number) =>
      answer(`why 2611.0000${number}`, { ...context, now: world.clock.now() }, { place: "daily" }),
    health: () => answer("health", { ...context, now: world.clock.now() }, { place: "daily" }),
  }
}

describe("why", () => {
  test("a paper that was posted days ago by a schedule of every hour is still known as posted", async () => {
    const here = await place({ schedule: "0 * * * *" })
    for (let hour = 0; hour < 80; hour++) {
      await here.tick(here.bot)
      here.library.list = async ({ key }) => listed(key, { papers: [] })
      await here.clock.advance({ hours: 1 })
    }
    expect(await here.why(1)).toMatch(/^Posted here: Best/)
    expect(await here.health()).toContain("Daily Papers · Mon, Nov 23, 3 of 3 papers")
  })

  test("a paper that came to its list after the post says so", async () => {
    const here = await place({})
    here.library.list = async ({ key }) => listed(key, { papers: papers.slice(0, 2) })
    await here.tick(here.bot)
    expect(await here.why(3)).toContain("That list was posted without it (2 of 2 papers)")
  })

  test("a paper of posts that were switched off before they were sent says so", async () => {
    const here = await place({})
    here.chat.before = () => {
      throw new PlatformError("chat", "429", "slow down", { retryAfterMs: 60_000 })
    }
    await here.tick(here.bot)
    await here.stores.editions.withdraw("s1", words.editions.reason.withdrawn)
    expect(await here.why(1)).toContain(words.editions.reason.withdrawn)
    expect(await here.health()).toContain(words.cards.health.works)
  })

  test("a posted paper says when, as which number, and that it had a card or a line", async () => {
    const here = await place({ budget: 1 })
    await here.tick(here.bot)
    expect(await here.why(1)).toMatch(/^Posted here: Best/)
    expect(await here.why(1)).toContain("Tue, Nov 24, 2026, 09:00 (Europe/Berlin)")
    expect(await here.why(1)).toContain("number 1 by upvotes, one of the 1 shown in full")
    expect(await here.why(2)).toContain(
      "number 2 by upvotes, after the 1 shown in full, so it has one line in the thread",
    )
  })

  test("a paper whose digest was deleted before its thread was opened says so, and health as well", async () => {
    const here = await place({ budget: 1 })
    here.chat.after = () => void here.chat.messages.pop()
    await here.tick(here.bot)
    const reason = words.errors.messageGone
    expect(await here.why(2)).toContain(words.editions.why.failed(reason))
    expect(await here.health()).toContain(reason)
    expect(await here.health()).toContain("2 planned, 1 confirmed, 0 edited since, 0 waiting, 1 failed")
  })

  test("a filter that decided is named word by word", async () => {
    const here = await place({ filter: "upvotes:>10 has:code" })
    await here.tick(here.bot)
    expect(await here.why(3)).toMatch(/^Not posted here: Quiet/)
    expect(await here.why(3)).toContain(`upvotes:>10 ${words.editions.filter.upvotes(3)}`)
    expect(await here.why(1)).toContain(`has:code ${words.editions.filter.has}`)
    expect(await here.why(1)).not.toContain("upvotes:>10")
  })

  test("a message that was deleted is known as such", async () => {
    const here = await place({ form: "messages" })
    await here.tick(here.bot)
    const [, first] = here.chat.messages
    if (first) await here.stores.posts.remove(first)
    expect(await here.why(1)).toContain("the message was deleted since")
  })

  test.each([
    ["of a channel without posts", undefined, ["2026-11-23"], words.editions.why.noSubscription],
    ["on no list", {}, [], words.editions.why.notListed.day],
    ["on a list that comes next", {}, ["2026-11-23"], "Its list is next"],
    ["on a list that is open still", {}, ["2026-11-24"], "Its list is open until"],
    ["of posts that are switched off", { active: false }, ["2026-11-23"], words.editions.why.off],
    ["on a list before the posts began", {}, ["2026-11-02"], words.editions.why.noPost("2026-11-23")],
  ] as const)("a paper %s is told so", async (_, given, lists, said) => {
    expect(await (await place(given, lists)).why(1)).toContain(said)
  })
})

describe("health", () => {
  test("counts what was intended, sent and confirmed", async () => {
    const here = await place({ form: "messages" })
    await here.tick(here.bot)
    const text = await here.health()
    expect(text).toContain(words.cards.health.works)
    expect(text).toContain("4 planned, 4 confirmed, 0 edited since, 0 waiting, 0 failed")
    expect(text).not.toContain(words.cards.health.lastGap)
  })

  test("says what failed, why, and what will be done about it", async () => {
    const here = await place({})
    here.chat.before = () => {
      throw new Error("the channel burns")
    }
    await here.tick(here.bot)
    const text = await here.health()
    expect(text).toContain(words.cards.health.fails)
    expect(text).toMatch(/the channel burns\n.*Tried 1 time; next attempt Tue, Nov 24, 2026/)
  })

  test("knows the last gap and how it was mended", async () => {
    const here = await place({})
    await here.clock.advance({ hours: 24 * 3 + 2 })
    await here.tick(here.bot)
    expect(await here.health()).toMatch(/Last missed post: .*2 h late; 3 earlier occurrences were skipped/)
  })

  test("of a channel without posts says how to get them", async () => {
    expect(await (await place(undefined)).health()).toContain("/paper setup")
  })
})
