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

/** `27 Oct 2025`: no reader takes the day for the month. */
export function dayInWords(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
  })
}

/** `Monday, 27 October 2025`, `week 44 of 2025 (27 Oct 2025 to 2 Nov 2025)`, `October 2025`. */
export function periodInWords(period: Period): string {
  const from = Temporal.PlainDate.from(period.from)
  switch (period.kind) {
    case "day": {
      const weekday = from.toLocaleString("en-GB", { weekday: "long" })
      return `${weekday}, ${from.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`
    }
    case "week":
      return `week ${from.weekOfYear} of ${from.yearOfWeek} (${dayInWords(period.from)} to ${dayInWords(period.to)})`
    case "month":
      return from.toLocaleString("en-GB", { month: "long", year: "numeric" })
    default:
      return period.kind satisfies never
  }
}

/** `just now`, `5 minutes ago`, `3 hours ago`, `on 27 Oct 2025`. */
export function agoInWords(instant: string, now: Temporal.Instant): string {
  const minutes = Math.floor(now.since(Temporal.Instant.from(instant)).total("minutes"))
  if (minutes < 2) return "just now"
  if (minutes < 60) return `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${counted(hours, "hour")} ago`
  return `on ${dayInWords(instant.slice(0, 10))}`
}

/** `Tue 24 Nov 2026, 09:00 (Europe/Berlin)`: a moment as the clocks of a place show it. */
export function momentInWords(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const day = local.toPlainDate().toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  })
  return `${day}, ${local.toPlainTime().toString({ smallestUnit: "minute" })} (${timeZone})`
}

/** `in 5 minutes`, `in 3 hours`, `in 2 days`. */
export function untilInWords(instant: string, now: Temporal.Instant): string {
  const minutes = Math.round(now.until(Temporal.Instant.from(instant)).total("minutes"))
  if (minutes < 1) return "now"
  const hours = Math.round(minutes / 60)
  if (minutes < 60) return `in ${counted(minutes, "minute")}`
  return hours < 48 ? `in ${counted(hours, "hour")}` : `in ${Math.round(hours / 24)} days`
}

/** With a capital at the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
