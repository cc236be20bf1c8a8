import type { Paper } from "../papers/index.ts"
import { parseFilter } from "../search/index.ts"
import type { Follow } from "../vocabulary/following.ts"
import type { Library, PaperVector } from "../vocabulary/library.ts"
import { isExcluded } from "./co-authors.ts"
import { createFilterIndex } from "./filter-index.ts"
import { queryOf } from "./follow-query.ts"
import { createSimilarIndex } from "./similar-index.ts"

/** Follows by what a paper must have to fit them, so that a paper is held against few of them. */
export type FollowIndex = {
  /** From then on it holds these follows. The cost grows with what began, changed or ended. */
  hold(follows: readonly Follow[]): void
  /** The follows that fit a paper. `vector` is the paper's, for follows of papers like another. */
  fitting(paper: Paper, vector?: PaperVector): readonly Follow[]
  /** How many follows can bring something. */
  readonly size: number
  /** The change after which the first of them began. */
  readonly since: number
}

/** Follows of the same, by their ids, and how it ends. */
type Alike = { readonly follows: Map<string, Follow>; readonly end: () => void }

/** Follows of the same are one entry. Those that cannot be read bring nothing. */
export function createFollowIndex({
  papersWith,
  vectorsOf,
}: Pick<Library, "papersWith" | "vectorsOf">): FollowIndex {
  const filters = createFilterIndex<Alike["follows"]>(papersWith)
  const similar = createSimilarIndex()
  const held = new Map<string, Follow>()
  const byQuery = new Map<string, Alike>()
  const byPaper = new Map<string, Alike>()
  /** Followed papers that the library's index did not know yet. */
  const unknown = new Set<string>()
  let size = 0
  let since = Number.MAX_SAFE_INTEGER

  const groupOf = (follow: Follow): readonly [Map<string, Alike>, string] => {
    const query = queryOf(follow)
    return query === undefined ? [byPaper, follow.text] : [byQuery, query]
  }

  function begin(follow: Follow): void {
    held.set(follow.id, follow)
    const [group, text] = groupOf(follow)
    const alike = group.get(text) ?? entryOf(group, text)
    if (alike === undefined) return
    group.set(text, alike)
    alike.follows.set(follow.id, follow)
    size++
  }

  function entryOf(group: Map<string, Alike>, text: string): Alike | undefined {
    const follows = new Map<string, Follow>()
    if (group === byPaper) {
      unknown.add(text)
      return { follows, end: () => void (unknown.delete(text) || similar.remove(text)) }
    }
    const filter = parseFilter(text)
    return filter.kind === "filter" ? { follows, end: filters.add(filter, follows) } : undefined
  }

  function end(follow: Follow): void {
    held.delete(follow.id)
    const [group, text] = groupOf(follow)
    const alike = group.get(text)
    if (alike === undefined) return
    alike.follows.delete(follow.id)
    size--
    if (alike.follows.size > 0) return
    group.delete(text)
    alike.end()
  }

  function readUnknown(): void {
    for (const [paper, vector] of vectorsOf([...unknown])) {
      similar.add(paper, vector)
      unknown.delete(paper)
    }
  }

  return {
    hold(follows) {
      const next = new Map(follows.map((follow) => [follow.id, follow]))
      for (const [id, follow] of held) if (!isSame(follow, next.get(id))) end(follow)
      for (const [id, follow] of next) if (!held.has(id)) begin(follow)
      readUnknown()
      since = follows.reduce((least, one) => Math.min(least, one.since), Number.MAX_SAFE_INTEGER)
    },
    fitting(paper, vector) {
      const found: Follow[] = []
      for (const follows of filters.matching(paper))
        for (const follow of follows.values()) if (!isExcluded(follow, paper)) found.push(follow)
      for (const id of vector === undefined ? [] : similar.alike(vector))
        if (id !== paper.id) found.push(...(byPaper.get(id)?.follows.values() ?? []))
      return found
    },
    get size() {
      return size
    },
    get since() {
      return since
    },
  }
}

/** What of a follow may change: who is excluded, and the id of its paper. */
function isSame(one: Follow, other: Follow | undefined): boolean {
  return one.text === other?.text && (one.exclusions ?? []).join("\n") === (other.exclusions ?? []).join("\n")
}
