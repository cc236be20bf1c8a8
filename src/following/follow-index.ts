import type { Paper } from "../papers/index.ts"
import { type PaperFilter, paperKeys, parseFilter } from "../search/index.ts"
import type { Follow } from "../vocabulary/following.ts"
import type { Library, PaperTerm } from "../vocabulary/library.ts"
import { isExcluded } from "./co-authors.ts"
import { queryOf } from "./follow-query.ts"
import { createSimilarIndex } from "./similar-index.ts"

/** Follows by what a paper must have to fit them, so that a paper is held against few of them. */
export type FollowIndex = {
  /** The follows that fit a paper. `terms` are the paper's, for follows of papers like another. */
  fitting(paper: Paper, terms?: readonly PaperTerm[]): readonly Follow[]
  /** How many follows can bring something. */
  readonly size: number
  /** The change after which the first of them began. */
  readonly since: number
}

type Entry = { readonly follows: readonly Follow[]; readonly matches: PaperFilter["matches"] }

/** Follows of the same are one entry, registered under the rarest of what a paper needs. Those that cannot be read bring nothing. */
export function createFollowIndex(
  follows: readonly Follow[],
  { papersWith, termsOf }: Pick<Library, "papersWith" | "termsOf">,
): FollowIndex {
  const byKey = new Map<string, Entry[]>()
  const always: Entry[] = []
  let size = 0
  for (const [query, alike] of Map.groupBy(follows, queryOf)) {
    const filter = query === undefined ? undefined : parseFilter(query)
    if (filter?.kind !== "filter") continue
    size += alike.length
    const entry = { follows: alike, matches: filter.matches }
    const keys = rarest(filter.needs, papersWith)
    if (keys === undefined) always.push(entry)
    for (const key of keys ?? []) byKey.set(key, [...(byKey.get(key) ?? []), entry])
  }
  const byPaper = Map.groupBy(
    follows.filter(({ kind }) => kind === "similar"),
    ({ text }) => text,
  )
  const similar = createSimilarIndex(termsOf([...byPaper.keys()]))
  size += [...byPaper.values()].flat().length

  return {
    size,
    since: follows.reduce((least, { since }) => Math.min(least, since), Number.MAX_SAFE_INTEGER),
    fitting(paper, terms = []) {
      const candidates = new Set(always)
      for (const key of byKey.size > 0 ? paperKeys(paper) : [])
        for (const entry of byKey.get(key) ?? []) candidates.add(entry)
      const found = [...candidates].filter(({ matches }) => matches(paper)).flatMap(({ follows }) => follows)
      const alike = similar.alike(terms).filter((id) => id !== paper.id)
      return [
        ...found.filter((follow) => !isExcluded(follow, paper)),
        ...alike.flatMap((id) => byPaper.get(id) ?? []),
      ]
    },
  }
}

/** The group whose keys the fewest papers have; undefined where any paper may fit. */
function rarest(
  groups: PaperFilter["needs"],
  papersWith: (key: string) => number,
): readonly string[] | undefined {
  const counted = groups.map((keys) => ({
    keys,
    papers: keys.reduce((sum, key) => sum + papersWith(key), 0),
  }))
  return counted.toSorted((one, other) => one.papers - other.papers)[0]?.keys
}
