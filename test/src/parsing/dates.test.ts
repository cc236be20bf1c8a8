import { describe, expect, test } from "vitest"
import { dateExamples, parseDate, parsePeriod, periodExamples } from "../../../src/parsing/dates.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"

// A Wednesday, 16:00 in New York: the list of the 29th is filling.
const moment = { now: Temporal.Instant.from("2025-10-29T20:00:00Z"), timeZone: "Asia/Tokyo" }

describe("which list is meant", () => {
  test.each([
    ["today", "2025-10-29"],
    ["Yesterday", "2025-10-28"],
    ["2025-10-27", "2025-10-27"],
    ["2025/10/27", "2025-10-27"],
    ["27.10.2025", "2025-10-27"],
    ["Oct 27", "2025-10-27"],
    ["27 October", "2025-10-27"],
    ["oct 27th, 2024", "2024-10-27"],
    ["1st Sept 2024", "2024-09-01"],
    ["Dec 24", "2024-12-24"],
    ["Feb 29", "2024-02-29"],
    ["monday", "2025-10-27"],
    ["wed", "2025-10-29"],
    ["last wednesday", "2025-10-22"],
    ["2025-W44", "2025-W44"],
    ["2025-w44", "2025-W44"],
    ["w44", "2025-W44"],
    ["week 44 2024", "2024-W44"],
    ["2024 week 7", "2024-W07"],
    ["week 50", "2024-W50"],
    ["this week", "2025-W44"],
    ["week", "2025-W44"],
    ["last  week", "2025-W43"],
    ["2025-10", "2025-10"],
    ["October", "2025-10"],
    ["nov", "2024-11"],
    ["march 2024", "2024-03"],
    ["this month", "2025-10"],
    ["last month", "2025-09"],
    ["previous day", "2025-10-28"],
    ["2026-W53", "2026-W53"],
  ])("%j is %s", (text, key) => {
    expect(parsePeriod(text, moment).key).toBe(key)
  })

  test("the week with the number 53 runs into January", () => {
    expect(parsePeriod("2026-W53", moment)).toEqual({
      kind: "week",
      key: "2026-W53",
      from: "2026-12-28",
      to: "2027-01-03",
    })
  })

  test.each([
    "",
    "someday",
    "2025-13",
    "2025-02-30",
    "2025-W54",
    "2025-W53",
    "10/11/2025",
    "0",
    "ma",
    "2025-W4 x",
  ])("%j is none", (text) => {
    expect(() => parsePeriod(text, moment)).toThrow(UserError)
  })

  test.each(["2023-05-03", "2023-W17", "2022"])("%j lies before the first list", (text) => {
    expect(() => parsePeriod(text, moment)).toThrow(
      text === "2022" ? words.errors.date.notAPeriod("2022") : words.errors.date.beforeFirst(text),
    )
  })

  test("the month of the first list is one", () => {
    expect(parsePeriod("2023-05", moment).key).toBe("2023-05")
  })

  // 21:30 in New York is 01:30 UTC in summer and 02:30 in winter.
  test.each([
    ["2025-07-02T01:29:59Z", "2025-07-01"],
    ["2025-07-02T01:30:00Z", "2025-07-02"],
    ["2025-12-02T02:29:59Z", "2025-12-01"],
    ["2025-12-02T02:30:00Z", "2025-12-02"],
  ])("at %s today's list is that of %s, wherever the asker is", (now, key) => {
    for (const timeZone of ["Asia/Tokyo", "America/Los_Angeles"]) {
      expect(parsePeriod("today", { now: Temporal.Instant.from(now), timeZone }).key).toBe(key)
    }
  })
})

describe("which date is meant", () => {
  test.each([
    ["2024-06-03", "2024-06-03", "2024-06-03"],
    ["2024-06", "2024-06-01", "2024-06-30"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2024", "2024-01-01", "2024-12-31"],
    ["1998", "1998-01-01", "1998-12-31"],
    ["June 2024", "2024-06-01", "2024-06-30"],
    ["Jun 3", "2025-06-03", "2025-06-03"],
    // In Tokyo it is the 30th already.
    ["today", "2025-10-30", "2025-10-30"],
    ["yesterday", "2025-10-29", "2025-10-29"],
  ])("%j is from %s to %s", (text, from, to) => {
    expect(parseDate(text, moment)).toEqual({ from, to })
  })

  test.each(["", "soon", "2024-06-31", "2024-00", "31.04.2024", "99999"])("%j is none", (text) => {
    expect(() => parseDate(text, moment)).toThrow(words.errors.date.notADate(text))
  })
})

test("everything that is offered while one types is understood", () => {
  for (const { value } of periodExamples) expect(parsePeriod(value, moment).key).not.toBe("")
  for (const { value } of dateExamples) expect(parseDate(value, moment).from).not.toBe("")
})
