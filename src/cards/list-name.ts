import { type ListName, listNameOf } from "../papers/index.ts"
import { periodInWords } from "../words/counted.ts"

/** A list's name by its key: `Daily Papers: Monday, 23 November 2026`, `arXiv cs.LG: …`, `Trending papers`. */
export function listInWords(key: string): string {
  const { period, categories } = listNameOf(key)
  if (key === "starter") return "Landmark papers to start with"
  if (period === undefined) return "Trending papers"
  if (categories.length > 0) return `arXiv ${categories.join(", ")}: ${periodInWords(period)}`
  const names = { day: "Daily Papers", week: "Papers of the week", month: "Papers of the month" }
  return `${names[period.kind]}: ${periodInWords(period)}`
}

/** A list's page on its site. */
export function listLink({ period, categories }: ListName): string {
  const [category] = categories
  if (period === undefined) return "https://huggingface.co/papers/trending"
  if (category !== undefined) return `https://arxiv.org/list/${category}/new`
  const page = { day: "date", week: "week", month: "month" }[period.kind]
  return `https://huggingface.co/papers/${page}/${period.key}`
}
