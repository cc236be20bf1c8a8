import { describe, expect, test } from "vitest"
import { periodOf, periodOfKey } from "../../../src/papers/index.ts"
import { PlatformError } from "../../../src/vocabulary/errors.ts"
import type { HuggingFace, ListAnswer } from "../../../src/vocabulary/sources.ts"
import { aPaper } from "../../builders.ts"
import { settled } from "../../clock.ts"
import { aList, answer, createLibraryWorld, deferred } from "./world.ts"

// The afternoon of Tuesday 24 November 2026, while that day's list is open in New York.
const today = periodOf("day", "2026-11-24")
const monday = periodOf("day", "2026-11-23")

/** A site that counts what it is asked. */
function site(answers: (key: string) => ListAnswer | Promise<ListAnswer>) {
  const asked: string[] = []
  const list: HuggingFace["list"] = async ({ key }) => {
    asked.push(key)
    return answers(key)
  }
  return { asked, list }
}

describe("a day's list", () => {
  test("that is not stored is asked for, kept, and searched from then on", async () => {
    const { list } = site((key) => answer(key, [aPaper({ title: "Whales that sing" })]))
    const { library, stores } = await createLibraryWorld({ huggingFace: { list } })
    expect(await library.list(monday)).toMatchObject({ state: "listed", freshness: { from: "network" } })
    expect(await stores.lists.get(monday.key)).toMatchObject({ closed: true })
    await settled()
    const found = await library.search({ text: "whales", offset: 0, limit: 5 })
    expect(found.hits.map(({ paper }) => paper.title)).toEqual(["Whales that sing"])
  })

  test("that is closed and settled is not asked for again", async () => {
    const { asked, list } = site(answer)
    const lists = [aList(monday.key, [], { readAt: "2026-11-24T14:00:00Z" })]
    const { library } = await createLibraryWorld({ huggingFace: { list }, lists })
    expect(await library.list(monday)).toMatchObject({ state: "listed", freshness: { from: "store" } })
    expect(asked).toEqual([])
  })

  test.each([
    ["is current for a few minutes", "2026-11-24T14:56:00Z", "store"],
    ["is asked for again after that", "2026-11-24T14:54:00Z", "network"],
    ["read in the future is not trusted", "2026-11-24T15:30:00Z", "network"],
  ])("that is open %s", async (_title, readAt, from) => {
    const { list } = site((key) => answer(key, [aPaper()], { closed: false }))
    const lists = [aList(today.key, [], { closed: false, readAt })]
    const { library } = await createLibraryWorld({ huggingFace: { list }, lists })
    expect(await library.list(today)).toMatchObject({ freshness: { from } })
  })

  test.each([
    ["a day", "2026-11-25T03:00:00Z"],
    ["a week", "2026-12-01T03:00:00Z"],
  ])("answers at once and has its votes read again %s after it closed", async (_span, now) => {
    const { asked, list } = site((key) => answer(key, [aPaper({ upvotes: 99 })], { readAt: now }))
    const lists = [aList(monday.key, [aPaper()], { readAt: "2026-11-24T03:00:00Z" })]
    const { library, stores } = await createLibraryWorld({
      now,
      huggingFace: { list },
      lists,
      papers: [aPaper()],
    })
    expect(await library.list(monday)).toMatchObject({ freshness: { from: "store" } })
    await settled()
    expect(asked).toEqual([monday.key])
    expect((await stores.lists.get(monday.key))?.entries[0]?.upvotes).toBe(99)
  })

  test("of tomorrow is not open, and says when it will be", async () => {
    const { library } = await createLibraryWorld()
    const tomorrow = periodOf("day", "2026-11-25")
    expect(await library.list(tomorrow)).toEqual({ state: "not-open", opensAt: "2026-11-25T02:30:00Z" })
  })

  test("of a weekend is none, with the network and without", async () => {
    const sunday = periodOf("day", "2026-11-22")
    const { asked, list } = site(() => ({ state: "weekend" }))
    const { library } = await createLibraryWorld({ huggingFace: { list } })
    expect(await library.list(sunday)).toEqual({ state: "weekend" })
    expect(await library.list(sunday)).toEqual({ state: "weekend" })
    expect(asked).toEqual([sunday.key])
    const { library: offline } = await createLibraryWorld()
    expect(await offline.list(sunday)).toEqual({ state: "weekend" })
  })

  test("that is neither stored nor reachable says so, and which is the newest here", async () => {
    const { library } = await createLibraryWorld({ lists: [aList("2026-11-19")], papers: [aPaper()] })
    expect(await library.list(monday)).toEqual({
      state: "unreachable",
      why: "huggingface.co cannot be reached",
      newest: "2026-11-19",
    })
  })

  test("that is refused is answered from the store", async () => {
    const list = async () => {
      throw new PlatformError("huggingface", "429", "too many requests")
    }
    const lists = [aList(today.key, [], { closed: false, readAt: "2026-11-24T09:00:00Z" })]
    const { library } = await createLibraryWorld({ huggingFace: { list }, lists })
    expect(await library.list(today)).toMatchObject({
      freshness: { from: "store", unreachable: "huggingface.co" },
    })
  })

  test("from before the first one is refused in words", async () => {
    const { library } = await createLibraryWorld()
    await expect(library.list(periodOf("day", "2020-01-01"))).rejects.toThrow("no list for 2020-01-01")
  })
})

describe("a slow site", () => {
  test("holds up no answer that the store can give, and its own is kept when it comes", async () => {
    const late = deferred<ListAnswer>()
    const { list } = site(() => late.promise)
    const lists = [aList(today.key, [], { closed: false, readAt: "2026-11-24T09:00:00Z" })]
    const { library, clock, stores } = await createLibraryWorld({ huggingFace: { list }, lists })
    const asking = library.list(today)
    await clock.advance({ milliseconds: 2_500 })
    expect(await asking).toMatchObject({ freshness: { from: "store", unreachable: "huggingface.co" } })
    late.resolve(answer(today.key, [aPaper()], { closed: false }))
    await settled()
    expect((await stores.lists.get(today.key))?.entries).toHaveLength(1)
  })

  test("is not waited for again right after", async () => {
    const { list } = site(() => deferred<ListAnswer>().promise)
    const lists = [aList(today.key, [], { closed: false, readAt: "2026-11-24T09:00:00Z" })]
    const { library, clock } = await createLibraryWorld({ huggingFace: { list }, lists })
    const first = library.list(today)
    await clock.advance({ seconds: 3 })
    await first
    expect(await library.list(today)).toMatchObject({ freshness: { from: "store" } })
  })

  test("is waited for longer where nothing is stored", async () => {
    const late = deferred<ListAnswer>()
    const { list } = site(() => late.promise)
    const { library, clock } = await createLibraryWorld({ huggingFace: { list } })
    const asking = library.list(today)
    await clock.advance({ seconds: 6 })
    late.resolve(answer(today.key))
    expect(await asking).toMatchObject({ state: "listed", freshness: { from: "network" } })
  })

  test("is asked once by many who ask at the same time", async () => {
    const late = deferred<ListAnswer>()
    const { asked, list } = site(() => late.promise)
    const { library } = await createLibraryWorld({ huggingFace: { list } })
    const asking = Array.from({ length: 20 }, () => library.list(today))
    await settled()
    late.resolve(answer(today.key))
    expect((await Promise.all(asking)).map(({ state }) => state)).toEqual(Array(20).fill("listed"))
    expect(asked).toEqual([today.key])
  })
})

test("a week that nobody has listed anything in yet is empty, again and again", async () => {
  const week = periodOfKey("2026-W48") ?? today
  const { list } = site((key) => answer(key, [], { closed: false }))
  const { library } = await createLibraryWorld({ huggingFace: { list } })
  for (const _ of [1, 2, 3]) expect(await library.list(week)).toMatchObject({ state: "listed", papers: [] })
})

describe("without a network", () => {
  const best = aPaper({ id: "2611.00001", title: "Best", upvotes: 50 })
  const other = aPaper({ id: "2611.00002", title: "Other", upvotes: 5 })

  test("a week is made of its stored days, each paper once, the most upvoted first", async () => {
    const lists = [aList("2026-11-16", [other]), aList("2026-11-17", [best, other])]
    const { library } = await createLibraryWorld({ lists, papers: [best, other] })
    const week = await library.list(periodOfKey("2026-W47") ?? today)
    expect(week).toMatchObject({ state: "listed", freshness: { unreachable: "huggingface.co" } })
    expect(week.state === "listed" && week.papers.map(({ title }) => title)).toEqual(["Best", "Other"])
    expect(week.state === "listed" && week.list.closed).toBe(false)
  })

  test("what was trending is still told, with when it was read", async () => {
    const lists = [aList("trending", [best], { readAt: "2026-11-23T10:00:00Z" })]
    const { library } = await createLibraryWorld({ lists, papers: [best] })
    expect(await library.trending()).toMatchObject({
      state: "listed",
      freshness: { from: "store", unreachable: "huggingface.co", readAt: "2026-11-23T10:00:00Z" },
    })
  })

  test("what is trending is unknown where it was never read", async () => {
    const { library } = await createLibraryWorld()
    expect(await library.trending()).toMatchObject({ state: "unreachable" })
  })
})
