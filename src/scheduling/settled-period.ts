import { isWeekend, listDayAt, type Period, periodOf, shiftedPeriod } from "../papers/index.ts"
import type { Subscription } from "../stores.ts"

/**
 * The period whose list a subscription posts when it is due at an instant: the newest that is settled, so that the
 * post is complete and its votes mean something. Weekends have no list, so that Monday morning brings Friday's.
 * Undefined for what is trending, which belongs to no period.
 */
export function settledPeriod(list: Subscription["list"], due: Temporal.Instant): Period | undefined {
  if (list === "trending") return undefined
  const filling = listDayAt(due)
  const period = shiftedPeriod(periodOf(list, filling), -1)
  return list === "day" ? weekdayUpTo(period) : period
}

function weekdayUpTo(day: Period): Period {
  return isWeekend(day.key) ? weekdayUpTo(shiftedPeriod(day, -1)) : day
}

/** A period's page on the site. */
export function listLink(period: Period | undefined): string {
  if (period === undefined) return "https://huggingface.co/papers/trending"
  const page = { day: "date", week: "week", month: "month" }[period.kind]
  return `https://huggingface.co/papers/${page}/${period.key}`
}
