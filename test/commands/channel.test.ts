import { describe, expect, test } from "vitest"
import { channel } from "../../commands/channel.ts"
import { whenInWords } from "../../src/cards/subscription-words.ts"
import { createSchedules } from "../../src/channels/schedules.ts"
import type { Paper } from "../../src/papers/index.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Subscription } from "../../src/vocabulary/delivery-stores.ts"
import type { SearchPage } from "../../src/vocabulary/search-request.ts"
import { words } from "../../src/words/words.ts"
import { aContext, anActor, aPaper } from "../builders.ts"
import { filledIn } from "../filled-in.ts"
import { aSubscription, createWorld } from "../src/editions/world.ts"
import { answer, ask, askTyped, buttons, type Given, read } from "./asking.ts"

const admin = { isAdmin: true, place: "daily" }
const monday = "2026-11-23T12:00:00Z"

/** A place on real stores, asked by lines. */
async function place(given?: Partial<Subscription>, missingPermissions: readonly string[] = []) {
  const world = await createWorld(monday)
  if (given) await world.stores.subscriptions.save(aSubscription(given))
  const schedules = createSchedules({
    ...world.stores,
    library: {
      ...world.library,
      list: (period) => world.library.list(period),
      search: async () => ({ hits: [], total: 0, from: "store" }),
      papers: async () => [],
      listedOn: async () => [],
    },
    adapters: new Map([["web", { ...world.chat, missingPermissions: async () => missingPermissions }]]),
    clock: world.clock,
    wake: () => undefined,
  })
  const context = { schedules, now: world.clock.now(), timeZone: "UTC" }
  return {
    ...world,
    form: async (actor = {}) => {
      const form = await channel.form?.({}, aContext({ ...context, actor: anActor({ ...admin, ...actor }) }))
      return form && filledIn(form)
    },
    save: (values: PackedArguments) => askTyped("channel", { ...values, do: "save" }, context, admin),
    ask: (line: string, actor = {}) => ask(line, context, { ...admin, ...actor }),
    answer: (line: string, actor = {}, given: Given = {}) =>
      answer(line, { ...context, ...given }, { ...admin, ...actor }),
    stored: async () => (await world.stores.subscriptions.ofPlace("web:local", "daily"))[0],
  }
}

const finds = (papers: readonly Paper[]): SearchPage => ({
  hits: papers.map((paper) => ({ paper, title: [], why: "" })),
  total: papers.length,
  from: "store",
})

const { rehearsal } = words.cards.channel

describe("channel", () => {
  test("of a newcomer offers what can be pressed", async () => {
    const { card } = await (await place()).ask("channel")
    expect(read(card)).toContain(words.commands.channel.nothing)
    expect(buttons(card)).toMatchObject({
      [words.commands.channel.everyMorning]: { calls: "channel", time: "09:00", days: "daily", do: "try" },
    })
  })

  test("offers nothing where nothing can be posted, as in a terminal", async () => {
    const text = await (await place()).answer("channel", { community: "terminal:here" })
    expect(text).toContain(words.channels.errors.noChannel)
  })

  test("rehearses a wish and saves nothing", async () => {
    const here = await place()
    const { card, later } = await here.ask("channel time:09:00 days:weekdays zone:berlin")
    expect(read(card)).toContain("Monday to Friday at 09:00, Europe/Berlin")
    expect(read(card)).toContain("Tue, Nov 24, 09:00: Daily Papers")
    expect(read((await later) ?? card)).toContain(rehearsal(7, words.cards.channel.posted(5, 15)))
    expect(read((await later) ?? card)).toContain(rehearsal(30, "21 posts"))
    expect(await here.stored()).toBeUndefined()
  })

  test("is saved by the button under its rehearsal", async () => {
    const here = await place()
    const { card } = await here.ask("channel time:7:30 days:mon,wed budget:3 votes:10 form:messages")
    expect(buttons(card).Save).toMatchObject({ do: "save", time: "7:30", votes: 10 })
    const saved = await here.answer("channel save time:7:30 days:mon,wed budget:3 votes:10 form:messages")
    expect(saved).toContain(words.commands.channel.saved)
    expect(await here.stored()).toMatchObject({
      schedule: "30 7 * * 1,3",
      filter: "upvotes:>=10",
      budget: 3,
      form: "messages",
      active: true,
      nextRunAt: "2026-11-25T07:30:00Z",
    })
  })

  test("changes what is named and keeps the rest", async () => {
    const here = await place({ filter: "diffusion", budget: 7 })
    await here.ask("channel save days:weekdays early:yes")
    expect(await here.stored()).toMatchObject({
      schedule: "0 9 * * 1-5",
      timeZone: "Europe/Berlin",
      filter: "diffusion",
      budget: 7,
      early: true,
    })
  })

  test("keeps what is due and waits for its list", async () => {
    const here = await place({ nextRunAt: "2026-11-23T08:00:00Z" })
    await here.ask("channel save budget:3")
    expect((await here.stored())?.nextRunAt).toBe("2026-11-23T08:00:00Z")
  })

  test("takes arXiv's announcements by category", async () => {
    const here = await place()
    const text = await here.answer("channel save arxiv:cs.LG,stat.ML")
    expect(text).toContain(words.cards.channel.arxivIn(words.cards.channel.lists.arxiv, "cs.LG, stat.ML"))
    expect(await here.stored()).toMatchObject({ list: "arxiv", categories: ["cs.LG", "stat.ML"] })
  })

  test("names what the bot lacks there", async () => {
    const here = await place(undefined, ["Embed Links (to show cards)"])
    expect(await here.answer("channel time:09:00")).toContain("Embed Links (to show cards)")
    expect(await here.answer("channel save time:09:00")).toContain(words.commands.channel.savedCannotPost)
  })

  test("off stops the posts and keeps the settings", async () => {
    const here = await place({ budget: 7 })
    expect(await here.answer("channel off")).toContain(words.commands.channel.stopped)
    expect(await here.stored()).toMatchObject({ active: false, budget: 7 })
    expect(await here.answer("channel off")).toContain(words.commands.channel.nothingToStop)
    await here.ask("channel save")
    expect(await here.stored()).toMatchObject({ active: true, nextRunAt: "2026-11-24T08:00:00Z" })
  })

  test("is shown to everybody and changed by admins", async () => {
    const here = await place({})
    expect(await here.answer("channel", { isAdmin: false })).toContain("every day at 09:00, Europe/Berlin")
    for (const line of ["channel budget:3", "channel off", "channel save"])
      expect(await here.answer(line, { isAdmin: false })).toContain(words.commands.channel.adminsOnly)
    expect((await here.stored())?.active).toBe(true)
  })

  test.each([
    ["channel time:25:00", "25:00", "09:00"],
    ["channel days:mondey", "mondey", "monday"],
    ["channel zone:Europe/Berlim", "Europe/Berlim", "Europe/Berlin"],
    ["channel zone:CST", "CST", "Europe/Berlin"],
    ['channel cron:"61 * * * *"', "61", "minute"],
    ['channel cron:"0 9 31 2 *"', "0 9 31 2 *", "day"],
    ['channel cron:"0 9 * * *" time:09:00', "cron", "time"],
    ["channel filter:upvotes:many", "many", ">50"],
    ["channel filter:auther:lecun", "auther", "author:lecun"],
    ["channel filter:here:voted", "here:", "upvotes"],
    ["channel arxiv:Machine", "Machine", "cs.LG"],
    ["channel budget:99", "99", "25"],
  ])("%s is refused with what is wrong and what works", async (line, wrong, works) => {
    const text = await (await place()).answer(line)
    expect(text).toContain(wrong)
    expect(text).toContain(works)
  })

  test("cannot be set up where nothing can be posted", async () => {
    const text = await (await place()).answer("channel time:09:00", { community: "nowhere:1" })
    expect(text).toContain(words.channels.errors.noChannel)
  })

  test("its lines for help all work", async () => {
    const here = await place()
    for (const line of channel.examples) expect((await here.ask(line)).failure).toBeUndefined()
  })

  test("rehearses from stored lists alone when nothing else answers", async () => {
    const here = await place()
    here.library.list = async () => ({ state: "unreachable", why: "the cable is out" })
    const { card, later } = await here.ask("channel time:09:00")
    const text = read((await later) ?? card)
    expect(text).toContain(words.commands.channel.listsMissing)
    expect(text).toContain(words.cards.channel.unreachable(7, "the cable is out"))
    expect(text).not.toContain(words.cards.channel.posted(0, 0))
  })

  test("says of a name in its filter that nobody has which ones are near", async () => {
    const near = [{ value: "Yann LeCun", label: "Yann LeCun", detail: "23 papers" }]
    const library = { search: async () => finds([]), suggest: async () => near }
    const here = await place()
    const text = await here.answer("channel time:9:00 filter:author:lecunn", {}, { library })
    expect(text).toContain("No paper here fits author:lecunn. Did you mean Yann LeCun (23 papers)?")
  })

  test("says of a name in its filter how papers write it", async () => {
    const library = { search: async () => finds([aPaper({ organization: "Deepmind" })]) }
    const here = await place()
    const line = String.raw`channel time:9:00 filter:"org:\"Google DeepMind\""`
    expect(await here.answer(line, {}, { library })).toContain(
      'org:"Google DeepMind" stands for Deepmind (1 paper).',
    )
    const written = await here.answer("channel time:9:00 filter:org:deepmind", {}, { library })
    expect(written).not.toContain("stands for")
  })

  test("of every day says on which days there are lists", async () => {
    const days = words.cards.channel.daysWithLists(["tue", "wed", "thu", "fri", "sat"])
    const here = await place()
    expect(await here.answer("channel time:09:00")).toContain(days)
    expect(await here.answer("channel time:09:00 days:tue,wed,thu,fri,sat")).not.toContain(days)
  })
})

describe("the form of channel", () => {
  test("of a newcomer says what nine o'clock every day would bring", async () => {
    expect(await (await place()).form()).toMatchObject({
      time: "09:00",
      days: "daily",
      zone: "UTC",
      budget: 5,
    })
  })

  test("is nothing for who may not change the settings", async () => {
    expect(await (await place()).form({ isAdmin: false })).toBeUndefined()
  })

  test.each<Partial<Subscription>>([
    {},
    { schedule: "5 17 * * 1-5", filter: 'upvotes:>=5 author:"Ada Okafor"', budget: 9, form: "messages" },
    { schedule: "0 0 * * 0,6", whenEmpty: "say", catchUpHours: 0 },
    { schedule: "30 8 * * 1,3", list: "week", early: true },
    { schedule: "0 9 * * 1-4", list: "trending" },
    { mention: "81384788765712384", publish: true },
    {
      form: "forum",
      tags: [
        { tag: "3D vision", filter: "cat:cs.CV" },
        { tag: "Agents", filter: "agent" },
      ],
    },
    { schedule: "0 */6 1 * *", list: "arxiv", categories: ["cs.LG", "stat.ML"] },
  ])("sent as it opens leaves everything as it was: %o", async (given) => {
    const here = await place(given)
    const before = await here.stored()
    const { nextRunAt, schedule, ...settings } = before ?? aSubscription()
    expect((await here.save((await here.form()) ?? {})).failure).toBeUndefined()
    const after = await here.stored()
    expect(after).toMatchObject(settings)
    expect(whenInWords(after ?? aSubscription())).toEqual(whenInWords(before ?? aSubscription()))
  })
})
