import { periodOf, shiftedPeriod } from "../../papers/index.ts"
import { parseDate } from "../../parsing/dates.ts"
import { UserError } from "../../vocabulary/errors.ts"

/** First and last day, ISO dates, both inclusive. */
export type DaySpan = { readonly from: string; readonly to: string; readonly isRelative?: boolean }

/**
 * The days that a value names: `2024`, `2024-06`, `2024-06-03`, `June 2024`, and counted from `today` (an ISO date)
 * `yesterday`, `monday`, `this week`, `last month`, `3 days`. Undefined where it names none; "no day" for words that
 * need a `today` where there is none.
 */
export function daySpan(value: string, today: string | undefined): DaySpan | "no day" | undefined {
  const words = value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]*\s[\s_-]*|_/g, " ")
  const fixed = isoSpan(words)
  if (fixed) return fixed
  if (today === undefined) return relative.test(words) || read(words, someDay) ? "no day" : undefined
  const span = read(words, today)
  return span && { ...span, isRelative: !/\d{4}/.test(words) }
}

/** Words are read the same way on any day. */
const someDay = "2024-06-12"
const relative = /^(?:today|yesterday|(?:this|last|past|previous) (?:day|week|month|year))$/

function read(words: string, today: string): DaySpan | undefined {
  return namedPeriod(words, today) ?? daysBack(words, today) ?? date(words, today)
}

/** `2024`, `2024-06` and `2024-06-03`, with `-` or `/`. */
function isoSpan(words: string): DaySpan | undefined {
  const [, year, month, day] = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/.exec(words) ?? []
  if (year === undefined) return undefined
  try {
    const from = Temporal.PlainDate.from(
      { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) },
      { overflow: "reject" },
    )
    const unit = day ? "days" : month ? "months" : "years"
    return {
      from: from.toString(),
      to: from
        .add({ [unit]: 1 })
        .subtract({ days: 1 })
        .toString(),
    }
  } catch {
    return undefined
  }
}

function namedPeriod(words: string, today: string): DaySpan | undefined {
  const [, which, unit] =
    /^(?:the )?(this|current|last|past|previous) (day|week|month|year)$/.exec(words) ?? []
  const shift = which === "this" || which === "current" ? 0 : -1
  if (unit === "year") return isoSpan(String(Number(today.slice(0, 4)) + shift))
  if (unit !== "day" && unit !== "week" && unit !== "month") return undefined
  const { from, to } = shiftedPeriod(periodOf(unit, today), shift)
  return { from, to }
}

/** `3 days`, `2 weeks ago`, `last 7 days`: until today. */
function daysBack(words: string, today: string): DaySpan | undefined {
  const [, count, unit] =
    /^(?:the )?(?:last |past )?(\d{1,3}) (day|week|month|year)s?(?: ago)?$/.exec(words) ?? []
  if (count === undefined) return undefined
  const from = Temporal.PlainDate.from(today).subtract({ [`${unit}s`]: Number(count) })
  return { from: from.toString(), to: today }
}

function date(words: string, today: string): DaySpan | undefined {
  try {
    return parseDate(words, { now: Temporal.Instant.from(`${today}T12:00:00Z`), timeZone: "UTC" })
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
