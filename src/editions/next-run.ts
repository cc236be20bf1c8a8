import { matchesDay } from "./matches-day.ts"
import type { Schedule } from "./schedule.ts"

/** The Gregorian calendar repeats weekdays and leap days after 28 years, or 40 over a century that is no leap year. */
const yearsLookedThrough = 40

/**
 * The first moment after `after` at which a schedule is due in an IANA zone; undefined where there is none (the fifth
 * Monday of February that is a 29th comes, the 31st of April does not).
 *
 * Clock changes: a time of day that the spring gap swallows is due at the first moment after the gap, so no day is
 * lost; one that autumn brings twice is due the first time only, so no day is doubled. A schedule of every hour
 * counts hours that pass, not times of day: it skips what is not there and runs in both of autumn's hours.
 */
export function nextRun(
  schedule: Schedule,
  timeZone: string,
  after: Temporal.Instant,
): Temporal.Instant | undefined {
  const local = after.toZonedDateTimeISO(timeZone)
  return isEveryHour(schedule) ? nextMinute(schedule, local) : nextTimeOfDay(schedule, local)
}

function isEveryHour({ hours }: Schedule): boolean {
  return hours.length === 24
}

// Wall time maps to moments without ever going back (the gap's times all map to its end, autumn's to the first pass), so
// that a time of day at or before the local time of `after` cannot be due after it, and the search may start there.
function nextTimeOfDay(schedule: Schedule, after: Temporal.ZonedDateTime): Temporal.Instant | undefined {
  const now = after.toPlainDateTime()
  for (const day of matchingDays(schedule, after.toPlainDate())) {
    for (const hour of schedule.hours)
      for (const minute of schedule.minutes) {
        const due = day.toPlainDateTime({ hour, minute })
        if (Temporal.PlainDateTime.compare(due, now) <= 0) continue
        const moment = momentOf(due, after.timeZoneId)
        if (Temporal.Instant.compare(moment, after.toInstant()) > 0) return moment
      }
  }
  return undefined
}

/** The first pass of a wall time; for one within a gap, the gap's end. */
function momentOf(wall: Temporal.PlainDateTime, timeZone: string): Temporal.Instant {
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" })
  if (earlier.toPlainDateTime().equals(wall)) return earlier.toInstant()
  return (earlier.getTimeZoneTransition("next") ?? earlier).toInstant()
}

function nextMinute(schedule: Schedule, after: Temporal.ZonedDateTime): Temporal.Instant | undefined {
  for (const day of matchingDays(schedule, after.toPlainDate())) {
    const start = day.toZonedDateTime(after.timeZoneId)
    const first = Temporal.ZonedDateTime.compare(start, after) > 0 ? start : minuteAfter(after)
    for (let at = first; at.toPlainDate().equals(day); at = at.add({ minutes: 1 }))
      if (schedule.minutes.includes(at.minute)) return at.toInstant()
  }
  return undefined
}

function minuteAfter(moment: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return moment.round({ smallestUnit: "minute", roundingMode: "floor" }).add({ minutes: 1 })
}

function* matchingDays(schedule: Schedule, from: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  const end = from.add({ years: yearsLookedThrough })
  let day = from
  while (Temporal.PlainDate.compare(day, end) < 0) {
    if (!schedule.months.includes(day.month)) {
      day = day.with({ day: 1 }).add({ months: 1 })
      continue
    }
    if (matchesDay(schedule, day)) yield day
    day = day.add({ days: 1 })
  }
}
