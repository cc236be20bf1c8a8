import { listClosesAt, type PaperList, type Period } from "../papers/index.ts"

/** How long what was read of an open list, or of what is trending, is taken for current. */
const openListIsFreshMinutes = 5
export const trendingIsFreshMinutes = 30

/** Votes and comments of a list settle one to two weeks after its day; these reads catch them. */
const settlingHours = [24, 7 * 24]

/**
 * What a stored list is worth at an instant: `fresh` is as good as asking, `settling` lacks nothing but late votes,
 * `open` may lack papers.
 */
export function worthOf(
  list: PaperList,
  period: Period,
  now: Temporal.Instant,
): "fresh" | "settling" | "open" {
  const readAt = Temporal.Instant.from(list.readAt)
  if (!list.closed) return isYounger(readAt, now, openListIsFreshMinutes) ? "fresh" : "open"
  const closed = listClosesAt(period.to)
  const missed = settlingHours
    .map((hours) => closed.add({ hours }))
    .some((due) => isBefore(readAt, due) && !isBefore(now, due))
  return missed ? "settling" : "fresh"
}

/** Whether something read at one instant is less than some minutes old at another. A clock set back makes it old. */
export function isYounger(readAt: Temporal.Instant, now: Temporal.Instant, minutes: number): boolean {
  return !isBefore(now, readAt) && isBefore(now, readAt.add({ minutes }))
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
