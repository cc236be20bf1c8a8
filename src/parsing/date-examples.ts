/** Spellings of days and times to offer while one types; all of them are read by `parsePeriod` or `parseDate`. */
import type { Suggestion } from "../vocabulary/library.ts"

export const periodExamples: readonly Suggestion[] = [
  { value: "today", label: "today" },
  { value: "yesterday", label: "yesterday" },
  { value: "this week", label: "this week" },
  { value: "last week", label: "last week" },
  { value: "this month", label: "this month" },
  { value: "last month", label: "last month" },
  { value: "monday", label: "monday", detail: "the last one; other weekdays too" },
]

export const dateExamples: readonly Suggestion[] = [
  { value: "yesterday", label: "yesterday" },
  { value: "2026", label: "2026", detail: "the whole year" },
  { value: "2025", label: "2025", detail: "the whole year" },
  { value: "2025-06", label: "2025-06", detail: "the whole month" },
]
