import { expect, test } from "vitest"
import { createFeed, type Feed } from "../../../adapters/web/feed.ts"

test("who follows hears what happened since and what happens", async () => {
  const feed = createFeed("a")
  const cursor = feed.cursor()
  feed.publish({ kind: "votes", paper: "1" })
  const heard = hear(feed, cursor, 2)
  feed.publish({ kind: "votes", paper: "2" })
  expect(await heard).toEqual(["votes 1", "votes 2"])
})

test("who was away goes on where it was", async () => {
  const feed = createFeed("a")
  for (const paper of ["1", "2", "3"]) feed.publish({ kind: "votes", paper })
  expect(await hear(feed, "a-2", 1)).toEqual(["votes 3"])
})

test.each(["", "b-1", "a-9", "a--1", "a-x", "nonsense"])(
  "the cursor %j of another run has missed something",
  async (cursor) => {
    const feed = createFeed("a")
    feed.publish({ kind: "votes", paper: "1" })
    expect(await hear(feed, cursor, 1)).toEqual(["missed"])
  },
)

test("who was away for longer than is remembered has missed something", async () => {
  const feed = createFeed("a")
  const cursor = feed.cursor()
  for (let n = 0; n < 1001; n += 1) feed.publish({ kind: "votes", paper: "1" })
  expect(await hear(feed, cursor, 1)).toEqual(["missed"])
})

test("a beat is heard where nothing happens", async () => {
  const feed = createFeed("a")
  const heard = hear(feed, feed.cursor(), 1)
  feed.beat()
  expect(await heard).toEqual(["alive"])
})

test("who stops listening is forgotten", async () => {
  const feed = createFeed("a")
  const stop = new AbortController()
  const following = feed.follow(feed.cursor(), stop.signal).next()
  expect(feed.followers()).toBe(1)
  stop.abort()
  expect(await following).toEqual({ value: undefined, done: true })
  expect(feed.followers()).toBe(0)
})

async function hear(feed: Feed, cursor: string, count: number): Promise<readonly string[]> {
  const heard: string[] = []
  for await (const { event } of feed.follow(cursor, new AbortController().signal)) {
    heard.push(event.kind === "votes" ? `votes ${event.paper}` : event.kind)
    if (heard.length === count) break
  }
  return heard
}
