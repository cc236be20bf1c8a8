import type { ListName } from "../papers/index.ts"
import { settlesAt } from "./due-list.ts"

/** The list is read anew a little after it has closed, when the last papers are on it. */
const afterClosingMinutes = 10
/** Votes and comments of a list settle one to two weeks after its day. */
const refreshDays = [1, 7]

/**
 * When what was posted of a list is next made to agree with it: when the list has settled, and one and seven days
 * after that. Undefined when nothing more is expected of it.
 */
export function nextRefresh(list: ListName, after: Temporal.Instant): Temporal.Instant | undefined {
  return refreshesOf(list).find((at) => Temporal.Instant.compare(at, after) > 0)
}

/** The latest of these times that has come; undefined before the first. */
export function dueRefresh(list: ListName, now: Temporal.Instant): Temporal.Instant | undefined {
  return refreshesOf(list).findLast((at) => Temporal.Instant.compare(at, now) <= 0)
}

function refreshesOf(list: ListName): readonly Temporal.Instant[] {
  const settled = settlesAt(list)
  if (settled === undefined) return []
  return [0, ...refreshDays].map((days) => settled.add({ minutes: afterClosingMinutes, hours: days * 24 }))
}
