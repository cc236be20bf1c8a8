/** The dates of the daily-papers page: `Oct 27`, `Jul 5, 2021`, `Sep 22 5`, where the last number counts comments. */

import { isDate } from "../../papers/period.ts"
import { UserError } from "../../vocabulary/errors.ts"
import { words } from "../../words/words.ts"
import type { ReadOptions } from "./read-papers.ts"

export type PageDate = {
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  /** Absent in dates of the year in which the page was shown. */
  readonly year?: number
  readonly comments: number
}

/** Reads a date line of the page; undefined when it is none. */
export function readPageDate(text: string): PageDate | undefined {
  const match = text.match(/^([A-Z][a-z]{2}) (\d{1,2})(?:, (\d{4}))?(?: (\d+))?$/)
  const month = months.indexOf(match?.[1] ?? "") + 1
  if (!match || month === 0) return undefined
  const year = match[3] === undefined ? undefined : Number(match[3])
  return { month, day: Number(match[2]), year, comments: Number(match[4] ?? 0) }
}

/** The ISO date, in `year` where the page gives none; undefined without any year, or when no such day exists. */
export function withYear(date: PageDate, year: number | undefined): string | undefined {
  const full = `${date.year ?? year}-${twoDigits(date.month)}-${twoDigits(date.day)}`
  return isDate(full) ? full : undefined
}

/**
 * The year of a page, and its day. Without `options.date` it is the first year in which the page makes sense: dates
 * of the page's own year are shown without it, so it lies after every year that is shown, and never after today.
 * Throws `UserError` when `options.date` is not the day that the page shows.
 */
export function resolveYear(page: {
  readonly day?: PageDate
  readonly dates: readonly PageDate[]
  readonly where: string
  readonly options: ReadOptions
}): { readonly year?: number; readonly day?: string; readonly notes: readonly string[] } {
  const { date, today } = page.options
  if (date !== undefined) return statedYear(page.day, date, page.where)
  const year = inferredYear(page.day, page.dates, today)
  const day = page.day && year !== undefined ? withYear(page.day, year) : undefined
  return { year, day, notes: [noteOf(page.where, page.day, year, day)] }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

function statedYear(
  shown: PageDate | undefined,
  date: string,
  where: string,
): ReturnType<typeof resolveYear> {
  const { notADate, notADateHint, otherDate, otherDateHint } = words.files.dailyPage
  if (!isDate(date)) throw new UserError("not-a-date", notADate(date), { hint: notADateHint })
  const year = Number(date.slice(0, 4))
  if (shown && withYear(shown, year) !== date) {
    const message = otherDate(where, writtenOf(shown), date)
    throw new UserError("date-contradicts-page", message, { hint: otherDateHint })
  }
  return { year, day: date, notes: [] }
}

function inferredYear(
  shown: PageDate | undefined,
  dates: readonly PageDate[],
  today: string | undefined,
): number | undefined {
  const years = dates.flatMap((date) => date.year ?? [])
  const latest = today === undefined ? undefined : latestYear(shown, today)
  const earliest = years.length > 0 ? Math.max(...years) + 1 : latest
  if (earliest === undefined) return undefined
  return latest === undefined ? earliest : Math.min(earliest, latest)
}

// The last year in which the shown day was not ahead of today.
function latestYear(shown: PageDate | undefined, today: string): number {
  const year = Number(today.slice(0, 4))
  const thisYear = shown && withYear(shown, year)
  return thisYear !== undefined && thisYear > today ? year - 1 : year
}

function noteOf(
  where: string,
  shown: PageDate | undefined,
  year: number | undefined,
  day: string | undefined,
): string {
  if (day !== undefined) return words.files.dailyPage.readAs(where, day)
  return words.files.dailyPage.noDay(where, shown && writtenOf(shown), year)
}

function writtenOf(date: PageDate): string {
  return `${months[date.month - 1]} ${date.day}`
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0")
}
