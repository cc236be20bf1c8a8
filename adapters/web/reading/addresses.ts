/** The addresses of what people read: a paper, a list. */
import { isTitleKey, type Period } from "../../../src/papers/index.ts"

/** A paper's own page. */
export function paperPath(id: string): string {
  return isTitleKey(id) ? `/papers/t/${id.slice("t:".length)}` : `/papers/${id}`
}

/** The page of a day's, week's or month's list; without a period, of what is trending. */
export function listPath(period: Pick<Period, "kind" | "key"> | undefined): string {
  return period ? `/${period.kind}/${period.key}` : "/trending"
}

/** The results of a query. */
export function searchPath(query: string): string {
  return `/search?${new URLSearchParams({ q: query })}`
}

/** The results of a query for one value of a filter, quoted where it holds more than letters and digits. */
export function filterPath(filter: "author" | "org", value: string): string {
  const plain = value.replaceAll('"', " ").trim()
  return searchPath(/^[\p{L}\p{N}-]+$/u.test(plain) ? `${filter}:${plain}` : `${filter}:"${plain}"`)
}
