import { describe, expect, it } from "vitest"
import { firstListDay, isWeekend, listClosesAt, listDayAt, listOpensAt } from "../../../src/papers/list.ts"

const at = (instant: string) => listDayAt(Temporal.Instant.from(instant))

describe("the list's day", () => {
  it.each([
    // Summer: the day turns at 01:30 UTC.
    ["2025-07-10T01:29:59Z", "2025-07-09"],
    ["2025-07-10T01:30:00Z", "2025-07-10"],
    // Winter: at 02:30 UTC.
    ["2025-01-15T02:29:59Z", "2025-01-14"],
    ["2025-01-15T02:30:00Z", "2025-01-15"],
    // The clocks of New York go forward on 9 March 2025, and back on 2 November 2025.
    ["2025-03-09T02:30:00Z", "2025-03-09"],
    ["2025-03-10T01:29:59Z", "2025-03-09"],
    ["2025-03-10T01:30:00Z", "2025-03-10"],
    ["2025-11-02T01:30:00Z", "2025-11-02"],
    ["2025-11-03T02:29:59Z", "2025-11-02"],
    ["2025-11-03T02:30:00Z", "2025-11-03"],
  ])("at %s the list of %s fills", (instant, day) => {
    expect(at(instant)).toBe(day)
  })

  it.each([
    ["2025-07-10", "2025-07-10T01:30:00Z", "2025-07-11T01:30:00Z"],
    ["2025-01-15", "2025-01-15T02:30:00Z", "2025-01-16T02:30:00Z"],
    ["2025-03-09", "2025-03-09T02:30:00Z", "2025-03-10T01:30:00Z"], // 23 hours.
    ["2025-11-02", "2025-11-02T01:30:00Z", "2025-11-03T02:30:00Z"], // 25 hours.
  ])("the list of %s is open from %s to %s", (day, opens, closes) => {
    expect(listOpensAt(day).toString()).toBe(opens)
    expect(listClosesAt(day).toString()).toBe(closes)
  })

  it("every instant of three years belongs to the list that is open then", () => {
    const hour = 3_600_000
    for (let ms = Date.UTC(2024, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 6.5 * hour) {
      const instant = Temporal.Instant.fromEpochMilliseconds(ms)
      const day = listDayAt(instant)
      expect(Temporal.Instant.compare(listOpensAt(day), instant)).toBeLessThanOrEqual(0)
      expect(Temporal.Instant.compare(instant, listClosesAt(day))).toBe(-1)
    }
  })

  it("Saturday and Sunday are the weekend", () => {
    expect(["2025-10-24", "2025-10-25", "2025-10-26", "2025-10-27"].map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it("the first list is of 4 May 2023", () => {
    expect(firstListDay).toBe("2023-05-04")
  })
})
