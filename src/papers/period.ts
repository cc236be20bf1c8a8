/** Days, ISO weeks and months. */

/**
 * A span of days that a list covers. `key` is its one spelling: `2025-10-27`, `2025-W44`, `2025-10`.
 * `from` and `to` are ISO dates, both inclusive.
 */
export type Period = {
  readonly kind: "day" | "week" | "month"
  readonly key: string
  readonly from: string
  readonly to: string
}

/** The day, ISO week or month that holds an ISO date. */
export function periodOf(kind: Period["kind"], date: string): Period {
  const day = Temporal.PlainDate.from(date)
  switch (kind) {
    case "day":
      return { kind, key: day.toString(), from: day.toString(), to: day.toString() }
    case "week":
      return weekOf(day)
    case "month":
      return monthOf(day)
    default:
      return kind satisfies never
  }
}

/** Reads a period's key: `2025-10-27`, `2025-W44`, `2025-10`. Undefined where no such day, week or month exists. */
export function periodOfKey(key: string): Period | undefined {
  const week = key.match(/^(\d{4})-W(\d{2})$/)
  if (week) return sameKey(periodOf("week", dateInWeek(Number(week[1]), Number(week[2]))), key)
  const kind = /^\d{4}-\d{2}$/.test(key) ? "month" : "day"
  const date = kind === "month" ? `${key}-01` : key
  return isDate(date) ? periodOf(kind, date) : undefined
}

/** Whether a text is an ISO date of a day that exists. */
export function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split("-").map(Number) : []
  if (month < 1 || month > 12 || day < 1) return false
  return day <= new Temporal.PlainYearMonth(year, month).daysInMonth
}

/** The period of the same kind that lies `count` periods later, or earlier where `count` is negative. */
export function shiftedPeriod(period: Period, count: number): Period {
  const start = Temporal.PlainDate.from(period.from)
  const unit = { day: "days", week: "weeks", month: "months" } as const
  return periodOf(period.kind, start.add({ [unit[period.kind]]: count }).toString())
}

/** Every day of a period, ISO dates, oldest first. */
export function daysOf(period: Pick<Period, "from" | "to">): readonly string[] {
  const from = Temporal.PlainDate.from(period.from)
  const days = from.until(period.to, { largestUnit: "days" }).days + 1
  return Array.from({ length: Math.max(0, days) }, (_, index) => from.add({ days: index }).toString())
}

function weekOf(day: Temporal.PlainDate): Period {
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  const week = String(day.weekOfYear).padStart(2, "0")
  const year = String(day.yearOfWeek).padStart(4, "0")
  return {
    kind: "week",
    key: `${year}-W${week}`,
    from: monday.toString(),
    to: monday.add({ days: 6 }).toString(),
  }
}

function monthOf(day: Temporal.PlainDate): Period {
  return {
    kind: "month",
    key: day.toPlainYearMonth().toString(),
    from: day.with({ day: 1 }).toString(),
    to: day.with({ day: day.daysInMonth }).toString(),
  }
}

// W53 of a year that has 52 weeks, like W00, is a week of another key.
function sameKey(period: Period, key: string): Period | undefined {
  return period.key === key ? period : undefined
}

// The fourth of January is in the first ISO week of every year.
function dateInWeek(year: number, week: number): string {
  return new Temporal.PlainDate(year, 1, 4).add({ weeks: week - 1 }).toString()
}
