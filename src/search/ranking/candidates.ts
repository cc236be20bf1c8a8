import { impactsFor } from "../index/bm25f.ts"
import { findTerm, type Postings } from "../index/postings.ts"
import { largestSegment, type Segment } from "../index/segment.ts"
import type { Slot } from "../query/slots.ts"
import type { PaperTests } from "./filters.ts"
import { type Candidate, TopK } from "./top-k.ts"

export type Candidates = {
  /** The best first, at most as many as requested. */
  readonly best: readonly Candidate[]
  /** Papers that hold every word, exact up to `mostCounted`; and any word, exact if fewer than requested. */
  readonly holdingAll: number
  readonly holdingAny: number
  /** Ordered by column: papers that hold at least `leastHeld` words. */
  readonly kept: number
  /** The most words that any one paper holds. */
  readonly mostHeld: number
  /** The work done: how many postings were read. */
  readonly postingsRead: number
}

/** Another order than by score: papers that hold at least `leastHeld` of the words, the greatest key first. */
export type ByColumn = { readonly leastHeld: number; readonly key: (segment: Segment, at: number) => number }

/** Papers are counted exactly up to here. */
export const mostCounted = 1000

/** What is known of a count that stops at `most`. */
export function countedUpTo(
  count: number,
  most: number,
): { readonly total: number; readonly atLeast?: boolean } {
  return count < most ? { total: count } : { total: most, atLeast: true }
}

/**
 * The `most` best papers for some words among those that pass, one term at a time. Words with the highest possible
 * score come first; once the rest cannot lift a new paper above the worst of the best, new papers are skipped
 * (MaxScore: H. Turtle and J. Flood, Query Evaluation: Strategies and Optimizations, 1995).
 */
export function findCandidates(
  segments: readonly Segment[],
  slots: readonly Slot[],
  most: number,
  passes: PaperTests,
  by?: ByColumn,
): Candidates {
  const best = new TopK(most)
  worth = impactsFor(slots.length)
  let holdingAll = 0
  let holdingAny = 0
  let postingsRead = 0
  let mostHeld = 0
  let kept = 0
  const leastHeld = by?.leastHeld ?? 0
  for (const segment of segments) {
    const isWanted = passes(segment)
    const least = by === undefined ? best.threshold : 0
    const { seen, read, greatest } = addUp(segment.postings, slots, least, holdingAll < mostCounted)
    postingsRead += read
    let threshold = best.threshold
    // With a filter the histogram would count papers that do not pass.
    if (by === undefined && isWanted === undefined)
      threshold = Math.max(threshold, reachedBy(most, seen, segment.dead, greatest))
    for (let i = 0; i < seen; i++) {
      const at = touched[i] as number
      const sum = sums[at] as number
      sums[at] = 0
      const held = sum >>> heldShift
      const score = by === undefined ? sum & scoreMask : by.key(segment, at)
      const isAll = held === slots.length
      const isKept = score >= threshold && held >= leastHeld
      const counts = isAll
        ? holdingAll < mostCounted
        : holdingAny < most || held > mostHeld || (by !== undefined && kept < mostCounted)
      if (!(isKept || counts) || segment.dead[at] === 1 || isWanted?.(at) === false) continue
      holdingAny++
      if (isAll) holdingAll++
      if (held > mostHeld) mostHeld = held
      if (held >= leastHeld) kept++
      if (!isKept) continue
      best.offer({ segment, at, score, held })
      if (best.threshold > threshold) threshold = best.threshold
    }
  }
  return { best: best.inOrder(), holdingAll, holdingAny, kept, mostHeld, postingsRead }
}

// One number per paper: how many words it holds in the high byte, its score below. Shared by all searches and zero
// between them, because a search is synchronous.
const heldShift = 24
const oneHeld = 2 ** heldShift
const scoreMask = oneHeld - 1
const sums = new Uint32Array(largestSegment)
/** What each impact is worth to the query at hand. */
let worth = impactsFor(0)
/** For a slot with several terms: 1 for each paper that holds one of them. */
const counted = new Uint8Array(largestSegment)
/** The papers that have a sum, and one element more to write to. */
const touched = new Uint16Array(largestSegment + 1)

/**
 * Leaves in `sums` the scores of the papers in `touched`, the first `seen` of them; none is above `greatest`. With
 * `countsAll` those that hold every word are among them, however low their scores: they are counted.
 */
function addUp(
  postings: Postings,
  slots: readonly Slot[],
  threshold: number,
  countsAll: boolean,
): { readonly seen: number; readonly read: number; readonly greatest: number } {
  const inOrder = slots.map((slot) => slotHere(slot, postings)).sort((a, b) => b.gain - a.gain)
  const greatest = inOrder.reduce((sum, { gain }) => sum + gain, 0)
  // A paper with every word holds the first one.
  let seesAll = countsAll && inOrder.every(({ length }) => length > 0)
  let rest = greatest
  let seen = 0
  let read = 0
  for (const { terms, gain, length } of inOrder) {
    const addsNew = seesAll || rest >= threshold
    seesAll = false
    rest -= gain
    read += length
    if (terms.length > 1 || !addsNew) counted.fill(0)
    for (const term of terms) {
      if (!addsNew) addToSeen(postings, term)
      else if (terms.length === 1) seen = addTerm(postings, term, seen)
      else seen = addAlternative(postings, term, seen)
    }
  }
  return { seen, read, greatest }
}

/**
 * A score that at least `most` live papers reach, from a histogram of the first papers seen, which hold the rarest
 * words; 0 if unknown. Papers below it need not be offered to the heap.
 */
function reachedBy(most: number, seen: number, dead: Uint8Array, greatest: number): number {
  const shift = Math.max(0, 32 - Math.clz32(greatest) - histogramBits)
  histogram.fill(0)
  for (let i = 0; i < Math.min(seen, most * sampled); i++) {
    const at = touched[i] as number
    if (dead[at] === 0) (histogram[((sums[at] as number) & scoreMask) >>> shift] as number)++
  }
  let left = most
  for (let step = histogram.length - 1; step > 0; step--) {
    left -= histogram[step] as number
    if (left <= 0) return step << shift
  }
  return 0
}

const sampled = 12
const histogramBits = 10
const histogram = new Uint32Array(2 ** histogramBits)

type SlotHere = {
  readonly terms: readonly TermHere[]
  /** What it can add to a score at most. */
  readonly gain: number
  /** How many postings its terms have. */
  readonly length: number
}
type TermHere = { readonly from: number; readonly to: number; readonly weight: number }

function slotHere({ alternatives }: Slot, postings: Postings): SlotHere {
  const terms: TermHere[] = []
  let gain = 0
  let length = 0
  for (const { term, weight } of alternatives) {
    const found = findTerm(postings, term)
    if (found < 0) continue
    const [from, to] = [postings.starts[found] as number, postings.starts[found + 1] as number]
    terms.push({ from, to, weight })
    gain = Math.max(gain, weight * (worth[postings.most[found] as number] as number))
    length += to - from
  }
  return { terms, gain, length }
}

/** Whether a paper is new is unpredictable, and a mispredicted branch costs more than the addition: so there is none. */
function addTerm({ papers, impacts }: Postings, { from, to, weight }: TermHere, before: number): number {
  let seen = before
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    touched[seen] = paper
    seen += (sum - 1) >>> 31
    sums[paper] = sum + weight * (worth[impacts[i] as number] as number) + oneHeld
  }
  return seen
}

/** Like `addTerm`, for one of several terms of a slot: only the first that a paper holds counts. */
function addAlternative(
  { papers, impacts }: Postings,
  { from, to, weight }: TermHere,
  before: number,
): number {
  let seen = before
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    if (counted[paper] === 1) continue
    counted[paper] = 1
    const sum = sums[paper] as number
    touched[seen] = paper
    seen += (sum - 1) >>> 31
    sums[paper] = sum + weight * (worth[impacts[i] as number] as number) + oneHeld
  }
  return seen
}

/** Like `addAlternative`, but only for papers that already have a sum. */
function addToSeen({ papers, impacts }: Postings, { from, to, weight }: TermHere): void {
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    if (sum === 0 || counted[paper] === 1) continue
    counted[paper] = 1
    sums[paper] = sum + weight * (worth[impacts[i] as number] as number) + oneHeld
  }
}
