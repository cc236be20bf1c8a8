import { BestCandidates, type Candidate, type GoesBefore } from "./best-candidates.ts"
import { findTerm, type Postings } from "./postings.ts"
import { largestSegment, type Segment } from "./segment.ts"
import type { Slot } from "./slots.ts"

export type Candidates = {
  /** The best, best first; at most as many as were asked for. */
  readonly best: readonly Candidate[]
  /** Papers that hold every word, exactly up to `mostCounted`; and any, exactly as long as they are fewer than asked for. */
  readonly holdingAll: number
  readonly holdingAny: number
  /** Papers that hold as many words as was asked for, of an order by column. */
  readonly kept: number
  /** How many of the words any paper holds. */
  readonly mostHeld: number
  /** Postings that were read: the work that was done. */
  readonly postingsRead: number
}

/** Another order than by score: papers that hold at least so many of the words, the greatest key first. */
export type ByColumn = { readonly leastHeld: number; readonly key: (segment: Segment, at: number) => number }

/** Totals are counted exactly up to here. */
export const mostCounted = 1000

/**
 * The `most` best papers for some words among those that pass, term at a time. A segment's scores fit the processor's
 * cache. Words are taken in the order of what they can give; once the rest could not lift a paper over the worst that
 * was kept from earlier segments, papers not seen yet are passed over (MaxScore: H. Turtle and J. Flood, Query
 * Evaluation: Strategies and Optimizations, 1995).
 */
export function findCandidates(
  segments: readonly Segment[],
  slots: readonly Slot[],
  most: number,
  passes: (segment: Segment) => (at: number) => boolean,
  goesBefore: GoesBefore,
  by?: ByColumn,
): Candidates {
  const best = new BestCandidates(most, goesBefore)
  let holdingAll = 0
  let holdingAny = 0
  let postingsRead = 0
  let mostHeld = 0
  let kept = 0
  for (const segment of segments) {
    const { seen, read } = addUp(segment.postings, slots, by === undefined ? best.threshold : 0)
    postingsRead += read
    const isWanted = passes(segment)
    let threshold = best.threshold
    for (let i = 0; i < seen; i++) {
      const at = touched[i] as number
      const sum = sums[at] as number
      sums[at] = 0
      const held = sum >>> heldShift
      const isAll = held === slots.length
      const score = by === undefined ? sum & scoreMask : by.key(segment, at)
      const isKept = held >= (by?.leastHeld ?? 0) && score >= threshold
      const counts = isAll
        ? holdingAll < mostCounted
        : holdingAny < most || held > mostHeld || kept < (by === undefined ? 0 : mostCounted)
      if (!(isKept || counts) || !isWanted(at)) continue
      holdingAny++
      if (isAll) holdingAll++
      if (held > mostHeld) mostHeld = held
      if (held >= (by?.leastHeld ?? 0)) kept++
      if (!isKept) continue
      best.offer({ segment, at, score, held })
      threshold = best.threshold
    }
  }
  return { best: best.inOrder(), holdingAll, holdingAny, kept, mostHeld, postingsRead }
}

// One number a paper: the words it holds in the high byte, its score below. Shared by all searches, and zero between
// them: a search is synchronous.
const heldShift = 24
const oneHeld = 2 ** heldShift
const scoreMask = oneHeld - 1
const sums = new Uint32Array(largestSegment)
const touched = new Uint16Array(largestSegment)
/** The slot that last counted for a paper, for words that stand for several terms: a number that no other slot ever had. */
const lastSlot = new Float64Array(largestSegment)
let slotsCounted = 0

/** Leaves in `sums` the scores of the papers in `touched`, the first `seen` of them. */
function addUp(
  postings: Postings,
  slots: readonly Slot[],
  threshold: number,
): { seen: number; read: number } {
  const inOrder = slots
    .map((slot) => ({ slot, terms: termsOf(slot, postings) }))
    .map(({ terms }) => ({ terms, gain: terms.reduce((gain, { gain: next }) => Math.max(gain, next), 0) }))
    .sort((a, b) => b.gain - a.gain)
  let rest = inOrder.reduce((sum, { gain }) => sum + gain, 0)
  let seen = 0
  let read = 0
  for (const { terms, gain } of inOrder) {
    const addsNew = rest >= threshold
    rest -= gain
    const [only] = terms
    if (only === undefined) continue
    if (terms.length === 1) seen = addTerm(postings, only, addsNew, seen)
    else {
      slotsCounted++
      for (const term of terms) seen = addAlternative(postings, term, addsNew, seen, slotsCounted)
    }
    for (const { from, to } of terms) read += to - from
  }
  return { seen, read }
}

type TermHere = { readonly from: number; readonly to: number; readonly weight: number; readonly gain: number }

function termsOf({ alternatives }: Slot, postings: Postings): TermHere[] {
  return alternatives.flatMap(({ term, weight }) => {
    const found = findTerm(postings, term)
    if (found < 0) return []
    const { starts, most } = postings
    const gain = weight * (most[found] as number)
    return [{ from: starts[found] as number, to: starts[found + 1] as number, weight, gain }]
  })
}

function addTerm(
  { papers, impacts }: Postings,
  { from, to, weight }: TermHere,
  addsNew: boolean,
  before: number,
): number {
  let seen = before
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    if (sum === 0) {
      if (!addsNew) continue
      touched[seen++] = paper
    }
    sums[paper] = sum + weight * (impacts[i] as number) + oneHeld
  }
  return seen
}

/** As `addTerm`, for one of several terms of a slot: the first that a paper holds counts, the others do not. */
function addAlternative(
  postings: Postings,
  term: TermHere,
  addsNew: boolean,
  before: number,
  slot: number,
): number {
  const { papers, impacts } = postings
  let seen = before
  for (let i = term.from; i < term.to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    if (sum === 0) {
      if (!addsNew) continue
      touched[seen++] = paper
    }
    if (lastSlot[paper] === slot) continue
    lastSlot[paper] = slot
    sums[paper] = sum + term.weight * (impacts[i] as number) + oneHeld
  }
  return seen
}
