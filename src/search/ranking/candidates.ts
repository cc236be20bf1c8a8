import { impactsFor } from "../index/bm25f.ts"
import { findTerm, type Postings } from "../index/postings.ts"
import { largestSegment, type Segment } from "../index/segment.ts"
import type { Slot } from "../query/slots.ts"
import type { PaperTests, Test } from "./filters.ts"
import { bestOf, type Candidate, TopK } from "./top-k.ts"

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
  worth = impactsFor(slots.length)
  const counts: Counts = { holdingAll: 0, holdingAny: 0, kept: 0, mostHeld: 0, postingsRead: 0 }
  const asked = { slots, most, by, counts }
  let best: readonly Candidate[] = []
  for (const segment of segments) {
    const isWanted = passes(segment)
    const top = new TopK(segment, most, best.length < most ? Number.NEGATIVE_INFINITY : scoreOfLast(best))
    if (by === undefined && isWanted === undefined) offerAll(segment, asked, top)
    else offerWanted(segment, asked, top, isWanted)
    best = bestOf(best, top.inOrder(), most)
  }
  return { best, ...counts }
}

const scoreOfLast = (best: readonly Candidate[]) => best.at(-1)?.score ?? Number.POSITIVE_INFINITY

type Counts = { -readonly [Count in Exclude<keyof Candidates, "best">]: Candidates[Count] }
type Asked = {
  readonly slots: readonly Slot[]
  readonly most: number
  readonly by: ByColumn | undefined
  readonly counts: Counts
}

/** Where every paper may be found: the best found so far tell early what need not be looked at. */
function offerAll(segment: Segment, { slots, most, counts }: Asked, top: TopK): void {
  const { dead } = segment
  const countsAll = counts.holdingAll < mostCounted
  const { seen, read, greatest, least } = addUp(segment, slots, top.threshold, countsAll, most)
  counts.postingsRead += read
  const threshold = Math.max(least, reachedBy(most, seen, dead, greatest))
  const allHeld = slots.length << heldShift
  let holdingAll = 0
  for (let i = 0; i < seen; i++) {
    const at = touched[i] as number
    const sum = sums[at] as number
    sums[at] = 0
    const score = sum & scoreMask
    if ((score < threshold && sum < allHeld) || dead[at] === 1) continue
    if (sum >= allHeld) holdingAll++
    if (score >= threshold && score >= top.threshold) top.offer(at, score, sum >>> heldShift)
  }
  counts.holdingAll += holdingAll
  for (let i = 0; i < seen && counts.holdingAny < most; i++)
    counts.holdingAny += 1 - (dead[touched[i] as number] as number)
}

/** Where only some papers may be found, or the order is another one. */
function offerWanted(segment: Segment, asked: Asked, top: TopK, isWanted: Test | undefined): void {
  const { slots, most, by, counts } = asked
  const leastHeld = by?.leastHeld ?? 0
  const least = by === undefined ? top.threshold : 0
  const { seen, read } = addUp(segment, slots, least, counts.holdingAll < mostCounted)
  counts.postingsRead += read
  for (let i = 0; i < seen; i++) {
    const at = touched[i] as number
    const sum = sums[at] as number
    sums[at] = 0
    const held = sum >>> heldShift
    const score = by === undefined ? sum & scoreMask : by.key(segment, at)
    const isAll = held === slots.length
    const isKept = score >= top.threshold && held >= leastHeld
    const isCounted = isAll
      ? counts.holdingAll < mostCounted
      : counts.holdingAny < most || held > counts.mostHeld || (by !== undefined && counts.kept < mostCounted)
    if (!(isKept || isCounted) || segment.dead[at] === 1 || isWanted?.(at) === false) continue
    counts.holdingAny++
    if (isAll) counts.holdingAll++
    if (held > counts.mostHeld) counts.mostHeld = held
    if (held >= leastHeld) counts.kept++
    if (isKept) top.offer(at, score, held)
  }
}

// One number per paper: how many words it holds in the high byte, its score below. Shared by all searches and zero
// between them, because a search is synchronous.
const heldShift = 24
const oneHeld = 2 ** heldShift
const scoreMask = oneHeld - 1
const sums = new Int32Array(largestSegment)
/** What each impact is worth to the query at hand. */
let worth = impactsFor(0)
/** For a slot with several terms: 1 for each paper that holds one of them. */
const counted = new Uint8Array(largestSegment)
/** The papers that have a sum, and one element more to write to. */
const touched = new Uint16Array(largestSegment + 1)

/**
 * Leaves in `sums` the scores of the papers in `touched`, the first `seen` of them; none is above `greatest`. Papers that
 * cannot reach `least` may be missing: the threshold, or what `most` papers are seen to reach on the way. With
 * `countsAll` those that hold every word are among them, however low their scores: they are counted.
 */
function addUp(
  { postings, dead }: Segment,
  slots: readonly Slot[],
  threshold: number,
  countsAll: boolean,
  most?: number,
) {
  const inOrder = slots.map((slot) => slotHere(slot, postings)).sort((a, b) => b.gain - a.gain)
  const greatest = inOrder.reduce((sum, { gain }) => sum + gain, 0)
  // A paper with every word holds the first one.
  let seesAll = countsAll && inOrder.every(({ length }) => length > 0)
  let rest = greatest
  let seen = 0
  let read = 0
  let least = threshold
  for (const { terms, gain, length } of inOrder) {
    if (most !== undefined && length > worthAsking && rest * 2 < greatest && rest >= least)
      least = Math.max(least, reachedBy(most, seen, dead, greatest))
    const addsNew = seesAll || rest >= least
    seesAll = false
    rest -= gain
    read += length
    if (terms.length > 1) counted.fill(0, 0, dead.length)
    const isLone = terms.length === 1
    for (const term of terms) {
      if (addsNew) seen = isLone ? addTerm(postings, term, seen) : addAlternative(postings, term, seen)
      else if (isLone) addTermToSeen(postings, term)
      else addAlternativeToSeen(postings, term)
    }
  }
  return { seen, read, greatest, least }
}

/** For fewer postings it is not worth to ask whether new papers can be passed over. */
const worthAsking = 256

/**
 * A score that at least `most` live papers reach, from a histogram of the first papers seen, which hold the rarest
 * words; 0 if unknown. Papers below it need not be looked at.
 */
function reachedBy(most: number, seen: number, dead: Uint8Array, greatest: number): number {
  if (seen < most) return 0
  const shift = Math.max(0, 32 - Math.clz32(greatest) - histogramBits)
  histogram.fill(0)
  for (let i = 0; i < Math.min(seen, most * sampled); i++) {
    const at = touched[i] as number
    const step = ((sums[at] as number) & scoreMask) >>> shift
    histogram[step] = (histogram[step] as number) + 1 - (dead[at] as number)
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

// Whether a paper is new is unpredictable, and a mispredicted branch costs more than the addition: so there is none.

function addTerm({ papers, impacts }: Postings, { from, to, weight }: TermHere, before: number): number {
  const worthOf = worth
  let seen = before
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    touched[seen] = paper
    seen += (sum - 1) >>> 31
    sums[paper] = sum + weight * (worthOf[impacts[i] as number] as number) + oneHeld
  }
  return seen
}

/** A paper that holds several of a slot's terms counts once, with the first. */
function addAlternative(
  { papers, impacts }: Postings,
  { from, to, weight }: TermHere,
  before: number,
): number {
  const worthOf = worth
  let seen = before
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    const isFirst = (counted[paper] as number) - 1
    counted[paper] = 1
    touched[seen] = paper
    seen += (sum - 1) >>> 31
    sums[paper] = sum + ((weight * (worthOf[impacts[i] as number] as number) + oneHeld) & isFirst)
  }
  return seen
}

/** Like `addTerm`, but only for papers that already have a sum. */
function addTermToSeen({ papers, impacts }: Postings, { from, to, weight }: TermHere): void {
  const worthOf = worth
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    const isSeen = -sum >> 31
    sums[paper] = sum + ((weight * (worthOf[impacts[i] as number] as number) + oneHeld) & isSeen)
  }
}

/** Like `addAlternative`, but only for papers that already have a sum. */
function addAlternativeToSeen({ papers, impacts }: Postings, { from, to, weight }: TermHere): void {
  const worthOf = worth
  for (let i = from; i < to; i++) {
    const paper = papers[i] as number
    const sum = sums[paper] as number
    const isFirst = (-sum >> 31) & ((counted[paper] as number) - 1)
    counted[paper] = 1
    sums[paper] = sum + ((weight * (worthOf[impacts[i] as number] as number) + oneHeld) & isFirst)
  }
}
