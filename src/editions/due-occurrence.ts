import { nextRun } from "./next-run.ts"
import type { Schedule } from "./schedule.ts"

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
