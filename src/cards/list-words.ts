/** Lists as people call them, and how fresh they are. */
import { type ListName, listNameOf } from "../papers/index.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { agoInWords, shortPeriod } from "../words/counted.ts"
import { words } from "../words/words.ts"

const { list } = words.cards

/** A list's name by its key: `Daily Papers · Mon, Nov 23`, `arXiv cs.LG · …`, `Trending papers`. */
export function listInWords(key: string): string {
  const { period, categories } = listNameOf(key)
  if (key === "starter") return list.names.starter
  if (/^(?:mix|followed)(?::|$)/.test(key)) return words.digests.name
  if (/^recommended(?::|$)/.test(key)) return words.digests.ofPlace
  if (/^query(?::|$)/.test(key)) return words.digests.found
  if (period === undefined) return list.names.trending
  const when = shortPeriod(period)
  return categories.length > 0 ? list.names.arxiv(categories.join(", "), when) : list.names[period.kind](when)
}

/** A list's page on its site. */
export function listLink({ period, categories }: ListName): string {
  const [category] = categories
  if (period === undefined) return "https://huggingface.co/papers/trending"
  if (category !== undefined) return `https://arxiv.org/list/${category}/new`
  const page = { day: "date", week: "week", month: "month" }[period.kind]
  return `https://huggingface.co/papers/${page}/${period.key}`
}

/** When a list was read, and why it may be old; empty where neither says anything. */
export function freshnessNote({ unreachable, readAt }: Freshness, now: Temporal.Instant): string {
  const ago = readAt === undefined ? undefined : agoInWords(readAt, now)
  if (unreachable !== undefined) return list.stored(ago, unreachable)
  return ago === undefined ? "" : list.fresh(ago)
}
