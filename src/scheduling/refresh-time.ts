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
  const settled = settlesAt(list)
  if (settled === undefined) return undefined
  const times = [
    settled.add({ minutes: afterClosingMinutes }),
    ...refreshDays.map((days) => settled.add({ minutes: afterClosingMinutes, hours: days * 24 })),
  ]
  return times.find((at) => Temporal.Instant.compare(at, after) > 0)
}
