import { parse, validateDetailed } from "node-cron"
import { UserError } from "../vocabulary/errors.ts"

/** When something is due, as sets of wall-clock fields. All hold at once: `0 9 13 * 5` is Friday the 13th. */
export type Schedule = {
  readonly minutes: readonly number[]
  readonly hours: readonly number[]
  /** Days of the month; `L` is the last, `L-2` the third last, `15W` the weekday nearest to the 15th, `LW` the last weekday. */
  readonly daysOfMonth: readonly (number | string)[]
  readonly months: readonly number[]
  /** 0 is Sunday; `5L` is the last Friday of the month, `1#2` its second Monday. */
  readonly daysOfWeek: readonly (number | string)[]
}

/**
 * Reads five cron fields (minute, hour, day of month, month, day of week), with names, ranges, steps, and `@daily` and
 * its kind. Throws `UserError` that names the field and what is wrong with it.
 */
export function parseSchedule(expression: string): Schedule {
  const trimmed = expression.trim()
  if (!trimmed.startsWith("@") && trimmed.split(/\s+/).length !== 5)
    throw notASchedule(trimmed, "it needs five fields")
  const { valid, errors } = validateDetailed(trimmed)
  if (!valid) throw notASchedule(trimmed, errors.map(inWords).join("; "))
  const fields = parse(trimmed)
  return {
    minutes: ascending(fields.minute),
    hours: ascending(fields.hour),
    daysOfMonth: fields.dayOfMonth,
    months: fields.month,
    daysOfWeek: fields.dayOfWeek,
  }
}

const names: Readonly<Record<string, string>> = {
  dayOfMonth: "day of the month",
  dayOfWeek: "day of the week",
}

/** node-cron's `99 is a invalid expression for minute` in English: `99 is no minute`. */
function inWords({ field, message }: { readonly field: string; readonly message: string }): string {
  const name = names[field] ?? field
  const [, value] = /^(.+) is an? invalid expression/.exec(message) ?? []
  return value === undefined ? `${name}: ${message}` : `${value} is no ${name}`
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => one - other)
}

function notASchedule(expression: string, why: string): UserError {
  return new UserError("bad-schedule", `"${expression}" is no schedule: ${why}.`, {
    hint: "Five fields: minute, hour, day of the month, month, day of the week. Weekdays at nine: 0 9 * * 1-5",
  })
}
