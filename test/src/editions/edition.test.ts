import { describe, expect, test } from "vitest"
import { ensureSubscription } from "../../../src/channels/ensure-subscription.ts"
import { createSchedules } from "../../../src/channels/schedules.ts"
import { editionCards } from "../../../src/editions/edition-cards.ts"
import { dueList } from "../../../src/editions/lists.ts"
import { daysOf, isWeekend, listNameOf } from "../../../src/papers/index.ts"
import { textOf } from "../../../src/rendering/inline.ts"
import { plain } from "../../../src/rendering/plain.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import { PlatformError, UserError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { anActor, aPaper } from "../../builders.ts"
import { aSubscription, createWorld, listed, type World } from "./world.ts"

const nineOnTuesday = "2026-11-24T08:00:00Z"
const actor = anActor({ place: "daily" })

async function postOf(...given: Parameters<typeof aSubscription>): Promise<World> {
  const world = await createWorld(nineOnTuesday)
  await world.stores.subscriptions.save(aSubscription(...given))
  await world.tick(world.start())
  return world
}

function itemsOf(card: Card | undefined): readonly string[] {
  const items = card?.blocks.flatMap((block) => (block.kind === "items" ? block.items : [])) ?? []
  return items.map(({ title }) => title.map((run) => run.text).join(""))
}

describe("what a place gets", () => {
  test("is a digest of the best, and the rest a line each in its thread", async () => {
    const { chat } = await postOf({ budget: 1 })
    const [digest, rest, ...more] = chat.messages
    expect(more).toEqual([])
    expect(itemsOf(digest?.card)).toEqual(["The day's best"])
    expect(digest && plain(digest.card, { links: false })).toContain(
      words.editions.card
        .intro({ papers: 3, filter: "", shown: 1, isRanked: true, withRest: false })
        .map(({ text }) => text)
        .join(""),
    )
    expect(itemsOf(rest?.card)).toEqual(["A middling one", "A quiet paper"])
    const items = rest?.card.blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
    expect(items?.map(({ actions }) => actions.length)).toEqual([0, 0])
    expect(chat.threads.get(rest?.thread ?? "")).toMatchObject({
      under: digest?.message,
      title: "Daily Papers · Mon, Nov 23",
    })
  })

  test("has the rest in the place itself where the bot may open no thread", async () => {
    const world = await createWorld(nineOnTuesday)
    world.chat.hasThreads = false
    await world.stores.subscriptions.save(aSubscription({ budget: 1 }))
    await world.tick(world.start())
    expect(world.posted()).toEqual([
      "Daily Papers · Mon, Nov 23",
      "Papers 2 to 3 of Daily Papers · Mon, Nov 23",
    ])
    expect(world.chat.messages[1]?.thread).toBeUndefined()
  })

  test("has nothing in the thread of a digest that was deleted, or never posted", async () => {
    for (const [call, reason] of [
      ["deleted", words.errors.messageGone],
      ["refused", words.storage.deliveries.rootNotPosted("the channel is closed")],
    ] as const) {
      const world = await createWorld(nineOnTuesday)
      if (call === "deleted") world.chat.after = () => void world.chat.messages.pop()
      else
        world.chat.before = () => {
          throw new PlatformError("web", "closed", "the channel is closed")
        }
      await world.stores.subscriptions.save(aSubscription({ budget: 1 }))
      await world.tick(world.start())
      expect(world.posted()).toEqual([])
      const [edition] = await world.stores.editions.ofSubscription("s1", 1)
      expect(edition?.state).toBe("failed")
      const [digest, rest] = await world.stores.editions.deliveries(edition?.id ?? "")
      expect(digest?.state).toBe(call === "deleted" ? "sent" : "failed")
      expect(rest).toMatchObject({ state: "failed", error: reason })
    }
  })

  test("tells of no order where the upvotes are not known", () => {
    const papers = ["2611.00001", "2611.00002"].map((id) => aPaper({ id, upvotes: 0 }))
    const subscription = aSubscription({ form: "digest", budget: 1 })
    const [digest] = editionCards({ subscription, list: listNameOf("day:2026-11-23"), papers, notes: [] })
    const [intro] = digest?.card.blocks ?? []
    expect(intro?.kind === "note" && textOf(intro.text)).toContain(
      words.editions.card
        .intro({ papers: 2, filter: "", shown: 1, isRanked: false, withRest: false })
        .map(({ text }) => text)
        .join(""),
    )
  })

  test("in the form of messages is a header, a message a paper, and the rest in the header's thread", async () => {
    const { chat, posted, stores } = await postOf({ form: "messages", budget: 2 })
    expect(posted()).toEqual([
      "Daily Papers · Mon, Nov 23",
      "The day's best",
      "A middling one",
      "Paper 3 of Daily Papers · Mon, Nov 23",
    ])
    const [header, , , rest] = chat.messages
    expect(itemsOf(rest?.card)).toEqual(["A quiet paper"])
    // The papers' own messages keep their threads for what is said about them.
    expect(chat.threads.get(rest?.thread ?? "")?.under).toBe(header?.message)
    // A reaction on such a message is a vote: it has to be known as a post of its paper.
    expect(await stores.posts.ofPaper("web:local", "2611.00002")).toHaveLength(1)
  })

  test("says that the rest is in the thread in the card for when it is", () => {
    const papers = ["2611.00001", "2611.00002"].map((id) => aPaper({ id, upvotes: 9 }))
    for (const form of ["digest", "messages"] as const) {
      const subscription = aSubscription({ form, budget: 1 })
      const [first] = editionCards({ subscription, list: listNameOf("day:2026-11-23"), papers, notes: [] })
      const said = (card?: Card) => card && plain(card, { links: false })
      expect(said(first?.card)).toContain("Top 1 of 2")
      expect(said(first?.card)).not.toContain("in the thread")
      expect(said(first?.complete)).toContain("Top 1 of 2 · the other one is in the thread")
    }
  })

  test("in one message has Upvote beside each paper, numbers that vote, and a menu that opens one", () => {
    const papers = Array.from({ length: 12 }, (_, at) => aPaper({ id: `2611.${10_000 + at}`, upvotes: 9 }))
    const subscription = aSubscription({ form: "digest", budget: 12 })
    const [first, second] = editionCards({
      subscription,
      list: listNameOf("day:2026-11-23"),
      papers,
      notes: [],
    }).map(({ card }) => card)
    expect(first?.invites).toBe("numbers")
    expect(first?.papers).toEqual(papers.slice(0, 10).map(({ id }) => id))
    expect(first?.blocks.map(({ kind }) => kind)).toEqual(["note", "items", "select"])
    // There are no reactions for numbers above ten.
    expect(second).not.toHaveProperty("invites")
    expect(second?.blocks.map(({ kind }) => kind)).toEqual(["items", "select"])
  })

  test("in a forum is a post a paper, and one for the rest", async () => {
    const { chat, posted } = await postOf({ form: "forum", budget: 2 })
    expect(posted()).toEqual([
      "The day's best",
      "A middling one",
      "1 more paper of Daily Papers · Mon, Nov 23",
    ])
    expect(itemsOf(chat.messages[2]?.card)).toEqual(["A quiet paper"])
    expect(chat.threads.size).toBe(0)
  })

  test.each([
    ["upvotes:>10", ["The day's best", "A middling one"]],
    ["has:code", ["The day's best"]],
    ["quiet", ["A quiet paper"]],
    ["-quiet", ["The day's best", "A middling one"]],
  ])("with the filter %s is what matches it", async (filter, titles) => {
    const { chat } = await postOf({ filter })
    expect(itemsOf(chat.messages[0]?.card)).toEqual(titles)
  })

  test("on a day without a match is silence, or a word, as it wishes", async () => {
    const silent = await postOf({ filter: "upvotes:>1000" })
    expect(silent.posted()).toEqual([])
    const [edition] = await silent.stores.editions.ofSubscription("s1", 1)
    expect(edition).toMatchObject({
      state: "skipped",
      reason: words.editions.reason.noMatch(3, "upvotes:>1000"),
    })
    const told = await postOf({ filter: "upvotes:>1000", whenEmpty: "say" })
    expect(told.posted()).toEqual(["Daily Papers · Mon, Nov 23"])
  })

  test("of a list that is still open says so", async () => {
    const world = await createWorld(nineOnTuesday)
    world.library.list = async (period) => listed(period.key, { closed: false })
    await world.stores.subscriptions.save(aSubscription())
    await world.tick(world.start())
    expect(JSON.stringify(world.chat.messages[0]?.card)).toContain(words.editions.note.open)
  })

  test.each([
    [30, "Papers 6 to 17, 18 to 29, 30"],
    [2000, "Papers 6 to 17, 18 to 29, 30 to 41"],
  ])("of %d papers is one message still, and its thread has all others in order", async (count, titles) => {
    const world = await createWorld(nineOnTuesday)
    const papers = Array.from({ length: count }, (_, index) =>
      aPaper({ id: `2611.${10_000 + index}`, title: `Paper ${index + 1}`, upvotes: 9000 - index }),
    )
    world.library.list = async (period) => listed(period.key, { papers })
    await world.stores.subscriptions.save(aSubscription())
    await world.tick(world.start())
    const [digest, ...rest] = world.chat.messages
    expect([digest, ...rest].flatMap((message) => itemsOf(message?.card))).toEqual(
      papers.map(({ title }) => title),
    )
    expect(new Set(rest.map(({ thread }) => thread))).toEqual(new Set([`under ${digest?.message}`]))
    expect(rest.length).toBe(Math.ceil((count - 5) / 12))
    const which = world
      .posted()
      .slice(1)
      .map((title) => title.replace(/^Papers? (.*) of .*$/, "$1"))
    expect(`Papers ${which.join(", ")}`).toContain(titles)
  })
})

describe("the list that is due", () => {
  test.each([
    ["day", "2026-11-24T08:00:00Z", "2026-11-23", "is yesterday's on a Tuesday morning"],
    ["day", "2026-11-23T08:00:00Z", "2026-11-20", "is Friday's on a Monday morning"],
    ["day", "2026-11-24T02:29:00Z", "2026-11-20", "is Friday's until Monday's has closed in New York"],
    ["day", "2026-11-24T02:30:00Z", "2026-11-23", "is Monday's from that minute on"],
    ["day", "2026-07-07T01:30:00Z", "2026-07-06", "closes an hour earlier by UTC in summer"],
    ["week", "2026-11-24T08:00:00Z", "2026-W47", "is last week's"],
    ["week", "2026-01-01T12:00:00Z", "2025-W52", "is of last year's numbering at New Year"],
    ["month", "2026-12-01T08:00:00Z", "2026-11", "is last month's"],
  ] as const)("of a %s at %s is %s: it %s", (list, due, key, _why) => {
    expect(dueList({ list }, Temporal.Instant.from(due)).key).toBe(key)
  })
})

describe("deliver now", () => {
  function schedulesOf(world: World, found = [aPaper({ title: "A landmark", source: "starter" })]) {
    const bot = world.start()
    const library = {
      ...world.library,
      list: (period: Parameters<World["library"]["list"]>[0]) => world.library.list(period),
      papers: async () => [],
      listedOn: async () => [],
      search: async () => ({
        hits: found.map((paper) => ({ paper, title: [], why: "" })),
        total: found.length,
        from: "store" as const,
      }),
    }
    const { stores, clock } = world
    const schedules = createSchedules({
      ...stores,
      library,
      clock,
      adapters: new Map([["web", world.chat]]),
      wake: bot.wake,
    })
    const now = async (options?: { readonly again?: boolean }) => {
      const outcome = await schedules.deliverNow(actor, options)
      await bot.idle()
      return outcome
    }
    return { bot, now }
  }

  /** Monday's list stands there since eight in the morning, a minute ago. */
  async function posted(given: Partial<Subscription> = {}) {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.subscriptions.save(aSubscription(given))
    const { now } = schedulesOf(world)
    await now()
    await world.clock.advance({ minutes: 1 })
    return { world, now }
  }

  const mondays = "2026-11-23"

  test("posts the newest settled list at once, and says what comes next", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.subscriptions.save(aSubscription())
    expect(await schedulesOf(world).now()).toMatchObject({
      kind: "planned",
      edition: expect.any(String),
      messages: 1,
      listKey: mondays,
      timeZone: "Europe/Berlin",
      next: { at: "2026-11-25T08:00:00Z", listKey: "2026-11-24" },
    })
    expect(world.posted()).toHaveLength(1)
  })

  test("for the second time posts nothing, and says where the same stands", async () => {
    const { world, now } = await posted()
    expect(await now()).toMatchObject({
      kind: "already-here",
      listKey: mondays,
      at: "2026-11-24T07:00:00Z",
      message: { place: "daily", message: world.chat.messages[0]?.message },
    })
    expect(world.posted()).toHaveLength(1)
  })

  test("finds what came at its own time as well", async () => {
    const world = await postOf()
    await world.clock.advance({ minutes: 5 })
    expect(await schedulesOf(world).now()).toMatchObject({ kind: "already-here", at: nineOnTuesday })
  })

  test("knows an edition again whose votes have changed its order", async () => {
    const { world, now } = await posted({ budget: 1 })
    const papers = listed(mondays)
      .papers.toReversed()
      .map((paper, index) => ({ ...paper, upvotes: 100 - index }))
    world.library.list = async (period) => listed(period.key, { papers })
    expect(await now()).toMatchObject({ kind: "already-here" })
  })

  test.each<[string, Partial<Subscription>]>([
    ["another filter", { filter: "has:code" }],
    ["another attention budget", { budget: 2 }],
    ["another form", { form: "messages" }],
  ])("posts it anew with %s", async (_, changed) => {
    const { world, now } = await posted()
    await world.stores.subscriptions.save(aSubscription(changed))
    expect(await now()).toMatchObject({ kind: "planned", listKey: mondays })
  })

  test("posts what a list has got since", async () => {
    const { world, now } = await posted()
    const papers = [...listed(mondays).papers, aPaper({ id: "2611.00004", title: "A late one" })]
    world.library.list = async (period) => listed(period.key, { papers })
    expect(await now()).toMatchObject({ kind: "planned" })
  })

  test("posts the next list", async () => {
    const { world, now } = await posted()
    await world.clock.advance({ hours: 24 })
    expect(await now()).toMatchObject({ kind: "planned", listKey: "2026-11-24" })
  })

  test("posts it once more when that is asked for", async () => {
    const { world, now } = await posted()
    expect(await now({ again: true })).toMatchObject({ kind: "planned" })
    expect(world.posted()).toHaveLength(2)
  })

  test("asked for by two at once posts it once", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.subscriptions.save(aSubscription())
    const { now } = schedulesOf(world)
    const first = now()
    await world.clock.advance({ milliseconds: 1 })
    await Promise.allSettled([first, now()])
    expect(world.posted()).toHaveLength(1)
  })

  test("leaves a schedule as it is that is changed while the list is read", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.subscriptions.save(aSubscription())
    const moved = { schedule: "0 12 * * *", nextRunAt: "2026-11-24T11:00:00Z" }
    const { list } = world.library
    world.library.list = async (period) => {
      await world.stores.subscriptions.save(aSubscription(moved))
      return list(period)
    }
    expect(await schedulesOf(world).now()).toMatchObject({ kind: "planned", listKey: mondays })
    expect(await world.stores.subscriptions.get("s1")).toMatchObject(moved)
    expect(world.posted()).toHaveLength(1)
  })

  test("at the minute at which the list is due posts it once, whoever reads it first", async () => {
    for (const first of ["hand", "schedule"]) {
      const world = await createWorld("2026-11-24T08:00:30Z")
      await world.stores.subscriptions.save(aSubscription())
      const { bot, now } = schedulesOf(world)
      const other = { hand: () => world.tick(bot), schedule: () => now().catch(() => undefined) }
      const { list } = world.library
      let reads = 0
      world.library.list = async (period) => {
        reads += 1
        // Between the reading of the list and the planning of it the other one does all of that.
        if (reads === 1) await (first === "hand" ? other.hand() : other.schedule())
        return list(period)
      }
      if (first === "hand") expect(await now()).toMatchObject({ kind: "already-here", listKey: mondays })
      else await world.tick(bot)
      expect(world.posted()).toHaveLength(1)
      expect((await world.stores.subscriptions.get("s1"))?.nextRunAt).toBe("2026-11-25T08:00:00Z")
    }
  })

  test("leaves the schedule alone, which does not bring the same list again", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.subscriptions.save(aSubscription())
    const { bot, now } = schedulesOf(world)
    await now()
    for (let hour = 0; hour < 26; hour++) {
      await world.clock.advance({ hours: 1 })
      await world.tick(bot)
    }
    expect(world.posted().map((title) => title.slice(-6))).toEqual(["Nov 23", "Nov 24"])
  })

  test("without a network posts the newest list that is stored", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.papers.save([aPaper()], "2026-11-18T12:00:00Z")
    await world.stores.lists.put(listed("2026-11-18", { papers: [aPaper()] }).list)
    await world.stores.subscriptions.save(aSubscription())
    world.library.list = async (period) =>
      period.key === "2026-11-18" ? listed(period.key) : { state: "unreachable", why: "the cable is out" }
    expect(await schedulesOf(world).now()).toMatchObject({ listKey: "2026-11-18" })
  })

  test("without a network posts the newest week that is stored where weeks are wished for", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.papers.save([aPaper()], "2026-11-18T12:00:00Z")
    await world.stores.lists.put(listed("2026-11-04", { papers: [aPaper()] }).list)
    await world.stores.subscriptions.save(aSubscription({ list: "week" }))
    world.library.list = async (period) =>
      period.key === "2026-W45" ? listed(period.key) : { state: "unreachable", why: "the cable is out" }
    expect(await schedulesOf(world).now()).toMatchObject({ listKey: "2026-W45" })
  })

  test("without any list posts landmark papers and says what they are", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    await world.stores.subscriptions.save(aSubscription())
    world.library.list = async () => ({ state: "unreachable", why: "the cable is out" })
    expect(await schedulesOf(world).now()).toMatchObject({ listKey: "starter" })
    expect(JSON.stringify(world.chat.messages[0]?.card)).toContain(words.editions.deliver.starter)
  })

  test("says why there is nothing to post", async () => {
    const world = await createWorld("2026-11-24T07:00:00Z")
    const { now } = schedulesOf(world, [])
    await expect(now()).rejects.toThrow(words.editions.deliver.noSubscription)
    await world.stores.subscriptions.save(aSubscription({ filter: "upvotes:>1000" }))
    await expect(now()).rejects.toMatchObject({ hint: words.editions.reason.noMatch(3, "upvotes:>1000") })
    world.library.list = async () => ({ state: "unreachable", why: "the cable is out" })
    await expect(now()).rejects.toMatchObject({ hint: words.editions.deliver.unreadable("the cable is out") })
    await expect(now()).rejects.toThrow(UserError)
  })
})

describe("a place's first subscription", () => {
  const place = { community: "web:local", place: "daily", timeZone: "Asia/Tokyo", createdBy: "paperboy" }

  test("posts every morning at nine in its own zone", async () => {
    const { stores, clock } = await createWorld(nineOnTuesday)
    const subscription = await ensureSubscription({ ...stores, clock }, place)
    expect(subscription).toMatchObject({ schedule: "0 9 * * *", nextRunAt: "2026-11-25T00:00:00Z" })
    expect(await stores.subscriptions.ofPlace("web:local", "daily")).toEqual([subscription])
  })

  test("is made once, and what an admin changed stays", async () => {
    const { stores, clock } = await createWorld(nineOnTuesday)
    const first = await ensureSubscription({ ...stores, clock }, place)
    await stores.subscriptions.save({ ...first, active: false, budget: 3 })
    expect(await ensureSubscription({ ...stores, clock }, place)).toMatchObject({ active: false, budget: 3 })
  })

  test.each(["Asia/Tokyo", "Asia/Bangkok", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"])(
    "brings every list of a year once in %s",
    async (timeZone) => {
      const lists: string[] = []
      let day = Temporal.ZonedDateTime.from(`2026-01-05T09:00[${timeZone}]`)
      for (; day.year < 2027; day = day.add({ days: 1 })) {
        const key = dueList({ list: "day" }, day.toInstant()).key
        if (!lists.includes(key)) lists.push(key)
      }
      const [first = "", last = ""] = [lists[0], lists.at(-1)]
      expect(lists).toEqual(weekdays(first, last))
    },
  )
})

function weekdays(from: string, to: string): readonly string[] {
  return daysOf({ from, to }).filter((day) => !isWeekend(day))
}
