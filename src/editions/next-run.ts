import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { matchesDay, type Schedule } from "./schedule.ts"

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

/** After which moment a subscription's next run is looked for: nothing is due before a pause ends. */
export function startOfRuns(
  { pausedUntil }: Pick<Subscription, "pausedUntil">,
  now: Temporal.Instant,
): Temporal.Instant {
  if (pausedUntil === undefined) return now
  const end = Temporal.Instant.from(pausedUntil).subtract({ nanoseconds: 1 })
  return Temporal.Instant.compare(end, now) > 0 ? end : now
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

export type DueOccurrence = {
  /** The latest time at or before now at which the schedule was due. */
  readonly latest: Temporal.Instant
  /** Those before it that were missed, oldest first; of very many only some of the newest. */
  readonly missed: readonly Temporal.Instant[]
  /** How many were missed in all: `4`, `more than 100`. */
  readonly missedInWords: string
  readonly next: Temporal.Instant | undefined
}

/** Missed occurrences that are kept apart; what a schedule of every minute missed in a week would fill a book. */
const missedKept = 100

const lookBack = [{ hours: 1 }, { hours: 24 }, { hours: 24 * 32 }, { hours: 24 * 400 }] as const

/** An occurrence that nothing was missed before: one that is made by hand. */
export function occurrenceAt(now: Temporal.Instant): DueOccurrence {
  return { latest: now, missed: [], missedInWords: "0", next: undefined }
}

/**
 * What is due of a schedule that was last known to be due at `dueAt`: its latest occurrence at or before `now`, and
 * those that came in between while nobody looked.
 */
export function dueOccurrence(
  schedule: Schedule,
  timeZone: string,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
): DueOccurrence {
  const occurrences = [dueAt]
  let at = nextRun(schedule, timeZone, dueAt)
  while (at !== undefined && Temporal.Instant.compare(at, now) <= 0 && occurrences.length <= missedKept) {
    occurrences.push(at)
    at = nextRun(schedule, timeZone, at)
  }
  const tooMany = at !== undefined && Temporal.Instant.compare(at, now) <= 0
  const kept = tooMany ? lastBefore(schedule, timeZone, now) : occurrences
  const missed = kept.slice(0, -1)
  return {
    latest: kept.at(-1) ?? dueAt,
    missed,
    missedInWords: tooMany ? `more than ${missedKept}` : String(missed.length),
    next: nextRun(schedule, timeZone, now),
  }
}

/** The newest occurrences up to `now`, from the shortest look back that holds any. */
function lastBefore(
  schedule: Schedule,
  timeZone: string,
  now: Temporal.Instant,
): readonly Temporal.Instant[] {
  for (const span of lookBack) {
    const found: Temporal.Instant[] = []
    let at = nextRun(schedule, timeZone, now.subtract(span))
    while (at !== undefined && Temporal.Instant.compare(at, now) <= 0) {
      found.push(at)
      at = nextRun(schedule, timeZone, at)
    }
    if (found.length > 0) return found.slice(-missedKept)
  }
  return []
}
