import { expect, test } from "vitest"
import { freshnessNote } from "../../../src/cards/list-words.ts"
import { periodOfKey } from "../../../src/papers/index.ts"
import { agoInWords, counted, dayInWords, periodInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"

const now = Temporal.Instant.from("2025-10-27T15:00:00Z")

test.each([
  [0, "0 votes"],
  [1, "1 vote"],
  [1234, "1,234 votes"],
])("%i is counted as %j", (count, expected) => {
  expect(counted(count, "vote")).toBe(expected)
})

test("a day is written so that nobody takes it for the month", () => {
  expect(dayInWords("2025-10-02")).toBe("Oct 2, 2025")
})

test.each([
  ["2025-10-27", "Monday, October 27, 2025"],
  ["2025-W01", "week 1 of 2025 (Dec 30, 2024 to Jan 5, 2025)"],
  ["2026-W53", "week 53 of 2026 (Dec 28, 2026 to Jan 3, 2027)"],
  ["2025-10", "October 2025"],
])("%s is called %j", (key, expected) => {
  const period = periodOfKey(key)
  expect(period && periodInWords(period)).toBe(expected)
})

test.each([
  ["2025-10-27T14:59:00Z", "just now"],
  ["2025-10-27T14:20:00Z", "40 minutes ago"],
  ["2025-10-27T14:00:00Z", "1 hour ago"],
  ["2025-10-26T16:00:00Z", "23 hours ago"],
  ["2025-10-20T15:00:00Z", "on Oct 20, 2025"],
  // A clock that was set back must not speak of the future.
  ["2025-10-27T15:10:00Z", "just now"],
])("%s was %j", (instant, expected) => {
  expect(agoInWords(instant, now)).toBe(expected)
})

test.each([
  [{ from: "network" }, ""],
  [{ from: "store", readAt: "2025-10-27T12:00:00Z" }, words.cards.list.fresh("3 hours ago")],
  [{ from: "store", unreachable: "huggingface.co" }, words.cards.list.stored(undefined, "huggingface.co")],
] as const)("%j reads %j", (freshness, expected) => {
  expect(freshnessNote(freshness, now)).toBe(expected)
})
