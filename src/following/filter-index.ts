import type { Paper } from "../papers/index.ts"
import { type PaperFilter, paperKeys } from "../search/index.ts"

/** Filters by what a paper must have to fit them: a paper meets only those that its rarest keys lead to. */
export type FilterIndex<T> = {
  /** `value` comes with each paper that the filter takes, until what is returned is called. */
  add(filter: PaperFilter, value: T): () => void
  matching(paper: Paper): readonly T[]
}

type Key<T> = {
  readonly number: number
  uses: number
  /** What stands here, and beside each of them two keys of which a paper needs one: most are passed over by these alone. */
  readonly filters: Filter<T>[]
  readonly checks: number[]
}
type Filter<T> = {
  /** The number of the last paper that met it, which saves a set for each paper. */
  by: number
  /** The groups of keys that it needs too, by their numbers. */
  readonly groups: readonly (readonly number[])[]
  readonly matches: PaperFilter["matches"]
  readonly value: T
}

/** Each filter stands under the rarest thing that a paper needs, by `papersWith`, and is tried only on papers that have all. */
export function createFilterIndex<T>(papersWith: (key: string) => number): FilterIndex<T> {
  const keys = new Map<string, Key<T>>()
  const always = new Set<Filter<T>>()
  const marks = createMarks()
  const freed: number[] = []
  let looked = 0

  function keyOf(text: string): Key<T> {
    const known = keys.get(text)
    const key = known ?? { number: freed.pop() ?? keys.size, uses: 0, filters: [], checks: [] }
    if (known === undefined) keys.set(text, key)
    key.uses++
    return key
  }

  function release(text: string): void {
    const key = keys.get(text)
    if (key === undefined || --key.uses > 0) return
    keys.delete(text)
    freed.push(key.number)
  }

  /** Marks the keys of a paper, and gives those under which a filter stands. */
  function meet(paper: Paper): readonly Key<T>[] {
    looked++
    const met: Key<T>[] = []
    if (keys.size === 0) return met
    const { by } = marks.upTo(keys.size + freed.length)
    for (const text of paperKeys(paper)) {
      const key = keys.get(text)
      if (key === undefined || by[key.number] === looked) continue
      by[key.number] = looked
      if (key.filters.length > 0) met.push(key)
    }
    return met
  }

  return {
    add({ needs, matches }, value) {
      const [rarest = [], ...others] = byRarity(needs, papersWith).map((group) => group.map(keyOf))
      const groups = others.map((group) => group.map(({ number }) => number))
      const isShort = groups[0] !== undefined && groups[0].length > 0 && groups[0].length <= 2
      const filter = { by: 0, groups: isShort ? groups.slice(1) : groups, matches, value }
      if (needs.length === 0) always.add(filter)
      for (const key of rarest) {
        // Where two keys cannot tell, its own, which is met.
        const [one = key.number, other = one] = isShort ? (groups[0] ?? []) : []
        key.filters.push(filter)
        key.checks.push(one, other)
      }
      return () => {
        always.delete(filter)
        for (const key of rarest) leave(key, filter)
        for (const text of needs.flat()) release(text)
      }
    },
    matching(paper) {
      const met = meet(paper)
      const { by } = marks
      const found: T[] = []
      const tryOne = (filter: Filter<T>) => {
        if (filter.by === looked) return
        filter.by = looked
        if (areMet(filter.groups, by, looked) && filter.matches(paper)) found.push(filter.value)
      }
      for (const { filters, checks } of met)
        for (let i = 0; i < filters.length; i++) {
          const [one, other] = [checks[2 * i] as number, checks[2 * i + 1] as number]
          if (by[one] === looked || by[other] === looked) tryOne(filters[i] as Filter<T>)
        }
      for (const filter of always) tryOne(filter)
      return found
    },
  }
}

function leave<T>(key: Key<T>, filter: Filter<T>): void {
  const at = key.filters.indexOf(filter)
  key.filters.splice(at, 1)
  key.checks.splice(2 * at, 2)
}

function areMet(groups: Filter<unknown>["groups"], by: Int32Array, looked: number): boolean {
  for (const group of groups) if (!group.some((key) => by[key] === looked)) return false
  return true
}

/** The number of the last paper that had a key, by the key's number: side by side, so that most are near in memory. */
function createMarks() {
  const marks = {
    by: new Int32Array(0),
    upTo(size: number) {
      if (size > marks.by.length) {
        const more = new Int32Array(Math.max(64, 2 * size))
        more.set(marks.by)
        marks.by = more
      }
      return marks
    },
  }
  return marks
}

/** The group whose keys the fewest papers have comes first. */
function byRarity(needs: PaperFilter["needs"], papersWith: (key: string) => number): PaperFilter["needs"] {
  const counted = needs.map((keys) => ({ keys, count: keys.reduce((sum, key) => sum + papersWith(key), 0) }))
  return counted.toSorted((one, other) => one.count - other.count).map(({ keys }) => keys)
}
