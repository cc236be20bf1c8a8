import { describe, expect, test } from "vitest"
import { longestNote } from "../../src/vocabulary/readers.ts"
import { words } from "../../src/words/words.ts"
import { filledIn } from "../filled-in.ts"
import { read } from "./asking.ts"
import { actionsOf, ada, adaOnSlack, ben, papers, readersWorld } from "./readers-world.ts"

const sayings = words.readers
const [weather, attention, birdsong] = papers.map(({ id }) => id) as [string, string, string]
const labels = (card: Parameters<typeof actionsOf>[0]) => actionsOf(card).map(({ label }) => label)

describe("save", () => {
  test("saves a paper to read, says so, and offers what comes next", async () => {
    const { say } = await readersWorld()
    const { card, visibility } = await say(ada, `save ${weather}`)
    expect(visibility).toBe("private")
    expect(read(card)).toContain(sayings.save.saved)
    expect(labels(card)).toEqual([sayings.buttons.undo, sayings.buttons.addNote, sayings.buttons.markRead])
  })

  test("pressed again says that it is saved, and changes nothing", async () => {
    const { say, saved, clock } = await readersWorld()
    await say(ada, `save ${weather} tag:video note:"for Monday"`)
    const before = await saved.all(ada)
    clock.set("2026-11-25T15:00:00Z")
    const { card } = await say(ada, `save ${weather}`)
    expect(read(card)).toContain(sayings.save.already)
    expect(read(card)).toContain("for Monday")
    expect(labels(card)).toEqual([sayings.buttons.undo, sayings.buttons.editNote, sayings.buttons.markRead])
    expect(await saved.all(ada)).toEqual(before)
  })

  test("Undo unsaves, and Undo of that brings note and tags back", async () => {
    const { say, press, saved } = await readersWorld()
    const first = await say(ada, `save ${weather} tag:video note:"for Monday"`)
    const removed = await press(ada, first, sayings.buttons.undo)
    expect(read(removed.card)).toContain(sayings.save.removed)
    expect(read(removed.card)).toContain(sayings.save.restorable)
    expect(await saved.all(ada)).toEqual([])
    await press(ada, removed, sayings.buttons.undo)
    expect(await saved.all(ada)).toMatchObject([{ paper: weather, note: "for Monday", tags: ["video"] }])
  })

  test("tags are added as people write them, each once", async () => {
    const { say, saved } = await readersWorld()
    await say(ada, `save ${weather} tag:"#Video, To Try"`)
    await say(ada, `save ${weather} tag:video,climate`)
    expect(await saved.all(ada)).toMatchObject([{ tags: ["video", "to-try", "climate"] }])
  })

  test.each([
    [
      `save ${weather} note:"${"x".repeat(longestNote + 1)}"`,
      sayings.tooLong.note(longestNote + 1, longestNote),
    ],
    [`save ${weather} tag:a,b,c,d,e,f,g,h,i`, sayings.tooLong.tags(9, 8)],
    [`save ${weather} tag:${"y".repeat(41)}`, sayings.tooLong.tag("y".repeat(41), 40)],
    ["save quantum bananas", words.cards.whichPaper.noSuchTitle("quantum bananas")],
    ["save", words.cards.whichPaper.ask],
    [`save ${weather} --undo`, sayings.save.notSaved],
  ])("%s is answered with what to do", async (line, what) => {
    const { say, saved } = await readersWorld()
    expect(read((await say(ada, line)).card)).toContain(what)
    expect(await saved.all(ada)).toEqual([])
  })
})

describe("read", () => {
  test("marks a saved paper, and back", async () => {
    const { say, press, saved } = await readersWorld()
    const marked = await press(ada, await say(ada, `save ${weather}`), sayings.buttons.markRead)
    expect(read(marked.card)).toContain(sayings.read.marked.read)
    expect(await saved.all(ada)).toMatchObject([{ state: "read" }])
    await press(ada, marked, sayings.buttons.undo)
    expect(await saved.all(ada)).toMatchObject([{ state: "later" }])
  })

  test("of a paper that was not saved is taken back whole", async () => {
    const { say, press, saved } = await readersWorld()
    await press(ada, await say(ada, `read ${weather} state:dropped`), sayings.buttons.undo)
    expect(await saved.all(ada)).toEqual([])
  })
})

describe("note", () => {
  test("is written after the paper, and shown when nothing is written", async () => {
    const { say } = await readersWorld()
    expect(read((await say(ada, `note ${weather}`)).card)).toContain(sayings.note.none)
    await say(ada, `note ${weather} Compare: with Mamba`)
    const { card } = await say(ada, `note ${weather}`)
    expect(read(card)).toContain(sayings.note.yours)
    expect(read(card)).toContain("Compare: with Mamba")
  })

  test("in a paper's thread needs no name", async () => {
    const { say, saved, stores } = await readersWorld()
    const thread = { community: ada.community, place: "general", thread: "t1", paper: birdsong }
    await stores.threads.add({ ...thread, openedBy: "1", at: "2026-11-24T12:00:00Z", replies: 0 })
    await say({ ...ada, thread: "t1" }, "note Try this on the small model")
    expect(await saved.all(ada)).toMatchObject([{ paper: birdsong, note: "Try this on the small model" }])
  })

  test("the form shows what is there, and what is emptied is deleted", async () => {
    const { say, call, form, saved } = await readersWorld()
    await say(ada, `save ${weather} tag:video note:"for Monday"`)
    const filled = await form(ada, "note", { paper: weather })
    if (filled === undefined) throw new Error("no form")
    expect(filledIn(filled)).toEqual({ paper: weather, replace: true, text: "for Monday", tags: "video" })
    await call(ada, "note", { ...filledIn(filled), text: "for Tuesday", tags: "video, climate" })
    expect(await saved.all(ada)).toMatchObject([{ note: "for Tuesday", tags: ["video", "climate"] }])
    await call(ada, "note", { ...filledIn(filled), text: "", tags: "" })
    expect((await saved.all(ada))[0]).not.toHaveProperty("note")
    expect(await saved.all(ada)).toMatchObject([{ tags: [] }])
  })
})

describe("saved", () => {
  async function threeSaved() {
    const world = await readersWorld()
    await world.say(ada, `save ${weather} tag:video note:"for Monday"`)
    world.clock.set("2026-11-25T15:00:00Z")
    await world.say(ada, `save ${attention} tag:video`)
    await world.say(ada, `read ${birdsong}`)
    return world
  }

  test("shows what is to be read, newest first, with notes, tags and Mark as read", async () => {
    const { say } = await threeSaved()
    const { card } = await say(ada, "saved")
    const shown = read(card)
    expect(shown).toContain(sayings.saved.title([sayings.states.later], 2))
    expect(shown).toMatch(/Sparse Attention[\s\S]*Weather on a Sphere[\s\S]*for Monday/)
    expect(shown).toContain("#video")
    expect(shown).toContain(sayings.saved.savedOn(sayings.saved.yesterday))
    expect(shown).not.toContain("Birdsong")
    expect(labels(card)).toContain(sayings.buttons.markRead)
    expect(labels(card)).toContain(sayings.saved.filter(sayings.states.read, 1))
  })

  test.each([
    ["saved state:read", ["Birdsong"], ["Sparse", "Weather"]],
    ["saved state:all", ["Birdsong", "Sparse", "Weather"], []],
    ["saved tag:#Video", ["Sparse", "Weather"], ["Birdsong"]],
    ["saved birdsong", ["Birdsong"], ["Sparse", "Weather"]],
    ["saved monday", ["Weather"], ["Birdsong", "Sparse"]],
  ])("%s", async (line, present, absent) => {
    const { say } = await threeSaved()
    const shown = read((await say(ada, line)).card)
    for (const title of present) expect(shown).toContain(title)
    for (const title of absent) expect(shown).not.toContain(title)
  })

  test("pages, and a page that is gone shows the last", async () => {
    const { say, press } = await threeSaved()
    const first = await say(ada, "saved limit:1")
    expect(read(first.card)).toContain(words.cards.list.page(1, 2))
    const second = await press(ada, first, words.cards.list.next)
    expect(read(second.card)).toContain("Weather")
    await say(ada, `read ${weather}`)
    expect(read((await press(ada, first, words.cards.list.next)).card)).toContain("Sparse")
  })

  test("empty says what to press: for nobody's, everything read, no match", async () => {
    const { say } = await threeSaved()
    expect(read((await say(ben, "saved")).card)).toContain(sayings.saved.none)
    expect(read((await say(ada, "saved tag:nothing")).card)).toContain(sayings.saved.noneFit)
    expect(read((await say(ada, "saved zebra")).card)).toContain(sayings.saved.noneFit)
  })

  test("is the same person's in every community of a platform with accounts, and no other's", async () => {
    const { say } = await threeSaved()
    expect(read((await say({ ...ada, community: "discord:2" }, "saved")).card)).toContain("Sparse")
    expect(read((await say(adaOnSlack, "saved")).card)).toContain(sayings.saved.none)
  })
})

describe("a bookmark reaction", () => {
  const post = { community: ada.community, place: "papers", message: "m1" }
  async function posted() {
    const world = await readersWorld()
    await world.stores.posts.add({ ...post, paper: weather, kind: "post", at: "2026-11-24T12:00:00Z" })
    return world
  }

  test("saves, and taken off unsaves, for who reacted alone", async () => {
    const { bot, saved } = await posted()
    await bot.bookmarked(ada, post, true)
    expect(await saved.all(ada)).toMatchObject([{ paper: weather, state: "later" }])
    expect(await saved.all(ben)).toEqual([])
    await bot.bookmarked(ben, post, false)
    await bot.bookmarked(ada, post, false)
    expect(await saved.all(ada)).toEqual([])
  })

  test("taken off leaves what has a note by now, or was saved by button", async () => {
    const { bot, saved, say } = await posted()
    await bot.bookmarked(ada, post, true)
    await say(ada, `note ${weather} Keep this`)
    await bot.bookmarked(ada, post, false)
    expect(await saved.all(ada)).toHaveLength(1)
    await say(ben, `save ${weather}`)
    await bot.bookmarked(ben, post, true)
    await bot.bookmarked(ben, post, false)
    expect(await saved.all(ben)).toHaveLength(1)
  })

  test("on anything but a post does nothing", async () => {
    const { bot, saved } = await posted()
    await bot.bookmarked(ada, { ...post, message: "m2" }, true)
    await bot.bookmarked({ ...ada, community: "discord:2" }, post, true)
    expect(await saved.all(ada)).toEqual([])
  })
})
