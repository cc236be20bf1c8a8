import type { Paper } from "../papers/index.ts"
import { type PaperFilter, paperKeys } from "../search/index.ts"

/** Filters by what a paper must have to fit them: a paper meets only those that its rarest keys lead to. */
export type FilterIndex<T> = {
  /** `value` comes with each paper that the filter takes, until what is returned is called. */
  add(filter: PaperFilter, value: T): () => void
  matching(paper: Paper): readonly T[]
}

/** Marked with the number of the last paper that met it, which saves a set for each paper. */
type Seen = { by: number }
type Key<T> = Seen & { readonly filters: Set<Filter<T>>; uses: number }
type Filter<T> = Seen & {
  /** The other groups of keys that it needs. */
  readonly groups: readonly (readonly Key<T>[])[]
  readonly matches: PaperFilter["matches"]
  readonly value: T
}

/** Each filter stands under the rarest thing that a paper needs, by `papersWith`, and is tried only on papers that have all. */
export function createFilterIndex<T>(papersWith: (key: string) => number): FilterIndex<T> {
  const keys = new Map<string, Key<T>>()
  const always = new Set<Filter<T>>()
  let looked = 0

  function keyOf(text: string): Key<T> {
    const key = keys.get(text) ?? { by: 0, filters: new Set(), uses: 0 }
    keys.set(text, key)
    key.uses++
    return key
  }

  function release(text: string): void {
    const key = keys.get(text)
    if (key && --key.uses === 0) keys.delete(text)
  }

  /** Marks the keys of a paper, and gives those under which a filter stands. */
  function meet(paper: Paper): readonly Key<T>[] {
    looked++
    const met: Key<T>[] = []
    if (keys.size === 0) return met
    for (const text of paperKeys(paper)) {
      const key = keys.get(text)
      if (key === undefined || key.by === looked) continue
      key.by = looked
      if (key.filters.size > 0) met.push(key)
    }
    return met
  }

  return {
    add({ needs, matches }, value) {
      const groups = needs.map((group) => group.map(keyOf))
      const rarest = groups[indexOfRarest(needs, papersWith)]
      const filter = { by: 0, groups: groups.filter((group) => group !== rarest), matches, value }
      const places = rarest?.map(({ filters }) => filters) ?? [always]
      for (const filters of places) filters.add(filter)
      return () => {
        for (const filters of places) filters.delete(filter)
        for (const text of needs.flat()) release(text)
      }
    },
    matching(paper) {
      const met = meet(paper)
      const found: T[] = []
      const tryOne = (filter: Filter<T>) => {
        if (filter.by === looked) return
        filter.by = looked
        if (areMet(filter.groups, looked) && filter.matches(paper)) found.push(filter.value)
      }
      for (const { filters } of met) for (const filter of filters) tryOne(filter)
      for (const filter of always) tryOne(filter)
      return found
    },
  }
}

function areMet(groups: readonly (readonly Seen[])[], looked: number): boolean {
  for (const group of groups) if (!group.some(({ by }) => by === looked)) return false
  return true
}

/** Of the group whose keys the fewest papers have. */
function indexOfRarest(needs: PaperFilter["needs"], papersWith: (key: string) => number): number {
  const counts = needs.map((keys) => keys.reduce((sum, key) => sum + papersWith(key), 0))
  return counts.indexOf(Math.min(...counts))
}
