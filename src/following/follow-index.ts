import type { Paper } from "../papers/index.ts"
import { type PaperFilter, paperKeys, parseFilter } from "../search/index.ts"
import type { Follow } from "../vocabulary/following.ts"
import type { Library, PaperVector } from "../vocabulary/library.ts"
import { isExcluded } from "./co-authors.ts"
import { queryOf } from "./follow-query.ts"
import { createSimilarIndex } from "./similar-index.ts"

/** Follows by what a paper must have to fit them, so that a paper is held against few of them. */
export type FollowIndex = {
  /** The follows that fit a paper. `vector` is the paper's, for follows of papers like another. */
  fitting(paper: Paper, vector?: PaperVector): readonly Follow[]
  /** How many follows can bring something. */
  readonly size: number
  /** The change after which the first of them began. */
  readonly since: number
}

type Entry = { readonly follows: readonly Follow[]; readonly matches: PaperFilter["matches"] }

/** Follows of the same are one entry, registered under the rarest of what a paper needs. Those that cannot be read bring nothing. */
export function createFollowIndex(
  follows: readonly Follow[],
  { papersWith, vectorsOf }: Pick<Library, "papersWith" | "vectorsOf">,
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
    for (const key of keys ?? []) {
      const entries = byKey.get(key) ?? []
      byKey.set(key, entries)
      entries.push(entry)
    }
  }
  const byPaper = Map.groupBy(
    follows.filter(({ kind }) => kind === "similar"),
    ({ text }) => text,
  )
  const similar = createSimilarIndex(vectorsOf([...byPaper.keys()]))
  size += [...byPaper.values()].flat().length

  function entriesFor(paper: Paper): ReadonlySet<Entry> {
    const entries = new Set(always)
    if (byKey.size === 0) return entries
    for (const key of paperKeys(paper)) for (const entry of byKey.get(key) ?? []) entries.add(entry)
    return entries
  }

  return {
    size,
    since: follows.reduce((least, { since }) => Math.min(least, since), Number.MAX_SAFE_INTEGER),
    fitting(paper, vector) {
      const found: Follow[] = []
      for (const { matches, follows } of entriesFor(paper))
        if (matches(paper)) for (const follow of follows) if (!isExcluded(follow, paper)) found.push(follow)
      const alike = vector === undefined ? [] : similar.alike(vector)
      return [...found, ...alike.filter((id) => id !== paper.id).flatMap((id) => byPaper.get(id) ?? [])]
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
