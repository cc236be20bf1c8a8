import { type Strings, stringAt, stringsOf } from "./bytes.ts"
import type { Segment } from "./segment.ts"
import { wordsOf } from "./words.ts"

/**
 * Short texts, found by how they or one of their words begin: every place where a word begins, in the order of what
 * follows. What begins alike is adjacent, so a binary search finds it; a mistyped prefix is followed letter by letter,
 * with an edit tried at each.
 */
export type SuffixArray = {
  /** The texts, each ending with a zero byte. */
  readonly texts: Strings
  readonly sorted: Uint32Array
}

/** Neighbors in `sorted` that begin as typed, after `edits` edits. */
export type PrefixRange = { readonly from: number; readonly to: number; readonly edits: number }

/** Takes folded texts, their words separated by single spaces. */
export function suffixArrayOf(folded: readonly string[]): SuffixArray {
  const texts = stringsOf(folded.map((text) => `${text}\0`))
  const { bytes } = texts
  const places: number[] = []
  for (let at = 0; at < bytes.length; at++)
    if (bytes[at] !== 0 && (at === 0 || bytes[at - 1] === 0 || bytes[at - 1] === space)) places.push(at)
  return { texts, sorted: Uint32Array.from(places).sort((a, b) => compare(bytes, a, b)) }
}

/** The number of the text at a place. */
export function textAt({ texts: { starts } }: SuffixArray, place: number): number {
  let low = 0
  let high = starts.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** Everything that begins exactly so. */
export function prefixRange(index: SuffixArray, typed: Uint8Array): PrefixRange {
  return narrowed(index, { from: 0, to: index.sorted.length, edits: 0 }, typed, 0, 0)
}

/** Everything that begins so after exactly one edit of what was typed. */
export function nearPrefixRanges(index: SuffixArray, typed: Uint8Array): PrefixRange[] {
  const found: PrefixRange[] = []
  let range: PrefixRange = { from: 0, to: index.sorted.length, edits: 1 }
  const keep = (next: PrefixRange) => {
    if (next.from < next.to) found.push(next)
  }
  for (let depth = 0; depth < typed.length && range.from < range.to; depth++) {
    keep(narrowed(index, range, typed, depth + 1, depth))
    if (depth + 1 < typed.length) keep(narrowed(index, range, swappedAt(typed, depth), depth, depth))
    for (const branch of branches(index, range, depth)) {
      if (index.texts.bytes[(index.sorted[branch.from] as number) + depth] === typed[depth]) continue
      keep(narrowed(index, branch, typed, depth + 1, depth + 1))
      keep(narrowed(index, branch, typed, depth, depth + 1))
    }
    range = narrowed(index, range, typed.subarray(0, depth + 1), depth, depth)
  }
  return found
}

const space = 32

function swappedAt(typed: Uint8Array, at: number): Uint8Array {
  const swapped = typed.slice()
  swapped[at] = typed[at + 1] as number
  swapped[at + 1] = typed[at] as number
  return swapped
}

/** The part of a range in which the letters of `typed` from `from` on follow after `depth` letters. */
function narrowed(
  index: SuffixArray,
  range: PrefixRange,
  typed: Uint8Array,
  from: number,
  depth: number,
): PrefixRange {
  let { from: low, to: high } = range
  for (let i = from; i < typed.length && low < high; i++) {
    const at = depth + i - from
    const letter = typed[i] as number
    low = firstNotBelow(index, low, high, at, letter)
    high = firstNotBelow(index, low, high, at, letter + 1)
  }
  return { from: low, to: high, edits: range.edits }
}

/** The parts of a range, one for each letter that follows after `depth` letters. */
function branches(index: SuffixArray, range: PrefixRange, depth: number): PrefixRange[] {
  const parts: PrefixRange[] = []
  let from = firstNotBelow(index, range.from, range.to, depth, 1)
  while (from < range.to) {
    const letter = index.texts.bytes[(index.sorted[from] as number) + depth] as number
    const to = firstNotBelow(index, from, range.to, depth, letter + 1)
    parts.push({ from, to, edits: range.edits })
    from = to
  }
  return parts
}

function firstNotBelow(
  { texts: { bytes }, sorted }: SuffixArray,
  from: number,
  to: number,
  depth: number,
  letter: number,
): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bytes[(sorted[middle] as number) + depth] as number) < letter) low = middle + 1
    else high = middle
  }
  return low
}

/** Equal texts are ordered by their places. */
function compare(bytes: Uint8Array, a: number, b: number): number {
  let at = 0
  while (bytes[a + at] === bytes[b + at] && bytes[a + at] !== 0) at++
  return (bytes[a + at] as number) - (bytes[b + at] as number) || a - b
}

/** The suffix array of a segment's titles, which never change. Built on first use. */
export function titleSuffixArray(segment: Segment): SuffixArray {
  const known = titleStarts.get(segment)
  if (known !== undefined) return known
  const built = suffixArrayOf(segment.ids.map((_, at) => prefixKey(stringAt(segment.titles, at))))
  titleStarts.set(segment, built)
  return built
}

const titleStarts = new WeakMap<Segment, SuffixArray>()

/** For a segment that was saved with its array. */
export function restoreTitleSuffixArray(segment: Segment, starts: SuffixArray): void {
  titleStarts.set(segment, starts)
}

/** Words separated by single spaces, without `a`, unless it is the last one and may go on. */
export function prefixKey(text: string): string {
  const words = wordsOf(text.slice(0, longestTyped)).map((word) => word.text)
  return words.filter((word, at) => word !== "a" || at === words.length - 1).join(" ")
}

const longestTyped = 200
