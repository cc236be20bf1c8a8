import { parse, validateDetailed } from "node-cron"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

/** When something is due, as sets of wall-clock fields. */
export type Schedule = {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  /** Days of the month; `L` is the last, `L-2` the third last, `15W` the weekday nearest to the 15th, `LW` the last weekday. */
  readonly daysOfMonth: readonly (number | string)[]
  readonly months: readonly number[]
  /** 0 is Sunday; `5L` is the last Friday of the month, `1#2` its second Monday. */
  readonly daysOfWeek: readonly (number | string)[]
  /** One of the two days is enough, as in crontab(5): `0 9 1,15 * 1` is the 1st, the 15th and every Monday. */
  readonly eitherDay: boolean
}

/**
 * Reads five cron fields (minute, hour, day of month, month, day of week), with names, ranges, steps, and `@daily` and
 * its kind. Throws `UserError` that names the field and what is wrong with it.
 */
export function parseSchedule(expression: string): Schedule {
  const trimmed = expression.trim()
  if (!trimmed.startsWith("@") && trimmed.split(/\s+/).length !== 5)
    throw notASchedule(trimmed, words.editions.schedule.needsFive)
  const { valid, errors } = validateDetailed(trimmed)
  if (!valid) throw notASchedule(trimmed, errors.map(inWords).join("; "))
  const fields = parse(trimmed)
  return {
    minutes: ascending(fields.minute),
    hours: ascending(fields.hour),
    daysOfMonth: fields.dayOfMonth,
    months: fields.month,
    daysOfWeek: fields.dayOfWeek,
    eitherDay: hasBothDays(trimmed),
  }
}

/** Whether a schedule names days of the month and days of the week; a field that begins with a star names none. */
export function hasBothDays(expression: string): boolean {
  const [, , dayOfMonth = "*", , dayOfWeek = "*"] = expression.trim().split(/\s+/)
  return !/^[*?]/.test(dayOfMonth) && !/^[*?]/.test(dayOfWeek)
}

/** node-cron's `99 is a invalid expression for minute` in English. */
function inWords({ field, message }: { readonly field: string; readonly message: string }): string {
  const name = words.editions.schedule.fields[field] ?? field
  const [, value] = /^(.+) is an? invalid expression/.exec(message) ?? []
  return value === undefined ? `${name}: ${message}` : words.editions.schedule.badField(value, name)
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => one - other)
}

function notASchedule(expression: string, why: string): UserError {
  const { bad, hint } = words.editions.schedule
  return new UserError("bad-schedule", bad(expression, why), { hint })
}

/** Whether a schedule is due on a day: its month matches, and both kinds of days, or one where one is enough. */
export function matchesDay(schedule: Schedule, day: Temporal.PlainDate): boolean {
  const inMonth = schedule.daysOfMonth.some((field) => isDayOfMonth(field, day))
  const inWeek = schedule.daysOfWeek.some((field) => isDayOfWeek(field, day))
  const isDay = schedule.eitherDay ? inMonth || inWeek : inMonth && inWeek
  return isDay && schedule.months.includes(day.month)
}

function isDayOfMonth(field: number | string, day: Temporal.PlainDate): boolean {
  if (typeof field === "number") return day.day === field
  const last = day.daysInMonth
  const { fromEnd, weekday } =
    field.match(/^L(?:-(?<fromEnd>\d{1,2}))?$|^(?<weekday>\d{1,2}|L)W$/)?.groups ?? {}
  if (weekday !== undefined) return day.day === nearestWeekday(day, weekday === "L" ? last : Number(weekday))
  return day.day === last - Number(fromEnd ?? 0)
}

/** The day of Monday to Friday nearest to a target within the same month; undefined when the month is too short. */
function nearestWeekday(month: Temporal.PlainDate, target: number): number | undefined {
  if (target > month.daysInMonth) return undefined
  const { dayOfWeek } = month.with({ day: target })
  if (dayOfWeek === 6) return target === 1 ? 3 : target - 1
  if (dayOfWeek === 7) return target === month.daysInMonth ? target - 2 : target + 1
  return target
}

function isDayOfWeek(field: number | string, day: Temporal.PlainDate): boolean {
  const weekday = day.dayOfWeek % 7
  if (typeof field === "number") return weekday === field
  const { name, nth } = field.match(/^(?<name>[0-7])(?:L|#(?<nth>[1-5]))$/i)?.groups ?? {}
  if (Number(name) % 7 !== weekday) return false
  return nth === undefined ? day.day + 7 > day.daysInMonth : Math.ceil(day.day / 7) === Number(nth)
}
