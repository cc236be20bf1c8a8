import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { daysOf, isDate, periodOf, periodOfKey, shiftedPeriod } from "../../../src/papers/period.ts"

describe("periods", () => {
  it.each([
    ["day", "2025-10-27", { key: "2025-10-27", from: "2025-10-27", to: "2025-10-27" }],
    ["week", "2025-10-27", { key: "2025-W44", from: "2025-10-27", to: "2025-11-02" }],
    ["week", "2024-12-30", { key: "2025-W01", from: "2024-12-30", to: "2025-01-05" }],
    ["week", "2021-01-03", { key: "2020-W53", from: "2020-12-28", to: "2021-01-03" }],
    ["month", "2024-02-10", { key: "2024-02", from: "2024-02-01", to: "2024-02-29" }],
  ] as const)("the %s of %s", (kind, date, expected) => {
    expect(periodOf(kind, date)).toEqual({ kind, ...expected })
  })

  it.each(["2026-W53", "2020-W53", "2025-W01", "2025-12", "2024-02-29"])("%s is a period", (key) => {
    expect(periodOfKey(key)?.key).toBe(key)
  })
  it.each(["2025-W53", "2025-W00", "2025-W54", "2025-13", "2025-00", "2025-02-29", "2025", "x", "2025-W4"])(
    "%s is none",
    (key) => {
      expect(periodOfKey(key)).toBeUndefined()
    },
  )

  it("a key leads back to its period, for every day", () => {
    fc.assert(
      fc.property(anyDate, fc.constantFrom("day", "week", "month"), (date, kind) => {
        const period = periodOf(kind, date)
        expect(periodOfKey(period.key)).toEqual(period)
        expect(daysOf(period)).toContain(date)
        expect(shiftedPeriod(shiftedPeriod(period, 1), -1)).toEqual(period)
      }),
    )
  })
  it("the next period starts on the day after this one", () => {
    expect(shiftedPeriod(periodOf("month", "2025-01-31"), 1).key).toBe("2025-02")
    expect(shiftedPeriod(periodOf("week", "2020-12-28"), 1).key).toBe("2021-W01")
  })
  it("only days that exist are dates", () => {
    expect(["2024-02-29", "2023-02-29", "2024-2-9", "2024-00-10", ""].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

const anyDate = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => new Temporal.PlainDate(1991, 1, 1).add({ days }).toString())
