/** Days, weeks, months and years as people write them. */
import { firstListDay, listDayAt } from "../papers/list.ts"
import { type Period, periodOf, periodOfKey, shiftedPeriod } from "../papers/period.ts"
import type { DateSpan } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Suggestion } from "../vocabulary/library.ts"
import { words as catalogue } from "../words/words.ts"

const sayings = catalogue.errors.date

/** When and where something is asked: what relative words count from. */
export type Moment = { readonly now: Temporal.Instant; readonly timeZone: string }

/**
 * Reads which list is meant: `today`, `yesterday`, `2025-10-27`, `Oct 27`, `monday`, `2025-W44`, `week 44`,
 * `2025-10`, `October`, `this week`, `last month`. "Today" is the day whose list is filling (`listDayAt`), not the
 * asker's calendar; a day or month without a year is the latest one that has begun.
 * Throws `UserError` where nothing is meant, and for what lies before the first list.
 */
export function parsePeriod(text: string, moment: Moment): Period {
  const today = Temporal.PlainDate.from(listDayAt(moment.now))
  const words = text.trim().toLowerCase().replace(/\s+/g, " ")
  const period =
    relative(words, today) ??
    periodOfKey(text.trim().toUpperCase()) ??
    week(words, today) ??
    dated(words, today)
  if (!period)
    throw new UserError("not-a-period", sayings.notAPeriod(text.trim()), { hint: sayings.periodHint })
  if (period.to < firstListDay) {
    const { beforeFirst, beforeFirstHint: hint } = sayings
    throw new UserError("before-first-list", beforeFirst(text.trim()), { hint })
  }
  return period
}

const kinds = ["day", "week", "month"] as const
const otherWords: ReadonlyMap<string, string> = new Map([
  ["today", "this day"],
  ["yesterday", "last day"],
])

function relative(words: string, today: Temporal.PlainDate): Period | undefined {
  const spelled = otherWords.get(words) ?? words
  const [, which, unit] = spelled.match(/^(?:(this|current|last|previous) )?(\w+)$/) ?? []
  const kind = kinds.find((one) => one === unit)
  if (!kind) return undefined
  const period = periodOf(kind, today.toString())
  return which === "last" || which === "previous" ? shiftedPeriod(period, -1) : period
}

function week(words: string, today: Temporal.PlainDate): Period | undefined {
  const match = words.match(/^(?:(\d{4})[ -]?)?w(?:eek)? ?(\d{1,2})(?:,? (\d{4}))?$/)
  if (!match) return undefined
  const [, before, number = "", after] = match
  const year = before ?? after
  const of = (some: number | string) => periodOfKey(`${some}-W${number.padStart(2, "0")}`)
  if (year) return of(year)
  const thisYear = of(today.yearOfWeek ?? today.year)
  return thisYear && thisYear.from <= today.toString() ? thisYear : of((today.yearOfWeek ?? today.year) - 1)
}

function dated(words: string, today: Temporal.PlainDate): Period | undefined {
  const day = readDay(words, today)
  if (day) return periodOf("day", day.toString())
  const month = readMonth(words, today)
  return month && periodOf("month", month.toPlainDate({ day: 1 }).toString())
}

/**
 * Reads a day, or a whole month or year: `2024-06-03`, `Jun 3`, `yesterday`, `2024-06`, `June 2024`, `2024`.
 * Relative words follow the asker's calendar. Throws `UserError` where no such day exists.
 */
export function parseDate(text: string, { now, timeZone }: Moment): DateSpan {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const words = text.trim().toLowerCase().replace(/\s+/g, " ")
  const year = words.match(/^(?:19|20|21)\d{2}$/)?.[0]
  if (year) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const day = relativeDay(words, today) ?? readDay(words, today)
  if (day) return { from: day.toString(), to: day.toString() }
  const month = readMonth(words, today)
  if (month) return spanOfMonth(month)
  throw new UserError("not-a-date", sayings.notADate(text.trim()), { hint: sayings.dateHint })
}

function relativeDay(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (words === "today") return today
  return words === "yesterday" ? today.subtract({ days: 1 }) : undefined
}

function spanOfMonth(month: Temporal.PlainYearMonth): DateSpan {
  return {
    from: month.toPlainDate({ day: 1 }).toString(),
    to: month.toPlainDate({ day: month.daysInMonth }).toString(),
  }
}

/** Spellings to offer while one types; all of them are read by `parsePeriod` or `parseDate`. */
export const periodExamples: readonly Suggestion[] = [
  { value: "today", label: "today" },
  { value: "yesterday", label: "yesterday" },
  { value: "this week", label: "this week" },
  { value: "last week", label: "last week" },
  { value: "this month", label: "this month" },
  { value: "last month", label: "last month" },
  { value: "monday", label: "monday", detail: sayings.examples.otherWeekdays },
]

export const dateExamples: readonly Suggestion[] = [
  { value: "yesterday", label: "yesterday" },
  { value: "2026", label: "2026", detail: sayings.examples.wholeYear },
  { value: "2025", label: "2025", detail: sayings.examples.wholeYear },
  { value: "2025-06", label: "2025-06", detail: sayings.examples.wholeMonth },
]

const monthNames =
  "january,february,march,april,may,june,july,august,september,october,november,december".split(",")
const weekdayNames = "monday,tuesday,wednesday,thursday,friday,saturday,sunday".split(",")

/** Reads `2025-10-27`, `2025/10/27`, `27.10.2025`, `Oct 27`, `27 October 2025`, `Oct 27, 2025`, `monday`, `last friday`. */
function readDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const words = text.trim().toLowerCase()
  return isoDay(words) ?? dottedDay(words) ?? namedDay(words, today) ?? weekday(words, today)
}

/** Reads `2025-10`, `October`, `Oct 2025`. */
function readMonth(text: string, today: Temporal.PlainDate): Temporal.PlainYearMonth | undefined {
  const words = text.trim().toLowerCase()
  const iso = words.match(/^(\d{4})[-/](\d{1,2})$/)
  if (iso) return existingMonth(Number(iso[1]), Number(iso[2]))
  const named = words.match(/^([a-z]{3,9})\.?,?(?: (\d{4}))?$/)
  const month = named?.[1] ? monthNumber(named[1]) : undefined
  if (!named || !month) return undefined
  if (named[2]) return existingMonth(Number(named[2]), month)
  return existingMonth(month > today.month ? today.year - 1 : today.year, month)
}

function isoDay(words: string): Temporal.PlainDate | undefined {
  const match = words.match(/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/)
  return match ? existingDay(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

// With dots the day comes first everywhere; with slashes people disagree, so `10/11/2025` is not read.
function dottedDay(words: string): Temporal.PlainDate | undefined {
  const match = words.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/)
  return match ? existingDay(Number(match[3]), Number(match[2]), Number(match[1])) : undefined
}

function namedDay(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const monthFirst = words.match(/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/)
  const dayFirst = words.match(/^(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?(?:,? (\d{4}))?$/)
  const [name, day, year] = monthFirst
    ? [monthFirst[1], monthFirst[2], monthFirst[3]]
    : [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]]
  const month = name ? monthNumber(name) : undefined
  if (!month) return undefined
  if (year) return existingDay(Number(year), month, Number(day))
  // Nine years hold a 29 February even around 2100.
  for (let back = 0; back < 9; back++) {
    const date = existingDay(today.year - back, month, Number(day))
    if (date && Temporal.PlainDate.compare(date, today) <= 0) return date
  }
  return undefined
}

function weekday(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const name = words.replace(/^(?:last|this) /, "")
  const wanted = name.length < 3 ? -1 : weekdayNames.findIndex((full) => full.startsWith(name))
  if (wanted < 0) return undefined
  const back = (today.dayOfWeek - (wanted + 1) + 7) % 7
  return today.subtract({ days: back === 0 && words.startsWith("last ") ? 7 : back })
}

function monthNumber(name: string): number | undefined {
  const index = monthNames.findIndex(
    (full) => full.startsWith(name) || (name === "sept" && full === "september"),
  )
  return index < 0 ? undefined : index + 1
}

function existingMonth(year: number, month: number): Temporal.PlainYearMonth | undefined {
  return month >= 1 && month <= 12 ? new Temporal.PlainYearMonth(year, month) : undefined
}

function existingDay(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  const days = existingMonth(year, month)?.daysInMonth ?? 0
  return day >= 1 && day <= days ? new Temporal.PlainDate(year, month, day) : undefined
}
