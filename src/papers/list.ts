/** A list of papers: its entries, its key, and when the list of a day fills. */
import { type Period, periodOfKey } from "./period.ts"

/** One paper's place on a list, with what the site showed when the list was read. */
export type Listed = { readonly paper: string; readonly upvotes: number; readonly comments: number }

/** A day's, week's or month's papers, or what is trending, in the order the source gave. */
export type PaperList = {
  /** A period's key, or `trending`. */
  readonly key: string
  readonly entries: readonly Listed[]
  /** False while the source may still add papers. */
  readonly closed: boolean
  /** ISO instant. */
  readonly readAt: string
  readonly source: "huggingface" | "arxiv" | "page" | "file" | "starter"
}

/** What a list's key says: `2026-11-23`, `2026-W48`, `trending`, `arxiv:cs.LG+stat.ML:2026-11-23`. */
export type ListName = {
  readonly key: string
  /** Absent for what is trending. */
  readonly period?: Period
  /** arXiv's; empty for the lists of Hugging Face. */
  readonly categories: readonly string[]
}

/** The key of what arXiv announced in some categories on a day, an ISO date. */
export function arXivListKey(categories: readonly string[], day: string): string {
  return `arxiv:${categories.join("+")}:${day}`
}

/** Reads a list's key. */
export function listNameOf(key: string): ListName {
  const [, categories = "", day = ""] = /^arxiv:([^:]+):(.+)$/.exec(key) ?? []
  const period = periodOfKey(day || key)
  return { key, ...(period ? { period } : {}), categories: categories.split("+").filter(Boolean) }
}

/** The day of the first list. ISO date. */
export const firstListDay = "2023-05-04"

const siteZone = "America/New_York"
const turnOfDay = Temporal.PlainTime.from("21:30")

/** The day whose list is filling at an instant. ISO date; weekend days included. */
export function listDayAt(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(siteZone)
  const turned = Temporal.PlainTime.compare(local.toPlainTime(), turnOfDay) >= 0
  return local
    .toPlainDate()
    .add({ days: turned ? 1 : 0 })
    .toString()
}

/** When the list of an ISO date starts to fill. */
export function listOpensAt(date: string): Temporal.Instant {
  return listClosesAt(Temporal.PlainDate.from(date).subtract({ days: 1 }).toString())
}

/** When the list of an ISO date is complete. */
export function listClosesAt(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: siteZone, plainTime: turnOfDay })
    .toInstant()
}

/** Whether a list's key is the ISO date of a Saturday or Sunday, whose list stays empty. Weeks and months are not. */
export function isWeekend(key: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(key) && Temporal.PlainDate.from(key).dayOfWeek >= 6
}
