/** Days and months as people write them. A missing year means the latest such day or month that has begun. */

const monthNames =
  "january february march april may june july august september october november december".split(" ")
const weekdayNames = "monday tuesday wednesday thursday friday saturday sunday".split(" ")

/** Reads `2025-10-27`, `2025/10/27`, `27.10.2025`, `Oct 27`, `27 October 2025`, `Oct 27, 2025`, `monday`, `last friday`. */
export function readDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const words = text.trim().toLowerCase()
  return isoDay(words) ?? dottedDay(words) ?? namedDay(words, today) ?? weekday(words, today)
}

/** Reads `2025-10`, `October`, `Oct 2025`. */
export function readMonth(text: string, today: Temporal.PlainDate): Temporal.PlainYearMonth | undefined {
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
