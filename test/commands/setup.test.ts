import { describe, expect, test } from "vitest"
import type { Card } from "../../src/vocabulary/card.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Adapter } from "../../src/vocabulary/ports.ts"
import { words } from "../../src/words/words.ts"
import { anActor } from "../builders.ts"
import { aSubscription } from "../src/editions/world.ts"
import { read } from "./asking.ts"
import { actionsOf, button, menu, menusOf, openSetUp } from "./set-up-stage.ts"

const said = words.setup
const { buttons } = said

const chosen = (card: Card) => menusOf(card).map((select) => select.chosen)

describe("the panel of a channel without posts", () => {
  test("shows what Save would start: five messages every day at nine on the admin's clocks", async () => {
    const { call } = await openSetUp()
    const { card } = await call({})
    expect(chosen(card)).toEqual(["daily", "day", "messages", "daily", "09:00"])
    expect(read(card)).toContain(said.nothingYet)
    expect(read(card)).toContain("Europe/Berlin · 5 papers · quiet on empty days")
    expect(read(card)).toContain("Next posts: Tue, Nov 24, 09:00 · Wed, Nov 25, 09:00")
  })

  test("nothing is saved before Save, and then exactly what was shown", async () => {
    const { call, choose, press, stored } = await openSetUp()
    const { card: first } = await call({})
    const { card: weekdays } = await choose(menu(first, "days"), "weekdays")
    const { card: eight } = await choose(menu(weekdays, "time"), "08:00")
    expect(await stored()).toEqual([])
    const { card } = await press(button(eight, buttons.save))
    expect(read(card)).toContain(said.saved("daily"))
    expect(await stored()).toMatchObject([
      { schedule: "0 8 * * 1-5", form: "messages", budget: 5, timeZone: "Europe/Berlin", active: true },
    ])
  })

  test("Save pressed twice makes one post", async () => {
    const { call, press, stored } = await openSetUp()
    const { card } = await call({})
    await press(button(card, buttons.save))
    const again = await press(button(card, buttons.save))
    expect(read(again.card)).toContain(said.meanwhile)
    expect(await stored()).toHaveLength(1)
  })

  test("where permissions are missing it says which, before and after Save", async () => {
    const { call, press } = await openSetUp({ missing: ["Send Messages"] })
    const { card } = await call({})
    expect(read(card)).toContain(said.cannotPost("Send Messages"))
    const { card: saved } = await press(button(card, buttons.save))
    expect(read(saved)).toContain(said.savedCannotPost("daily"))
    expect(read(saved)).toContain("Send Messages")
  })
})

describe("a form", () => {
  test("More options opens with what is shown and changes the panel", async () => {
    const { call, form, send } = await openSetUp()
    const { card } = await call({})
    const more = await form(button(card, buttons.more).arguments)
    expect(more?.fields.map(({ name }) => name)).toEqual(["zone", "budget", "filter", "mention", "empty"])
    const { card: changed } = await send(more ?? fail(), { budget: "3", filter: "diffusion has:code" })
    expect(read(changed)).toContain("3 papers · only diffusion has:code")
  })

  test("what is emptied is empty again", async () => {
    const { call, form, send, stores } = await openSetUp()
    await stores.subscriptions.save(aSubscription({ filter: "diffusion", mention: "81384788765712384" }))
    const { card } = await call({})
    const more = await form(button(card, buttons.more).arguments)
    const { card: changed } = await send(more ?? fail(), { filter: "", mention: "" })
    expect(read(changed)).not.toContain("diffusion")
    expect(read(changed)).not.toContain(said.summary.notifies)
  })

  test("names every field that can't be taken, and opens again as it was filled in", async () => {
    const { call, form, send } = await openSetUp()
    const { card } = await call({})
    const more = await form(button(card, buttons.more).arguments)
    const typed = { zone: "Berlín/Mitte", filter: "has:banana", budget: "many" }
    const reply = await send(more ?? fail(), typed)
    expect(reply.failure).toBe("user")
    for (const label of [said.zone, said.filter, said.budget]) expect(read(reply.card)).toContain(label)
    const again = await form(button(reply.card, buttons.fix).arguments)
    expect(again).toEqual(reply.form)
    const values = Object.fromEntries(again?.fields.map(({ name, value }) => [name, value]) ?? [])
    expect(values).toMatchObject(typed)
    expect(again?.fields.filter(({ error }) => error).map(({ name }) => name)).toEqual([
      "zone",
      "budget",
      "filter",
    ])
    const { card: mended } = await send(again ?? fail(), { zone: "berlin", filter: "", budget: "7" })
    expect(read(mended)).toContain("Europe/Berlin · 7 papers")
  })

  test("Custom days and another time open one of their own", async () => {
    const { call, form, send, choose } = await openSetUp()
    const { card } = await call({})
    const days = menu(card, "days")
    const custom = await form({ ...days.call.arguments, days: "custom" })
    expect(custom?.fields).toMatchObject([
      { name: "days", value: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
    ])
    const { card: two } = await send(custom ?? fail(), { days: "mon,thu" })
    const other = await form({ ...menu(two, "time").call.arguments, time: "other" })
    const { card: late } = await send(other ?? fail(), { time: "17:45" })
    expect(chosen(late).slice(3)).toEqual(["mon,thu", "17:45"])
    expect(menu(late, "time")).toMatchObject({ options: { length: 25 } })
    const { card: hour } = await choose(menu(late, "time"), "10:00")
    expect(chosen(hour).slice(3)).toEqual(["mon,thu", "10:00"])
  })

  test("of everything offers common days in people's words, and keeps days of one's own", async () => {
    const { form, send, stored } = await openSetUp()
    const all = await form({})
    const days = all?.fields.find(({ name }) => name === "days")
    const { daily, weekdays } = said.dayGroups
    expect(days).toMatchObject({ kind: "choice", value: "daily" })
    const labels = days?.kind === "choice" ? days.options.map(({ label }) => label) : []
    expect(labels.slice(0, 3)).toEqual([daily, weekdays, said.everyDay(said.weekdays.mon)])
    await send(all ?? fail(), { days: "mon,thu", time: "07:00" })
    const [saved] = await stored()
    const again = await form({ sheet: "all", post: saved?.id ?? "" })
    const kept = again?.fields.find(({ name }) => name === "days")
    expect(kept).toMatchObject({ value: "mon,thu" })
    expect(kept?.kind === "choice" && kept.options[0]).toMatchObject({ value: "mon,thu" })
  })

  test("where there are no forms, says what to write instead", async () => {
    const { call, press } = await openSetUp()
    const { card } = await call({})
    expect(read((await press(button(card, buttons.more))).card)).toContain("channel time:08:30")
  })

  test("of everything is what opens where nothing is given, and saves", async () => {
    const { form, send, stored } = await openSetUp()
    const all = await form({})
    expect(all?.fields).toHaveLength(10)
    expect(read((await send(all ?? fail(), { days: "mon,tue", time: "07:00" })).card)).toContain(
      said.saved("daily"),
    )
    expect(await stored()).toMatchObject([{ schedule: "0 7 * * 1,2" }])
  })
})

describe("what a channel posts", () => {
  test("may be a search, written in a form of its own with its name", async () => {
    const { call, form, send, press, stored } = await openSetUp()
    const { card } = await call({})
    const sheet = await form({ ...menu(card, "list").call.arguments, list: "search" })
    expect(sheet?.fields.map(({ name }) => name)).toEqual(["search", "name"])
    const { card: named } = await send(sheet ?? fail(), { search: "diffusion has:code", name: "Images" })
    const chosenLabel = menu(named, "list")
    expect(chosenLabel).toMatchObject({ chosen: "search" })
    expect(JSON.stringify(chosenLabel)).toContain(said.lists.searchFor("Images"))
    await press(button(named, buttons.save))
    expect(await stored()).toMatchObject([
      { content: { kind: "query", text: "diffusion has:code", name: "Images" } },
    ])
  })

  test("is not a search that can't be read: the form opens again with the reason at its field", async () => {
    const { call, form, send } = await openSetUp()
    const { card } = await call({})
    const sheet = await form({ ...menu(card, "list").call.arguments, list: "search" })
    const { form: again, failure } = await send(sheet ?? fail(), { search: "has:banana", name: "Fruit" })
    expect(failure).toBe("user")
    expect(again?.fields).toMatchObject([
      { name: "search", value: "has:banana", error: expect.anything() },
      { name: "name", value: "Fruit" },
    ])
  })

  test("may be what suits its community, and a list again", async () => {
    const { call, choose, press, stored } = await openSetUp()
    const { card: best } = await choose(menu((await call({})).card, "list"), "recommended")
    expect(menu(best, "list")).toMatchObject({ chosen: "recommended" })
    await press(button(best, buttons.save))
    expect(await stored()).toMatchObject([{ content: { kind: "recommended" } }])
    const { card: week } = await choose(menu((await call({})).card, "list"), "week")
    await press(button(week, buttons.save))
    expect(await stored()).toMatchObject([{ content: { kind: "list" }, list: "week" }])
  })

  test("in the form of everything, a search goes with its choice alone", async () => {
    const { form, send, stored } = await openSetUp()
    const all = await form({})
    const refused = await send(all ?? fail(), { list: "search", search: "" })
    expect(refused.form?.fields.find(({ name }) => name === "search")).toHaveProperty("error")
    const other = await send(all ?? fail(), { list: "week", search: "diffusion" })
    expect(other.failure).toBe("user")
    expect(await stored()).toEqual([])
    await send(all ?? fail(), { list: "search", search: "diffusion" })
    expect(await stored()).toMatchObject([{ content: { kind: "query", text: "diffusion" } }])
  })
})

describe("several posts of a channel", () => {
  test("are listed, each to be edited, paused and removed", async () => {
    const { call, press, choose, stored } = await openSetUp()
    await press(button((await call({})).card, buttons.save))
    const { card: another } = await press(button((await call({})).card, buttons.another))
    const { card: weekly } = await choose(menu(another, "list"), "week")
    await press(button(weekly, buttons.save))
    expect((await stored()).map(({ list }) => list)).toEqual(["day", "week"])
    const { card } = await call({})
    expect(read(card)).toContain(said.posts)
    const removals = actionsOf(card).filter(({ label }) => label === buttons.remove)
    expect(removals).toHaveLength(2)
    await press(removals[1] ?? fail())
    expect((await stored()).map(({ list }) => list)).toEqual(["day"])
    expect(read((await press(removals[1] ?? fail())).card)).toContain(said.gone)
  })
})

describe("a pause", () => {
  test("ends on the day that was written, on the channel's clocks, and can be ended before", async () => {
    const { call, form, send, press, stored, stores } = await openSetUp()
    await stores.subscriptions.save(aSubscription({ timeZone: "Europe/Berlin" }))
    const pause = await form(button((await call({})).card, buttons.pause).arguments)
    const { card } = await send(pause ?? fail(), { until: "2027-01-04" })
    expect(read(card)).toContain(said.paused("Mon, Jan 4, 00:00"))
    expect(await stored()).toMatchObject([
      { pausedUntil: "2027-01-03T23:00:00Z", nextRunAt: "2027-01-04T08:00:00Z" },
    ])
    await press(button(card, buttons.resume))
    const [resumed] = await stored()
    expect(resumed).toMatchObject({ nextRunAt: "2026-11-24T08:00:00Z" })
    expect(resumed).not.toHaveProperty("pausedUntil")
  })

  test.each(["yesterday", "2020-01-01", "soon"])("until %s is refused at its field", async (until) => {
    const { call, form, send, stores } = await openSetUp()
    await stores.subscriptions.save(aSubscription())
    const pause = await form(button((await call({})).card, buttons.pause).arguments)
    const reply = await send(pause ?? fail(), { until })
    expect(reply.form?.fields).toMatchObject([{ name: "until", value: until, error: expect.anything() }])
  })
})

describe("another channel", () => {
  test("that has a post is shown as it is; else what was chosen goes along", async () => {
    const { call, choose, stores } = await openSetUp()
    await stores.subscriptions.save(aSubscription({ id: "web:local/other/1", place: "other", budget: 9 }))
    const { card } = await choose(menu((await call({})).card, "days"), "fri")
    const { card: other } = await choose(menu(card, "channel"), "other")
    expect(read(other)).toContain("9 papers")
    const { card: free } = await choose(menu(card, "channel"), "free")
    expect(chosen(free)).toEqual(["free", "day", "messages", "fri", "09:00"])
  })

  test("is set up by who may manage it, and by nobody else", async () => {
    const adapter = { mayManage: async ({ place }: { readonly place: string }) => place === "mine" }
    const { call, stored } = await openSetUp({ isAdmin: false, adapter })
    expect(read((await call({ do: "save" })).card)).toContain(words.commands.channel.adminsOnly)
    expect(read((await call({ do: "save", place: "theirs" })).card)).toContain(said.notYours)
    expect(read((await call({ do: "save", place: "mine" })).card)).toContain(said.saved("mine"))
    expect(await stored("theirs")).toEqual([])
  })
})

test("Publish stands where a channel can be followed, Tags where there are tags", async () => {
  const labels = async (kind: "text" | "announcement" | "forum") =>
    actionsOf((await (await openSetUp({ kind })).call({})).card).map(({ label }) => label)
  expect(await labels("text")).not.toEqual(expect.arrayContaining([buttons.publish, buttons.tags]))
  expect(await labels("announcement")).toContain(buttons.publish)
  expect(await labels("forum")).toContain(buttons.tags)
})

test("a forum gets posts, and what is moved into one or out of it becomes what the channel takes", async () => {
  const kinds = async ({ place }: { readonly place: string }) =>
    ({ name: place, kind: place === "forum" ? "forum" : "text" }) as const
  const { call, choose } = await openSetUp({ adapter: { describePlace: kinds } })
  const { card } = await call({})
  const { card: forum } = await choose(menu(card, "channel"), "forum")
  expect(chosen(forum).slice(0, 3)).toEqual(["forum", "day", "forum"])
  const { card: back } = await choose(menu(forum, "channel"), "papers")
  expect(chosen(back).slice(0, 3)).toEqual(["papers", "day", "messages"])
})

test("Preview shows the first paper of a real list, says what follows, and saves nothing", async () => {
  const { call, press, stored } = await openSetUp()
  const { card: panel } = await call({})
  const { card } = await press(button(panel, buttons.preview))
  expect(read(card)).toContain("Nothing is sent")
  const back = await press(button(card, buttons.change))
  expect(chosen(back.card)).toEqual(chosen(panel))
  expect(await stored()).toEqual([])
})

test.each(["author:lecunn", "-author:lecunn"])(
  "a preview says of a name in %s that nobody has which ones are near",
  async (filter) => {
    const near = [{ value: "Yann LeCun", label: "Yann LeCun", detail: "23 papers" }]
    const nothing = { hits: [], total: 0, from: "store" } as const
    const library = { search: async () => nothing, suggest: async () => near }
    const { call, press } = await openSetUp({ library })
    const { card: panel } = await call({ filter })
    const { card } = await press(button(panel, buttons.preview))
    expect(read(card)).toContain("No paper here fits author:lecunn. Did you mean Yann LeCun (23 papers)?")
  },
)

test("a preview is only looked at: nobody upvotes, discusses or saves a paper by accident", async () => {
  const { call, press } = await openSetUp()
  for (const form of ["messages", "digest"]) {
    const { card: panel } = await call({ form })
    const { card } = await press(button(panel, buttons.preview))
    const called = actionsOf(card).map(({ command }) => command)
    expect(called.filter((command) => command !== "setup" && command !== "details")).toEqual([])
    expect(read(card)).toContain(said.preview.verbs)
  }
})

describe("Send a test to me", () => {
  const aTest = async (tell?: Adapter["tell"]) => {
    const stage = await openSetUp(tell && { adapter: { tell } })
    const { card: panel } = await stage.call({ mention: "81384788765712384" })
    const { card: preview } = await stage.press(button(panel, buttons.preview))
    return { ...stage, preview }
  }

  test("sends the real post to who asks alone, calls nobody, and books nothing for the channel", async () => {
    const told: { readonly member: string; readonly card: Card }[] = []
    const stage = await aTest(async ({ member }, card) => void told.push({ member, card }))
    const { card } = await stage.press(button(stage.preview, buttons.test))
    expect(read(card)).toContain(said.test.sent(told.length))
    expect(told.map(({ member }) => member)).toEqual(told.map(() => anActor().member))
    const [header, paper] = told.map((one) => one.card)
    expect(header && read(header)).toContain(said.test.note("daily"))
    expect(header).not.toHaveProperty("mention")
    expect(paper?.paper).toBeDefined()
    expect(paper && actionsOf(paper).map(({ command }) => command)).toContain("upvote")
    expect(stage.chat.messages).toEqual([])
    expect(await stage.stored()).toEqual([])
    expect(await stage.stores.posts.since("web:local", "2020-01-01T00:00:00Z")).toEqual([])
  })

  test("goes on to Save what was tested", async () => {
    const stage = await aTest(async () => undefined)
    const { card } = await stage.press(button(stage.preview, buttons.test))
    await stage.press(button(card, buttons.saveSettings))
    expect(await stage.stored()).toMatchObject([{ mention: "81384788765712384" }])
  })

  test("says what to do where the admin takes no direct messages", async () => {
    const stage = await aTest(async () => {
      throw new PlatformError("web", "50007", "Cannot send messages to this user.")
    })
    const { card, failure } = await stage.press(button(stage.preview, buttons.test))
    expect(failure).toBe("user")
    expect(read(card)).toContain(said.test.failed)
  })

  test("is not offered where there is no way to tell one member", async () => {
    const { preview } = await aTest()
    expect(actionsOf(preview).map(({ label }) => label)).not.toContain(buttons.test)
  })
})

function fail(): never {
  throw new Error("not there")
}
