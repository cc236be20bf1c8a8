import { expect, test } from "vitest"
import { type Came, datedNew } from "../../../src/feeds/dates.ts"

const now = Temporal.Instant.from("2026-11-27T09:00:00Z")
const came = (paper: string, at: string, isDay = false): Came => ({
  paper,
  at: Temporal.Instant.from(at),
  isDay,
})
const listed = [came("b", "2026-11-27T00:00:00Z", true), came("a", "2026-11-26T00:00:00Z", true)]

test("papers of days that nobody has read come on their day, oldest first", () => {
  expect(datedNew(listed, { isRead: false, now })).toEqual([
    { paper: "a", at: "2026-11-26T00:00:00Z" },
    { paper: "b", at: "2026-11-27T00:00:00Z" },
  ])
})

test("what a day gets later comes now, a second each and none in the future", () => {
  expect(datedNew(listed, { isRead: true, now })).toEqual([
    { paper: "a", at: "2026-11-27T08:59:59Z" },
    { paper: "b", at: "2026-11-27T09:00:00Z" },
  ])
})

test("a paper whose moment is known keeps it", () => {
  const saved = came("a", "2026-11-27T07:13:05.5Z")
  expect(datedNew([saved], { isRead: true, now })).toEqual([{ paper: "a", at: "2026-11-27T07:13:05.5Z" }])
})
