import type { PaperRef } from "../index/indexed-papers.ts"
import { largestSegment, type Segment } from "../index/segment.ts"

export type Candidate = PaperRef & {
  /** BM25F: the sum of impact times weight over the words it holds. */
  readonly score: number
  /** How many of the query's words it holds. */
  readonly held: number
}

/** The tie-break: more upvotes, then newer, then the greater identifier. Never depends on where papers are stored. */
export function isMoreNotable(a: PaperRef, b: PaperRef): boolean {
  const [one, other] = [a.segment.columns, b.segment.columns]
  const votes = (one.upvotes[a.at] as number) - (other.upvotes[b.at] as number)
  if (votes !== 0) return votes > 0
  const days = (one.days[a.at] as number) - (other.days[b.at] as number)
  if (days !== 0) return days > 0
  return (a.segment.ids[a.at] as string) > (b.segment.ids[b.at] as string)
}

/**
 * The k best papers of a segment among those offered. They are collected as plain numbers, score and paper in one, and
 * now and then sorted and cut to k: that takes less time than a heap of objects.
 */
export class TopK {
  readonly #segment: Segment
  readonly #k: number
  #keys: Float64Array
  #count = 0
  /** A score that a paper must reach to be among them. */
  threshold: number

  constructor(segment: Segment, k: number, threshold: number) {
    this.#segment = segment
    this.#k = k
    this.#keys = new Float64Array(Math.min(4 * k + 64, segment.ids.length))
    this.threshold = threshold
  }

  offer(at: number, score: number, held: number): void {
    if (this.#count === this.#keys.length) this.#cut()
    this.#keys[this.#count++] = score * largestSegment + at
    heldBy[at] = held
  }

  inOrder(): Candidate[] {
    const sorted = this.#keys.subarray(0, this.#count).sort()
    const least = scoreIn(sorted[Math.max(0, this.#count - this.#k)] ?? 0)
    const best: Candidate[] = []
    for (let i = this.#count - 1; i >= 0 && scoreIn(sorted[i] as number) >= least; i--)
      best.push(this.#candidate(sorted[i] as number))
    return inOrder(best).slice(0, this.#k)
  }

  #cut(): void {
    const best = this.inOrder()
    this.#count = 0
    for (const { at, score } of best) this.#keys[this.#count++] = score * largestSegment + at
    this.threshold = best.at(-1)?.score ?? this.threshold
  }

  #candidate(key: number): Candidate {
    const score = scoreIn(key)
    const at = key - score * largestSegment
    return { segment: this.#segment, at, score, held: heldBy[at] as number }
  }
}

/** How many words of the query each paper holds, of those offered. */
const heldBy = new Uint8Array(largestSegment)

const scoreIn = (key: number) => Math.floor(key / largestSegment)

/** The best of both, each of which is in order, the best first. */
export function bestOf(
  some: readonly Candidate[],
  others: readonly Candidate[],
  k: number,
): readonly Candidate[] {
  return some.length === 0 ? others : inOrder([...some, ...others]).slice(0, k)
}

function inOrder(candidates: Candidate[]): Candidate[] {
  return candidates.sort((a, b) => b.score - a.score || (isMoreNotable(a, b) ? -1 : 1))
}
