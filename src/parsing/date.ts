import type { DateSpan } from "../vocabulary/command.ts"
import { UserError } from "../vocabulary/errors.ts"
import { readDay, readMonth } from "./day-words.ts"
import type { Moment } from "./period.ts"

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
  throw new UserError("not-a-date", `"${text.trim()}" is not a date that I know.`, {
    hint: "Write it like 2024-06-03, 2024-06, 2024, yesterday or Jun 3.",
  })
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
