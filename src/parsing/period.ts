import { firstListDay, listDayAt } from "../papers/list.ts"
import { type Period, periodOf, periodOfKey, shiftedPeriod } from "../papers/period.ts"
import { UserError } from "../vocabulary/errors.ts"
import { readDay, readMonth } from "./day-words.ts"

/** When and where something is asked: what relative words are reckoned from. */
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
  if (!period) throw notAPeriod(text)
  if (period.to < firstListDay) {
    throw new UserError(
      "before-first-list",
      `There is no list for ${text.trim()}: Daily Papers began on 4 May 2023.`,
      {
        hint: "Older papers are found by searching.",
      },
    )
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

function notAPeriod(text: string): UserError {
  return new UserError("not-a-period", `"${text.trim()}" is not a day, week or month that I know.`, {
    hint: 'Write it like today, yesterday, 2025-10-27, "Oct 27", 2025-W44, 2025-10 or "last week".',
  })
}
