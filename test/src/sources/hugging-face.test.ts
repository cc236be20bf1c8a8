import { readFileSync } from "node:fs"
import { afterEach, describe, expect, it } from "vitest"
import { createHuggingFace } from "../../../src/sources/hugging-face.ts"
import { missing, shared } from "../../needs.ts"
import { type Answer, type LocalServer, quickClock, serve, testHttp } from "./world.ts"

let server: LocalServer | undefined
afterEach(() => server?.close())

async function site(answer: (path: string) => Answer, now = "2025-10-27T12:00:00Z") {
  server = await serve(({ url = "" }) => answer(url))
  const clock = quickClock(now)
  const source = createHuggingFace({ baseUrl: server.url, http: testHttp(server.host, { clock }) })
  return { source, clock, ...server }
}

const row = (id: string, more: object = {}) => ({
  paper: { id, title: `Paper ${id}`, summary: "About it.", authors: [{ name: "Ada" }], upvotes: 3, ...more },
  numComments: 2,
})
const rows = (...ids: readonly string[]): Answer => ({ body: JSON.stringify(ids.map((id) => row(id))) })
const day = (key: string) => ({ kind: "day", key }) as const

describe("a day's list", () => {
  it("holds the papers in the order of the site, with the counts of that moment", async () => {
    const { source, asked } = await site(() => rows("2510.00002", "2510.00001"))
    expect(await source.list(day("2025-10-27"))).toMatchObject({
      state: "listed",
      list: {
        key: "2025-10-27",
        entries: [
          { paper: "2510.00002", upvotes: 3, comments: 2 },
          { paper: "2510.00001", upvotes: 3, comments: 2 },
        ],
        closed: false,
        readAt: "2025-10-27T12:00:00Z",
        source: "huggingface",
      },
      papers: [{ id: "2510.00002" }, { id: "2510.00001" }],
    })
    expect(asked()).toEqual(["/api/daily_papers?date=2025-10-27&limit=100"])
  })
  it("follows the pages to the last, and lists a paper that moved between them once", async () => {
    const { source, asked } = await site((path) => {
      if (path.includes("p=2")) return rows("2510.00004")
      const next = path.includes("p=1") ? "p=2" : "p=1"
      const page = path.includes("p=1") ? rows("2510.00002", "2510.00003") : rows("2510.00001", "2510.00002")
      return { ...page, headers: { link: `</api/daily_papers?date=2025-10-27&${next}>; rel="next"` } }
    })
    const answer = await source.list(day("2025-10-27"))
    expect(answer.state === "listed" && answer.papers.map(({ id }) => id)).toEqual([
      "2510.00001",
      "2510.00002",
      "2510.00003",
      "2510.00004",
    ])
    expect(asked()).toHaveLength(3)
  })
  it("never follows a page to another host", async () => {
    const { source } = await site(() => ({
      body: "[]",
      headers: { link: '<http://169.254.169.254/>; rel="next"' },
    }))
    await expect(source.list(day("2025-10-27"))).rejects.toMatchObject({ code: "led-elsewhere" })
  })
  it("does not turn pages for ever", async () => {
    const { source } = await site(() => ({
      body: "[]",
      headers: { link: '</api/daily_papers>; rel="next"' },
    }))
    await expect(source.list(day("2025-10-27"))).rejects.toMatchObject({ code: "endless" })
  })
  it("that is not open yet says when it opens", async () => {
    const { source } = await site(() => ({ status: 400, body: '{"error":"Invalid date"}' }))
    expect(await source.list(day("2025-10-29"))).toEqual({
      state: "not-open",
      opensAt: "2025-10-29T01:30:00Z",
    })
  })
  it("of a weekend is empty and stays so", async () => {
    const { source } = await site(() => ({ body: "[]" }))
    expect(await source.list(day("2025-10-25"))).toEqual({ state: "weekend" })
  })
  it("of a holiday is a list without papers", async () => {
    const { source } = await site(() => ({ body: "[]" }))
    expect(await source.list(day("2025-10-24"))).toMatchObject({
      state: "listed",
      papers: [],
      list: { closed: true },
    })
  })
  it("from before the first list is empty", async () => {
    const { source } = await site(() => ({ status: 400 }))
    expect(await source.list(day("2023-05-03"))).toMatchObject({ state: "listed", papers: [] })
  })
  it("that the site refuses though it is open is a failure", async () => {
    const { source } = await site(() => ({ status: 400 }))
    await expect(source.list(day("2025-10-20"))).rejects.toMatchObject({
      name: "PlatformError",
      code: "http-400",
    })
  })
  it("of a site that is down is neither: it is a failure", async () => {
    const { source } = await site(() => ({ status: 502 }))
    await expect(source.list(day("2025-10-25"))).rejects.toMatchObject({
      name: "PlatformError",
      code: "unavailable",
    })
  })
  it("of an answer that is no list is a failure", async () => {
    const { source } = await site(() => ({ body: "<html>maintenance</html>" }))
    await expect(source.list(day("2025-10-27"))).rejects.toMatchObject({ code: "unexpected-answer" })
  })
  it("is open until 21:30 in New York, and closed from then", async () => {
    const before = await site(() => rows("2510.00001"), "2025-10-28T01:29:59Z")
    expect(await before.source.list(day("2025-10-27"))).toMatchObject({ list: { closed: false } })
    await before.close()
    const after = await site(() => rows("2510.00001"), "2025-10-28T01:30:00Z")
    expect(await after.source.list(day("2025-10-27"))).toMatchObject({ list: { closed: true } })
  })
  it("keeps its good rows when one is bad, and names that one", async () => {
    const body = JSON.stringify([row("2510.00001"), row("2510.00002", { title: null }), row("2510.00003")])
    const { source } = await site(() => ({ body }))
    const answer = await source.list(day("2025-10-27"))
    expect(answer).toMatchObject({ papers: [{ id: "2510.00001" }, { id: "2510.00003" }] })
    expect(answer.state === "listed" && answer.leftOut).toMatchObject([
      { where: expect.stringContaining("2510.00002") },
    ])
  })
})

describe("longer lists", () => {
  it("a week and a month are asked for by their keys", async () => {
    const { source, asked } = await site(() => rows("2510.00001"))
    await source.list({ kind: "week", key: "2025-W44" })
    await source.list({ kind: "month", key: "2025-10" })
    expect(asked()).toEqual([
      "/api/daily_papers?week=2025-W44&limit=100",
      "/api/daily_papers?month=2025-10&limit=100",
    ])
  })
  it("a month is closed with its last day", async () => {
    const { source } = await site(() => rows("2509.00001"))
    expect(await source.list({ kind: "month", key: "2025-09" })).toMatchObject({ list: { closed: true } })
    expect(await source.list({ kind: "month", key: "2025-10" })).toMatchObject({ list: { closed: false } })
  })
  it("what is trending is one page", async () => {
    const { source, asked } = await site(() => rows("2510.00001"))
    expect(await source.trending()).toMatchObject({ list: { key: "trending", closed: false }, papers: [{}] })
    expect(asked()).toEqual(["/api/daily_papers?sort=trending&limit=100"])
  })
})

describe("search", () => {
  it("asks within the limits of the site", async () => {
    const { source, asked } = await site(() => rows("2510.00001"))
    expect((await source.search("sparse & attention", 500)).values).toHaveLength(1)
    await source.search("ä".repeat(300), 0)
    expect(asked()[0]).toBe("/api/papers/search?q=sparse+%26+attention&limit=120")
    expect(asked()[1]).toBe(`/api/papers/search?q=${"%C3%A4".repeat(250)}&limit=1`)
  })
  it("asks nothing for no words", async () => {
    const { source, asked } = await site(() => rows())
    expect(await source.search("  ", 10)).toEqual({ values: [], leftOut: [] })
    expect(asked()).toEqual([])
  })
})

describe("one paper", () => {
  it("is found by any form of its identifier", async () => {
    const flat = { id: "2401.12345", title: "Found", summary: "", authors: [], upvotes: 1 }
    const { source, asked } = await site(() => ({ body: JSON.stringify(flat) }))
    expect(await source.paper("arXiv:2401.12345v2")).toMatchObject({ id: "2401.12345", title: "Found" })
    expect(asked()).toEqual(["/api/papers/2401.12345"])
  })
  it("that is not indexed there is unknown, not an error", async () => {
    const { source } = await site(() => ({ status: 404, body: '{"error":"Paper not found"}' }))
    expect(await source.paper("2401.12345")).toBeUndefined()
  })
  it("with an identifier of the old style is not asked for", async () => {
    const { source, asked } = await site(() => ({}))
    expect(await source.paper("hep-th/9901001")).toBeUndefined()
    expect(await source.paper("../admin")).toBeUndefined()
    expect(asked()).toEqual([])
  })
  it("brings its models, datasets and spaces", async () => {
    const body = JSON.stringify({
      models: [{ id: "org/m", likes: 5 }],
      datasets: [{ id: "org/d" }],
      spaces: null,
    })
    const { source } = await site(() => ({ body }))
    expect(await source.linked("2401.12345")).toEqual({
      models: [{ id: "org/m", url: "https://huggingface.co/org/m", likes: 5 }],
      datasets: [{ id: "org/d", url: "https://huggingface.co/datasets/org/d" }],
      spaces: [],
    })
  })
})

const recorded = shared("data/huggingface/raw/2025-10-27.json")
describe.skipIf(missing(recorded))("a recorded list", () => {
  it("arrives in full", async () => {
    const { source } = await site(() => ({ body: readFileSync(recorded.path, "utf8") }))
    expect(await source.list(day("2025-10-27"))).toMatchObject({ papers: { length: 21 }, leftOut: [] })
  })
})
