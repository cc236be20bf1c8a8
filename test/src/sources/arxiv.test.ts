import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { createArXiv, searchQuery } from "../../../src/sources/arxiv.ts"
import { words } from "../../../src/words/words.ts"
import { missing, shared } from "../../needs.ts"
import { type Answer, type LocalServer, quickClock, serve, testHttp } from "./world.ts"

const fixture = (name: string) => resolve(import.meta.dirname, "../../fixtures/sources", name)

let server: LocalServer | undefined
afterEach(() => server?.close())

async function arXiv(answer: (path: string) => Answer) {
  server = await serve(({ url = "" }) => answer(url))
  const clock = quickClock()
  const http = testHttp(server.host, { clock })
  return { source: createArXiv({ baseUrl: server.url, rssBaseUrl: server.url, http }), clock, ...server }
}

const entry = (id: string) =>
  `<entry><id>http://arxiv.org/abs/${id}</id><title>Paper ${id}</title><summary>About it.</summary>` +
  "<author><name>Ada</name></author></entry>"
const feed = (...entries: readonly string[]): Answer => ({
  body: `<?xml version='1.0'?><feed xmlns="http://www.w3.org/2005/Atom">${entries.join("")}</feed>`,
})
const error = (code: string, said: string) =>
  `<entry><id>https://arxiv.org/api/errors#${code}</id><title>Error</title><summary>${said}</summary></entry>`

describe("searching arXiv", () => {
  it.each([
    ["sparse attention", "all:sparse AND all:attention"],
    ['"sparse attention" lecun', 'all:"sparse attention" AND all:lecun'],
    ["GPT-4 (au:x OR cat:y)", 'all:"GPT 4" AND all:"au x" AND all:OR AND all:"cat y"'],
    ['") OR all:*', "all:OR AND all:all"],
    [" … ", ""],
  ])("%j asks %j", (text, query) => {
    expect(searchQuery(text)).toBe(query)
  })
  it("brings what it finds", async () => {
    const { source, asked } = await arXiv(() => feed(entry("2401.12345v2")))
    expect(await source.search("sparse attention", 5)).toMatchObject({
      values: [{ id: "2401.12345", source: "arxiv" }],
    })
    expect(asked()).toEqual([
      "/api/query?search_query=all%3Asparse+AND+all%3Aattention&start=0&max_results=5&sortBy=relevance",
    ])
  })
  it("asks the same question once a day", async () => {
    const { source, clock, asked } = await arXiv(() => feed(entry("2401.12345")))
    await source.search("x", 5)
    await clock.wait(19 * 3_600_000)
    await source.search("x", 5)
    expect(asked()).toHaveLength(1)
  })
  it("asks again soon where nothing was found", async () => {
    const { source, clock, asked } = await arXiv(() => feed())
    await source.search("x", 5)
    await clock.wait(600_000)
    await source.search("x", 5)
    expect(asked()).toHaveLength(2)
  })
  it("an error within a feed of status 200 is an error", async () => {
    const { source } = await arXiv(() => feed(error("max_results", "max_results must be non-negative")))
    await expect(source.search("x", 5)).rejects.toMatchObject({ name: "PlatformError", code: "refused" })
  })
  it("an answer that is no feed is an error", async () => {
    const { source } = await arXiv(() => ({ body: "Rate exceeded." }))
    await expect(source.search("x", 5)).rejects.toMatchObject({
      name: "PlatformError",
      code: "unexpected-answer",
    })
  })
})

describe("papers by identifier", () => {
  it("are asked for together, each once, whatever they were called", async () => {
    const { source, asked } = await arXiv(() => feed(entry("2401.12345v1"), entry("math/0611800v2")))
    const found = await source.papers([
      "2401.12345v9",
      "arXiv:2401.12345",
      "math.CA/0611800",
      "t:0123456789abcdef",
    ])
    expect(found.values.map(({ id }) => id)).toEqual(["2401.12345", "math/0611800"])
    expect(asked()).toEqual(["/api/query?id_list=2401.12345%2Cmath%2F0611800&max_results=2"])
  })
  it("more than a hundred come in several answers", async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `2401.${10_000 + index}`)
    const { source, asked } = await arXiv((path) => feed(...(path.match(/2401\.\d{5}/g) ?? []).map(entry)))
    expect((await source.papers(ids)).values).toHaveLength(150)
    expect(asked()).toHaveLength(2)
  })
  it("one that does not exist is told", async () => {
    const { source } = await arXiv(() => feed())
    expect(await source.papers(["2401.12345"])).toEqual({
      values: [],
      leftOut: [{ where: "arXiv 2401.12345", why: words.library.sources.noSuchPaper }],
    })
  })
  it("a malformed one is the asker's mistake, though it comes as status 400", async () => {
    const { source } = await arXiv(() => ({
      status: 400,
      ...feed(error("incorrect_id", "incorrect id format for abc")),
    }))
    await expect(source.papers(["2401.12345"])).rejects.toMatchObject({
      name: "UserError",
      code: "bad-identifier",
    })
  })
})

describe("a day's announcements", () => {
  const item = (id: string, type: string) =>
    `<item><title>Paper</title><guid>oai:arXiv.org:${id}v1</guid><arxiv:announce_type>${type}</arxiv:announce_type></item>`
  it("say which day they are of, whenever they were served", async () => {
    const body = readFileSync(fixture("stale-monday.rss"), "utf8")
    const { source } = await arXiv(() => ({ body }))
    expect(await source.announced(["cs.LG"])).toMatchObject({ day: "2026-11-23" })
  })
  it.each([
    ["2026-11-24T05:00:00+00:00", "2026-11-24"],
    ["2026-11-24T03:00:00Z", "2026-11-23"],
  ])("as Atom, updated at %s, are those of %s in New York", async (updated, day) => {
    const { source } = await arXiv(() => ({ body: `<feed><updated>${updated}</updated></feed>` }))
    expect(await source.announced(["cs.LG"])).toMatchObject({ day })
  })
  it("are what is new in the categories, not replacements", async () => {
    const items = [
      item("2510.00001", "new"),
      item("2510.00002", "cross"),
      item("2401.00003", "replace"),
    ].join("")
    const { source, asked } = await arXiv(() => ({ body: `<rss><channel>${items}</channel></rss>` }))
    const { values } = await source.announced(["cs.AI", "cs.LG", "../etc", "stat.ML"])
    expect(values.map(({ id }) => id)).toEqual(["2510.00001", "2510.00002"])
    expect(asked()).toEqual(["/rss/cs.AI+cs.LG+stat.ML"])
  })
  it("of no category are none", async () => {
    const { source } = await arXiv(() => ({}))
    expect(await source.announced([])).toEqual({ values: [], leftOut: [] })
  })
})

const recorded = shared("data/arxiv/atom/q_testing_s0_m10_bc5a6c384fe9.xml")
describe.skipIf(missing(recorded))("a recorded answer", () => {
  it("arrives in full", async () => {
    const { source } = await arXiv(() => ({ body: readFileSync(recorded.path, "utf8") }))
    expect(await source.search("testing", 10)).toMatchObject({ values: { length: 10 }, leftOut: [] })
  })
})
