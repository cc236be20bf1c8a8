import { parseSchedule } from "../editions/schedule.ts"
import { closestWord } from "../parsing/closest-word.ts"
import type { SubscriptionDraft } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { UserError } from "../vocabulary/errors.ts"

type Times = { readonly minute: string; readonly hour: string; readonly days: string }

const simple = /^(?<minute>\d{1,2}) (?<hour>\d{1,2}) \* \* (?<days>\S+)$/
const nineDaily: Times = { minute: "0", hour: "9", days: "*" }

/** The cron expression of a wish: as written, or made of a time of day and days of the week. */
export function readSchedule(wish: SubscriptionDraft, base: Subscription): Pick<Subscription, "schedule"> {
  if (wish.cron !== undefined) return readCron(wish.cron, wish)
  if (wish.time === undefined && wish.days === undefined) return { schedule: base.schedule }
  const known = timesOf(base.schedule) ?? nineDaily
  const { minute, hour } = wish.time === undefined ? known : readTime(wish.time)
  const days = wish.days === undefined ? known.days : readDays(wish.days)
  return { schedule: `${minute} ${hour} * * ${days}` }
}

/** Time and days of a schedule that is no more than that; undefined for others. */
function timesOf(schedule: string): Times | undefined {
  const { minute, hour, days } = simple.exec(schedule)?.groups ?? {}
  return minute !== undefined && hour !== undefined && days !== undefined ? { minute, hour, days } : undefined
}

/** A schedule as a wish says it: the same comes back when it is read. */
export function timesInWords(
  schedule: string,
): { readonly time: string; readonly days: string } | { readonly cron: string } {
  const times = timesOf(schedule)
  const days = times && daysInWords(times.days)
  if (times === undefined || days === undefined) return { cron: schedule }
  return { time: `${times.hour.padStart(2, "0")}:${times.minute.padStart(2, "0")}`, days }
}

function daysInWords(days: string): string | undefined {
  const group = Object.keys(groups).find((name) => groups[name] === days)
  if (group !== undefined) return group
  if (!/^[0-6](?:,[0-6])*$/.test(days)) return undefined
  return days.replace(/[0-6]/g, (day) => (dayNames[Number(day)] ?? "").slice(0, 3))
}

function readCron(cron: string, { time, days }: SubscriptionDraft): Pick<Subscription, "schedule"> {
  if (time !== undefined || days !== undefined) {
    throw new UserError("two-schedules", "A cron expression says time and days already.", {
      hint: "Give either `cron`, or `time` and `days`.",
    })
  }
  parseSchedule(cron)
  return { schedule: cron.trim() }
}

function readTime(written: string): Pick<Times, "minute" | "hour"> {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i.exec(written.trim())
  const minute = Number(match?.[2] ?? 0)
  const hour = match && hourOf(Number(match[1]), match[3]?.toLowerCase())
  if (!match || hour === undefined || hour === null || minute > 59) {
    throw new UserError("bad-time", `"${written}" is no time of day.`, {
      hint: "Write it as `09:00`, `17:30` or `9am`.",
      suggestion: "channel time:09:00",
    })
  }
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
  const group = groups[written.trim().toLowerCase()]
  if (group !== undefined) return group
  const words = written
    .toLowerCase()
    .split(/[\s,+]+|\band\b/)
    .filter(Boolean)
  const days = new Set(words.flatMap((word) => daysIn(word, written)))
  if (days.size === 0) throw noDays(written, undefined)
  return days.size === dayNames.length ? "*" : [...days].toSorted((one, other) => one - other).join(",")
}

/** A day or a range of them, which may go over the week's end: `fri-mon`. */
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
  return new UserError("bad-days", `"${written}" names no days.`, {
    hint: meant
      ? `Did you mean \`${meant}\`?`
      : "`daily`, `weekdays`, or names of days as `mon,wed` and `mon-thu`.",
    ...(meant ? { suggestion: `channel days:${meant}` } : {}),
  })
}
