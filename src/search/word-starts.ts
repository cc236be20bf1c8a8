import { type Strings, stringsOf } from "./strings.ts"

/**
 * Short texts, to be found by how they or one of their words begin: every place where a word begins, in the order of
 * what follows (a suffix array over words). What begins alike lies together, so a few halvings find it, and a mistyped
 * beginning is followed letter by letter, with an edit tried where the letters run out.
 */
export type WordStarts = {
  /** The texts, each ending with a zero byte. */
  readonly texts: Strings
  readonly sorted: Uint32Array
}

/** Neighbours in `sorted` that begin as was typed, after so many edits. */
export type StartRange = { readonly from: number; readonly to: number; readonly edits: number }

/** Takes folded texts, their words parted by single spaces. */
export function wordStartsOf(folded: readonly string[]): WordStarts {
  const texts = stringsOf(folded.map((text) => `${text}\0`))
  const { bytes } = texts
  const places: number[] = []
  for (let at = 0; at < bytes.length; at++)
    if (bytes[at] !== 0 && (at === 0 || bytes[at - 1] === 0 || bytes[at - 1] === space)) places.push(at)
  return { texts, sorted: Uint32Array.from(places).sort((a, b) => compare(bytes, a, b)) }
}

/** Which text a place lies in. */
export function textAt({ texts: { starts } }: WordStarts, place: number): number {
  let low = 0
  let high = starts.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** All that begins exactly so. */
export function startingWith(index: WordStarts, typed: Uint8Array): StartRange {
  return narrowed(index, { from: 0, to: index.sorted.length, edits: 0 }, typed, 0, 0)
}

/** All that begins so after one edit of what was typed, and none sooner: letters put in, left out, replaced, swapped. */
export function startingNearly(index: WordStarts, typed: Uint8Array): StartRange[] {
  const found: StartRange[] = []
  let range: StartRange = { from: 0, to: index.sorted.length, edits: 1 }
  const keep = (next: StartRange) => {
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

/** The part of a range in which, from `depth` letters in, the letters of `typed` from `from` on follow. */
function narrowed(
  index: WordStarts,
  range: StartRange,
  typed: Uint8Array,
  from: number,
  depth: number,
): StartRange {
  let { from: low, to: high } = range
  for (let i = from; i < typed.length && low < high; i++) {
    const at = depth + i - from
    const letter = typed[i] as number
    low = firstNotBelow(index, low, high, at, letter)
    high = firstNotBelow(index, low, high, at, letter + 1)
  }
  return { from: low, to: high, edits: range.edits }
}

/** The parts of a range, one for each letter that follows `depth` letters in; ended texts have none. */
function branches(index: WordStarts, range: StartRange, depth: number): StartRange[] {
  const parts: StartRange[] = []
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
  { texts: { bytes }, sorted }: WordStarts,
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

/** Two texts never compare equal beyond their ends, since they lie at different places. */
function compare(bytes: Uint8Array, a: number, b: number): number {
  let at = 0
  while (bytes[a + at] === bytes[b + at] && bytes[a + at] !== 0) at++
  return (bytes[a + at] as number) - (bytes[b + at] as number) || a - b
}
