import { daysOf, isWeekend, type Listed, type PaperList, type Period } from "../papers/index.ts"

/**
 * A week's or month's list out of the days that are stored, most upvoted first; undefined when none is. It is closed
 * when every weekday of the period is there and closed, and as old as its oldest day.
 */
export function composedList(period: Period, days: readonly PaperList[]): PaperList | undefined {
  const [first] = days
  if (first === undefined) return undefined
  const best = new Map<string, Listed>()
  for (const entry of days.flatMap((day) => day.entries)) {
    const known = best.get(entry.paper)
    if (known === undefined || entry.upvotes > known.upvotes) best.set(entry.paper, entry)
  }
  const closed = new Set(days.filter((day) => day.closed).map((day) => day.key))
  return {
    key: period.key,
    entries: [...best.values()].toSorted((one, other) => other.upvotes - one.upvotes),
    closed: daysOf(period).every((day) => isWeekend(day) || closed.has(day)),
    readAt: days.map((day) => day.readAt).toSorted()[0] ?? first.readAt,
    source: first.source,
  }
}
