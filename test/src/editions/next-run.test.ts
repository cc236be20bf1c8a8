import { Cron } from "croner"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { nextRun } from "../../../src/editions/next-run.ts"
import { parseSchedule } from "../../../src/editions/schedule.ts"
import { daysOf } from "../../../src/papers/index.ts"

/** Both hemispheres, gaps of an hour, half an hour and at midnight, offsets of quarters, and zones that never change. */
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "America/St_Johns",
  "Pacific/Auckland",
  "America/Santiago",
  "Asia/Beirut",
  "Atlantic/Azores",
  "America/Havana",
  "Pacific/Chatham",
]

function next(expression: string, zone: string, after: string): string | undefined {
  const run = nextRun(parseSchedule(expression), zone, Temporal.Instant.from(after))
  return run?.toZonedDateTimeISO(zone).toString({ timeZoneName: "never" })
}

describe("a daily time", () => {
  test.each([
    [
      "is kept by an ordinary day",
      "0 9 * * *",
      "Europe/Berlin",
      "2026-11-23T08:00:00Z",
      "2026-11-24T09:00:00+01:00",
    ],
    [
      "is due after itself on the next day only",
      "0 9 * * *",
      "UTC",
      "2026-11-23T09:00:00Z",
      "2026-11-24T09:00:00+00:00",
    ],
    [
      "within the spring gap is due when the gap ends",
      "30 2 * * *",
      "Europe/Berlin",
      "2027-03-27T12:00:00Z",
      "2027-03-28T03:00:00+02:00",
    ],
    [
      "at the gap's first minute is due when it ends",
      "0 2 * * *",
      "Europe/Berlin",
      "2027-03-27T12:00:00Z",
      "2027-03-28T03:00:00+02:00",
    ],
    [
      "at a midnight that does not exist is due at one",
      "0 0 * * *",
      "Africa/Cairo",
      "2027-04-29T12:00:00Z",
      "2027-04-30T01:00:00+03:00",
    ],
    [
      "within a gap of half an hour is due when it ends",
      "15 2 * * *",
      "Australia/Lord_Howe",
      "2027-10-02T00:00:00Z",
      "2027-10-03T02:30:00+11:00",
    ],
    [
      "that comes twice in autumn is due the first time",
      "30 2 * * *",
      "Europe/Berlin",
      "2026-10-24T12:00:00Z",
      "2026-10-25T02:30:00+02:00",
    ],
    [
      "that comes twice in autumn is not due the second time",
      "30 2 * * *",
      "Europe/Berlin",
      "2026-10-25T00:30:00Z",
      "2026-10-26T02:30:00+01:00",
    ],
    [
      "is not due between the two passes of its hour",
      "30 2 * * *",
      "Europe/Berlin",
      "2026-10-25T01:10:00Z",
      "2026-10-26T02:30:00+01:00",
    ],
  ])("%s", (_title, expression, zone, after, due) => {
    expect(next(expression, zone, after)).toBe(due)
  })

  test.each(zones)("comes once on every day of 2026 to 2028 in %s, whatever the hour", (zone) => {
    for (const expression of [
      "0 0 * * *",
      "30 0 * * *",
      "30 1 * * *",
      "15 2 * * *",
      "0 9 * * *",
      "59 23 * * *",
    ]) {
      expect([expression, daysThatDiffer(expression, zone)]).toEqual([expression, []])
    }
  })
})

/** Days of three years on which a schedule does not run exactly once. */
function daysThatDiffer(expression: string, zone: string): readonly string[] {
  const schedule = parseSchedule(expression)
  const runs = new Map<string, number>()
  let at = Temporal.PlainDateTime.from("2025-12-31T23:59:59").toZonedDateTime(zone).toInstant()
  while (true) {
    const run = nextRun(schedule, zone, at)
    const day = run?.toZonedDateTimeISO(zone).toPlainDate().toString()
    if (run === undefined || day === undefined || day > "2028-12-31") break
    runs.set(day, (runs.get(day) ?? 0) + 1)
    at = run
  }
  return daysOf({ from: "2026-01-01", to: "2028-12-31" }).filter((day) => runs.get(day) !== 1)
}

describe("a schedule of every hour", () => {
  test("runs in both hours that autumn calls two o'clock", () => {
    expect(next("30 * * * *", "Europe/Berlin", "2026-10-25T00:30:00Z")).toBe("2026-10-25T02:30:00+01:00")
  })

  test("has nothing to make up for in the spring gap", () => {
    expect(next("30 * * * *", "Europe/Berlin", "2027-03-28T00:45:00Z")).toBe("2027-03-28T03:30:00+02:00")
  })
})

describe("the day", () => {
  test.each([
    ["0 9 13 * 5", "2026-11-23T00:00:00Z", "2026-11-27", "is the 13th or a Friday, as in crontab"],
    ["0 9 1,15 * 1", "2026-11-24T00:00:00Z", "2026-11-30", "is a Monday beside the 1st and the 15th"],
    ["0 9 1,15 * 1", "2026-12-14T09:00:00Z", "2026-12-15", "is the 15th beside the Mondays"],
    ["0 9 */2 * 1", "2026-11-23T09:00:00Z", "2026-12-07", "is an odd day and a Monday: a star names no days"],
    ["0 9 13 * ?", "2026-11-23T00:00:00Z", "2026-12-13", "is the 13th, whatever its weekday"],
    ["0 9 29 2 *", "2026-11-23T00:00:00Z", "2028-02-29", "is a leap day"],
    ["0 9 29 2 */7", "2026-11-23T00:00:00Z", "2032-02-29", "is a leap day and a Sunday, six years on"],
    ["0 9 L * *", "2027-02-01T00:00:00Z", "2027-02-28", "is the last of the month"],
    ["0 9 L-2 * *", "2027-02-01T00:00:00Z", "2027-02-26", "is the third last of the month"],
    ["0 9 15W * *", "2026-11-10T00:00:00Z", "2026-11-16", "is the weekday nearest to a Sunday"],
    ["0 9 1W * *", "2026-07-30T00:00:00Z", "2026-08-03", "stays in its month when the 1st is a Saturday"],
    ["0 9 31W * *", "2026-11-10T00:00:00Z", "2026-12-31", "does not exist in a short month"],
    ["0 9 LW * *", "2027-01-31T23:00:00Z", "2027-02-26", "is the month's last weekday"],
    ["0 9 * * 5L", "2026-11-01T00:00:00Z", "2026-11-27", "is the month's last Friday"],
    ["0 9 * * 1#2", "2026-11-10T00:00:00Z", "2026-12-14", "is the month's second Monday"],
    ["0 9 * * 7", "2026-11-23T00:00:00Z", "2026-11-29", "is Sunday under either number"],
    ["@monthly", "2026-11-23T00:00:00Z", "2026-12-01", "is written as a nickname"],
  ])("of %s after %s is %s: it %s", (expression, after, day, _why) => {
    expect(next(expression, "UTC", after)?.slice(0, 10)).toBe(day)
  })
})

test("agrees with another implementation on daily and hourly schedules, aimed at clock changes", () => {
  const minute = fc.integer({ min: 0, max: 59 })
  const hour = fc.oneof(
    fc.constant("*"),
    fc.integer({ min: 0, max: 23 }).map(String),
    fc.constantFrom("0", "1", "2", "3"),
  )
  const days = fc.constantFrom("* * *", "* * 1-5", "* * 0", "1 * *", "L * *", "* 3,10 *", "13 * 5")
  const zone = fc.constantFrom(...zones)
  const near = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -300, max: 300 }))
  fc.assert(
    fc.property(minute, hour, days, zone, near, (minute, hour, days, zone, [changes, minutes]) => {
      const expression = `${minute} ${hour} ${days}`
      const after = changeOf(zone, changes).add({ minutes })
      const oracle = new Cron(expression, { timezone: zone, paused: true })
      const expected = oracle.nextRun(new Date(after.epochMilliseconds))?.getTime()
      expect(nextRun(parseSchedule(expression), zone, after)?.epochMilliseconds).toBe(expected)
    }),
    { numRuns: 2_000 },
  )
})

function changeOf(zone: string, number: number): Temporal.Instant {
  let at = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`)
  for (let seen = 0; seen <= number; seen++) at = at.getTimeZoneTransition("next") ?? at.add({ months: 6 })
  return at.toInstant()
}
