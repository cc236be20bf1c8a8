/** What of a list is shown, and in which order: from the address's query, and back into it. */
import type { Paper } from "../../../src/papers/index.ts"
import type { PaperStats } from "../../../src/vocabulary/community-stores.ts"

export const filters = ["all", "code", "discussed"] as const
export const sorts = ["hf", "here", "new", "discussed"] as const

export type ListOptions = { readonly only: (typeof filters)[number]; readonly sort: (typeof sorts)[number] }
export type StatsOfPapers = ReadonlyMap<string, PaperStats>

/** Reads the options; what makes no sense is the default. */
export function readListOptions(query: (name: string) => string | undefined): ListOptions {
  return {
    only: filters.find((one) => one === query("only")) ?? "all",
    sort: sorts.find((one) => one === query("sort")) ?? "hf",
  }
}

/** The query of an address with these options, with its question mark; empty for the defaults. */
export function listQuery({ only, sort }: ListOptions): string {
  const query = new URLSearchParams()
  if (only !== "all") query.set("only", only)
  if (sort !== "hf") query.set("sort", sort)
  return query.size === 0 ? "" : `?${query}`
}

/** Replies to a paper in its community's threads. */
export function repliesTo(stats: PaperStats | undefined): number {
  return stats?.threads.reduce((sum, { replies }) => sum + replies, 0) ?? 0
}

/** The papers of a filter. */
export function filtered(
  papers: readonly Paper[],
  stats: StatsOfPapers,
  only: ListOptions["only"],
): readonly Paper[] {
  if (only === "code") return papers.filter(({ code }) => code !== undefined)
  return only === "discussed" ? papers.filter(({ id }) => repliesTo(stats.get(id)) > 0) : papers
}

/** In the order of a sort; papers that are equal in it keep theirs. */
export function sorted(
  papers: readonly Paper[],
  stats: StatsOfPapers,
  sort: ListOptions["sort"],
): readonly Paper[] {
  const worth: Readonly<Record<ListOptions["sort"], (paper: Paper) => number>> = {
    hf: ({ upvotes }) => upvotes,
    here: ({ id }) => stats.get(id)?.votes ?? 0,
    new: ({ publishedOn }) => Number(publishedOn?.replaceAll("-", "") ?? 0),
    discussed: ({ id, comments }) => repliesTo(stats.get(id)) * 1000 + comments,
  }
  return papers.toSorted((one, other) => worth[sort](other) - worth[sort](one))
}
