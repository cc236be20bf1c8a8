import { parseSchedule } from "../editions/schedule.ts"
import { closestWord } from "../parsing/closest-word.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

type Times = { readonly minute: string; readonly hour: string; readonly days: string }
type Written = {
  readonly time?: string | undefined
  readonly days?: string | undefined
  readonly cron?: string | undefined
}

const simple = /^(?<minute>\d{1,2}) (?<hour>\d{1,2}) \* \* (?<days>\S+)$/
const nineDaily: Times = { minute: "0", hour: "9", days: "*" }
const { errors } = words.channels

/** The cron expression that somebody wrote, or that a time of day and days of the week make; `before` where neither is given. */
export function readSchedule({ time, days, cron }: Written, before: string): string {
  if (cron !== undefined) return readCron(cron, time ?? days)
  if (time === undefined && days === undefined) return before
  const known = timesOf(before) ?? nineDaily
  const { minute, hour } = time === undefined ? known : readTime(time)
  return `${minute} ${hour} * * ${days === undefined ? known.days : readDays(days)}`
}

/** Time and days of a schedule that is no more than that; undefined for others. */
function timesOf(schedule: string): Times | undefined {
  const { minute, hour, days } = simple.exec(schedule)?.groups ?? {}
  return minute !== undefined && hour !== undefined && days !== undefined ? { minute, hour, days } : undefined
}

/** A schedule as it would be written: read again, it is the same. */
export function writeSchedule(schedule: string): Written {
  const times = timesOf(schedule)
  const days = times && writeDays(times.days)
  if (times === undefined || days === undefined) return { cron: schedule }
  return { time: `${times.hour.padStart(2, "0")}:${times.minute.padStart(2, "0")}`, days }
}

function writeDays(days: string): string | undefined {
  const group = Object.keys(groups).find((name) => groups[name] === days)
  if (group !== undefined) return group
  if (!/^[0-6](?:,[0-6])*$/.test(days)) return undefined
  return days.replace(/[0-6]/g, (day) => (dayNames[Number(day)] ?? "").slice(0, 3))
}

function readCron(cron: string, other: string | undefined): string {
  if (other !== undefined)
    throw new UserError("two-schedules", errors.twoSchedules, {
      hint: errors.twoSchedulesHint,
      field: "cron",
    })
  parseSchedule(cron)
  return cron.trim()
}

function readTime(written: string): Pick<Times, "minute" | "hour"> {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i.exec(written.trim())
  const minute = Number(match?.[2] ?? 0)
  const hour = match && hourOf(Number(match[1]), match[3]?.toLowerCase())
  if (!match || hour === undefined || hour === null || minute > 59)
    throw new UserError("bad-time", errors.badTime(written), {
      hint: errors.timeHint,
      field: "time",
      suggestion: "channel time:09:00",
    })
  return { minute: String(minute), hour: String(hour) }
}

function hourOf(written: number, half: string | undefined): number | undefined {
  if (half === undefined) return written <= 23 ? written : undefined
  if (written < 1 || written > 12) return undefined
  return (written % 12) + (half === "pm" ? 12 : 0)
}

const groups: Readonly<Record<string, string>> = {
  daily: "*",
  "every day": "*",
  everyday: "*",
  all: "*",
  weekdays: "1-5",
  weekends: "0,6",
}
const dayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

function readDays(written: string): string {
  if (written.trim().toLowerCase() === "none")
    throw new UserError("no-days", errors.noDays, { hint: errors.noDaysHint, field: "days" })
  const group = groups[written.trim().toLowerCase()]
  if (group !== undefined) return group
  const named = written
    .toLowerCase()
    .split(/[\s,+]+|\band\b/)
    .filter(Boolean)
  const days = new Set(named.flatMap((word) => daysIn(word, written)))
  if (days.size === 0) throw noDays(written, undefined)
  if (days.size === dayNames.length) return "*"
  const numbers = [...days].toSorted((one, other) => one - other).join(",")
  return numbers === "1,2,3,4,5" ? "1-5" : numbers
}

/** A day or a range of them, which may cross the week's end: `fri-mon`. */
function daysIn(word: string, written: string): readonly number[] {
  const [first = "", last = first] = word.split("-")
  const [from, to] = [dayOf(first, written), dayOf(last, written)]
  const count = (to - from + dayNames.length) % dayNames.length
  return Array.from({ length: count + 1 }, (_, index) => (from + index) % dayNames.length)
}

function dayOf(name: string, written: string): number {
  const day = name.length < 2 ? -1 : dayNames.findIndex((full) => full.startsWith(name))
  if (day < 0) throw noDays(written, closestWord(name, [...dayNames, ...Object.keys(groups)]))
  return day
}

function noDays(written: string, meant: string | undefined): UserError {
  return new UserError("bad-days", errors.badDays(written), {
    field: "days",
    hint: meant === undefined ? errors.daysHint : errors.didYouMean(meant),
    suggestion: meant && `channel days:${meant}`,
  })
}
