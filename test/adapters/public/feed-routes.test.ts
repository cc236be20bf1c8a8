import { gunzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { createFeedRoutes } from "../../../adapters/public/feed-routes.ts"
import type { FeedPage } from "../../../src/vocabulary/feeds.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { createFakeClock } from "../../clock.ts"

const token = "a".repeat(27)

function world() {
  const clock = createFakeClock("2026-11-27T09:00:00Z")
  let asked = 0
  let stamp = 1
  const pages = new Map<string, FeedPage>([
    [
      token,
      {
        ...{ id: "urn:uuid:1", title: "Papers", description: "All", home: "https://papers.example.org" },
        updatedAt: "2026-11-27T02:00:00Z",
        entries: [{ id: "urn:uuid:2", paper: aPaper(), at: "2026-11-27T02:00:00Z" }],
      },
    ],
  ])
  const routes = createFeedRoutes({
    feeds: {
      async read(asking) {
        asked++
        return pages.get(asking)
      },
      stamp: async (asking) => (pages.has(asking) ? String(stamp) : undefined),
    },
    origin: () => "https://papers.example.org",
    clock,
  })
  const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    routes.request(`/f/${path}`, { headers, method })
  return {
    ...{ clock, get, asked: () => asked },
    change: () => stamp++,
    end: () => pages.delete(token),
  }
}

describe("a feed's address", () => {
  test.each([
    ["xml", "application/rss+xml; charset=utf-8"],
    ["atom", "application/atom+xml; charset=utf-8"],
    ["json", "application/feed+json; charset=utf-8"],
  ])("ending in .%s is that format, which names its own address", async (ending, type) => {
    const answer = await world().get(`${token}.${ending}`)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type])
    expect(await answer.text()).toContain(`https://papers.example.org/f/${token}.${ending}`)
  })

  test("answers 304 to a reader who has it, packed or not, by tag or by date", async () => {
    const { get } = world()
    const plain = await get(`${token}.atom`)
    const packed = await get(`${token}.atom`, { "accept-encoding": "gzip, br" })
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(await plain.text())
    const [tag = "", other = ""] = [plain.headers.get("etag"), packed.headers.get("etag")].map(String)
    expect(tag).not.toBe(other)
    const conditions: readonly Record<string, string>[] = [
      { "if-none-match": tag },
      { "if-none-match": `"x", W/${other}` },
      { "if-modified-since": plain.headers.get("last-modified") ?? "" },
    ]
    for (const headers of conditions) expect((await get(`${token}.atom`, headers)).status).toBe(304)
    expect((await get(`${token}.atom`, { "if-none-match": '"x"' })).status).toBe(200)
  })

  test("is asked for by HEAD too, and made once until something changed, however many ask", async () => {
    const { get, asked, clock, change } = world()
    await Promise.all(Array.from({ length: 50 }, () => get(`${token}.xml`)))
    const head = await get(`${token}.xml`, {}, "HEAD")
    expect([head.status, await head.text(), asked()]).toEqual([200, "", 1])
    await clock.advance({ hours: 61 })
    await get(`${token}.xml`)
    expect(asked()).toBe(1)
    change()
    await get(`${token}.xml`)
    expect(asked()).toBe(2)
  })

  test("that ended is nothing at once", async () => {
    const { get, end } = world()
    expect((await get(`${token}.xml`)).status).toBe(200)
    end()
    expect((await get(`${token}.xml`)).status).toBe(404)
  })

  test("that nobody has is refused, and who guesses is asked to wait while others read on", async () => {
    const { get, clock } = world()
    await get(`${token}.xml`)
    expect((await get("short.xml")).status).toBe(404)
    expect((await get(`${token}.exe`)).status).toBe(404)
    const guesses = await Promise.all(
      Array.from({ length: 50 }, (_, index) => get(`${"b".repeat(25)}${String(index).padStart(2, "0")}.xml`)),
    )
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([404]))
    const refused = await get(`${"c".repeat(27)}.xml`)
    expect([refused.status, await refused.text()]).toEqual([429, `${words.publicDoor.tooMany}\n`])
    expect((await get(`${token}.xml`)).status).toBe(200)
    await clock.advance({ seconds: 11 })
    expect((await get(`${"c".repeat(27)}.xml`)).status).toBe(404)
  })
})
