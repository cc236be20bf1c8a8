import { BestCandidates, type Candidate, type GoesBefore } from "./best-candidates.ts"
import type { PaperTests } from "./paper-tests.ts"
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
 * cache. Words are taken in the order of what they can give; once the rest could not lift a paper over the worst of the
 * best so far, papers not seen yet are passed over (MaxScore: H. Turtle and J. Flood, Query Evaluation: Strategies and
 * Optimizations, 1995).
 */
export function findCandidates(
  segments: readonly Segment[],
  slots: readonly Slot[],
  most: number,
  passes: PaperTests,
  goesBefore: GoesBefore,
  by?: ByColumn,
): Candidates {
  const best = new BestCandidates(most, goesBefore)
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
    // Of papers that may not pass, none says how many better ones there are.
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

// One number a paper: the words it holds in the high byte, its score below. Shared by all searches, and zero between
// them: a search is synchronous.
const heldShift = 24
const oneHeld = 2 ** heldShift
const scoreMask = oneHeld - 1
const sums = new Uint32Array(largestSegment)
/** 1 for each paper that holds a term of the slot that is being added, where the slot stands for several. */
const counted = new Uint8Array(largestSegment)
/** The papers that have a sum, as they came, and one place more to write to. */
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
  // Whoever holds every word holds the first.
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
 * A score that at least `most` living papers have: no worse one is among the best, so that hardly more than these need
 * to be put in order. 0 where it is unknown. The first papers seen tell it, since they hold the most telling words.
 */
function reachedBy(most: number, seen: number, dead: Uint8Array, greatest: number): number {
  const shift = Math.max(0, 32 - Math.clz32(greatest) - histogramBits)
  histogram.fill(0)
  for (let i = 0; i < Math.min(seen, most * toldBy); i++) {
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

const toldBy = 12
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
    gain = Math.max(gain, weight * (postings.most[found] as number))
    length += to - from
  }
  return { terms, gain, length }
}

/** Whether a paper is new is a coin toss, and a branch that is guessed wrong costs more than all the rest: so none is taken. */
function addTerm({ papers, impacts }: Postings, { from, to, weight }: TermHere, before: number): number {
  let seen = before
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    touched[seen] = paper
    seen += (sum - 1) >>> 31
    sums[paper] = sum + weight * (impacts[i] as number) + oneHeld
  }
  return seen
}

/** As `addTerm`, for one of several terms of a slot: the first that a paper holds counts, the others do not. */
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
    sums[paper] = sum + weight * (impacts[i] as number) + oneHeld
  }
  return seen
}

/** As `addAlternative`, for papers alone that have a sum already. */
function addToSeen({ papers, impacts }: Postings, { from, to, weight }: TermHere): void {
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    if (sum === 0 || counted[paper] === 1) continue
    counted[paper] = 1
    sums[paper] = sum + weight * (impacts[i] as number) + oneHeld
  }
}
