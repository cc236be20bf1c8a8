import { expect, test } from "vitest"
import { aPaper } from "../../builders.ts"
import { aList } from "../../src/library/world.ts"
import { cursorOf, openPage, visit } from "./open-page.ts"

// The page's clock stands on this day.
const day = "2025-10-27"
const papers = [aPaper({ id: "2510.00001" }), aPaper({ id: "2510.00002", title: "Another" })]

test("open windows are told of papers that today's list has gained", async () => {
  const known = {
    papers,
    lists: [aList(day, papers.slice(0, 1), { closed: false, readAt: "2025-10-27T14:59:00Z" })],
  }
  const { address, clock, stores } = await openPage({}, known)
  const visitor = await visit(address)
  const line = await visitor.listen(cursorOf(await visitor.page("/")))
  await expect
    .poll(async () => {
      await clock.advance({ minutes: 1 })
      return (await visitor.page("/")).includes('data-paper="2510.00001"')
    })
    .toBe(true)
  await stores.lists.put(aList(day, papers, { closed: false, readAt: "2025-10-27T15:01:00Z" }))
  const event = line.next()
  await clock.advance({ minutes: 1 })
  expect(await event).toMatchObject({ event: "listed" })
  expect(JSON.parse((await event).data)).toEqual({ list: day, papers: ["2510.00001", "2510.00002"] })
})

test("a page is sent compressed to a browser that reads that, and the event stream is not", async () => {
  const { address } = await openPage({}, { papers, lists: [aList(day, papers)] })
  const visitor = await visit(address)
  const headers = { "accept-encoding": "gzip" }
  expect((await visitor.get("/", headers)).headers.get("content-encoding")).toBe("gzip")
  const closing = new AbortController()
  const stream = await visitor.get("/events?after=x", headers, closing.signal)
  expect(stream.headers.get("content-encoding")).toBeNull()
  closing.abort()
})
