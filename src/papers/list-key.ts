import type { Period } from "./list.ts"
import { periodOfKey } from "./period.ts"

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
