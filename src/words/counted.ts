/** Numbers and days in words, as people read them. */
import type { Period } from "../papers/index.ts"

const digits = new Intl.NumberFormat("en-US")

/** `1 vote`, `1,234 votes`; the plural is given where it is not the word with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${digits.format(count)} ${count === 1 ? one : many}`
}

const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 })

/** `92`, `1.2k`: how many, where nobody needs the last digit. */
export function shortCount(count: number): string {
  return short.format(count).replace("K", "k")
}

/** In one line: a number without its unit says something else. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0")
}

/** `Oct 27, 2025`. */
export function dayInWords(date: string): string {
  return written(date, { day: "numeric", month: "short", year: "numeric" })
}

/** `Monday, October 27, 2025`, `week 44 of 2025 (Oct 27, 2025 to Nov 2, 2025)`, `October 2025`. */
export function periodInWords(period: Period): string {
  const from = Temporal.PlainDate.from(period.from)
  switch (period.kind) {
    case "day":
      return written(period.from, { weekday: "long", day: "numeric", month: "long", year: "numeric" })
    case "week":
      return `week ${from.weekOfYear} of ${from.yearOfWeek} (${dayInWords(period.from)} to ${dayInWords(period.to)})`
    case "month":
      return written(period.from, { month: "long", year: "numeric" })
    default:
      return period.kind satisfies never
  }
}

/** `Thu, Nov 26`, `Oct 27 to Nov 2`, `October 2025`: the same beside something that tells the year. */
export function shortPeriod(period: Period): string {
  switch (period.kind) {
    case "day":
      return written(period.from, { weekday: "short", day: "numeric", month: "short" })
    case "week":
      return `${monthAndDay(period.from)} to ${monthAndDay(period.to)}`
    case "month":
      return periodInWords(period)
    default:
      return period.kind satisfies never
  }
}

function monthAndDay(date: string): string {
  return written(date, { day: "numeric", month: "short" })
}

function written(date: string, parts: Intl.DateTimeFormatOptions): string {
  return Temporal.PlainDate.from(date).toLocaleString("en-US", parts)
}

/** `just now`, `5 minutes ago`, `3 hours ago`, `on Oct 27, 2025`. */
export function agoInWords(instant: string, now: Temporal.Instant): string {
  const minutes = Math.floor(now.since(Temporal.Instant.from(instant)).total("minutes"))
  if (minutes < 2) return "just now"
  if (minutes < 60) return `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${counted(hours, "hour")} ago`
  return `on ${dayInWords(instant.slice(0, 10))}`
}

/** `Tue, Nov 24, 2026, 09:00 (Europe/Berlin)`: a moment as the clocks of a place show it. */
export function momentInWords(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const day = written(local.toPlainDate().toString(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  })
  return `${day}, ${local.toPlainTime().toString({ smallestUnit: "minute" })} (${timeZone})`
}

/** `Fri, Aug 21, 09:00`: a moment that is near, where the zone is said beside it. */
export function shortMomentInWords(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const day = local
    .toPlainDate()
    .toLocaleString("en-US", { weekday: "short", month: "short", day: "numeric" })
  return `${day}, ${local.toPlainTime().toString({ smallestUnit: "minute" })}`
}

/** With a capital at the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
