import { describe, expect, test } from "vitest"
import type { Announcements } from "../../../src/vocabulary/sources.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { createLibraryWorld } from "./world.ts"

const categories = ["cs.LG"]
const tuesday = "2026-11-24"
const paper = aPaper({ id: "2611.10002", source: "rss" })

/** A library whose arXiv serves what a test puts into `feed`. */
async function world(now: string) {
  const feed = { day: "2026-11-23", papers: [aPaper({ id: "2611.10001", source: "rss" })] }
  let asked = 0
  const announced = async (): Promise<Announcements> => {
    asked += 1
    return { day: feed.day, values: feed.papers, leftOut: [] }
  }
  const made = await createLibraryWorld({ now, arXiv: { announced } })
  return { ...made, feed, asked: () => asked, read: () => made.library.announced(categories, tuesday) }
}

describe("arXiv's announcements of a day", () => {
  test("are not taken from the feed of an earlier day, and are asked for again", async () => {
    const { feed, read, clock, stores } = await world("2026-11-24T05:30:00Z")
    expect(await read()).toMatchObject({
      state: "unreachable",
      why: words.library.notAnnouncedYet("cs.LG", tuesday),
    })
    expect(await stores.lists.get(`arxiv:cs.LG:${tuesday}`)).toBeUndefined()
    Object.assign(feed, { day: tuesday, papers: [paper] })
    await clock.advance({ minutes: 5 })
    expect(await read()).toMatchObject({ state: "listed", papers: [{ id: paper.id }] })
  })

  test("are not empty because the feed is still to be filled", async () => {
    const { feed, read } = await world("2026-11-24T05:30:00Z")
    Object.assign(feed, { day: tuesday, papers: [] })
    expect(await read()).toMatchObject({ state: "unreachable" })
    Object.assign(feed, { papers: [paper] })
    expect(await read()).toMatchObject({ state: "listed", papers: [{ id: paper.id }] })
  })

  test("stay open, and are read again, until their day is over", async () => {
    const { feed, read, clock, asked } = await world("2026-11-24T12:00:00Z")
    Object.assign(feed, { day: tuesday, papers: [paper] })
    expect(await read()).toMatchObject({ list: { closed: false } })
    await clock.advance({ minutes: 10 })
    await read()
    expect(asked()).toBe(1)
    Object.assign(feed, { papers: [paper, aPaper({ id: "2611.10003", source: "rss" })] })
    await clock.advance({ minutes: 10 })
    expect(await read()).toMatchObject({ papers: [{ id: paper.id }, { id: "2611.10003" }] })
  })

  test("are closed when they are read after the day is over", async () => {
    const { feed, library, asked } = await world("2026-11-28T15:00:00Z")
    Object.assign(feed, { day: "2026-11-27", papers: [paper] })
    const friday = () => library.announced(categories, "2026-11-27")
    expect(await friday()).toMatchObject({ list: { closed: true } })
    expect(await friday()).toMatchObject({ freshness: { from: "store" } })
    expect(asked()).toBe(1)
  })

  test("that were read once are given while arXiv is on another day", async () => {
    const { feed, read, clock } = await world("2026-11-24T12:00:00Z")
    Object.assign(feed, { day: tuesday, papers: [paper] })
    await read()
    await clock.advance({ hours: 48 })
    expect(await read()).toMatchObject({ state: "listed", papers: [{ id: paper.id }] })
  })

  test("of a past day that nobody read are gone", async () => {
    const { read, clock } = await world("2026-11-24T12:00:00Z")
    await clock.advance({ hours: 24 })
    expect(await read()).toMatchObject({
      state: "unreachable",
      why: words.library.newestAnnouncementsOnly(tuesday),
    })
  })
})
