import type { PaperRef } from "../index/indexed-papers.ts"

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

/** The k best candidates offered so far: a heap with the worst of them on top. */
export class TopK {
  readonly #heap: Candidate[] = []
  readonly #k: number

  constructor(k: number) {
    this.#k = k
  }

  /** The score that a candidate must reach; below every score while there is room. */
  get threshold(): number {
    return this.#heap.length < this.#k
      ? Number.NEGATIVE_INFINITY
      : (this.#heap[0]?.score ?? Number.POSITIVE_INFINITY)
  }

  offer(candidate: Candidate): void {
    const heap = this.#heap
    if (heap.length < this.#k) {
      heap.push(candidate)
      this.#siftUp(heap.length - 1)
    } else if (heap[0] !== undefined && isWorse(heap[0], candidate)) {
      heap[0] = candidate
      this.#siftDown()
    }
  }

  inOrder(): Candidate[] {
    return [...this.#heap].sort((a, b) => (isWorse(b, a) ? -1 : 1))
  }

  #siftUp(from: number): void {
    const heap = this.#heap
    const rising = heap[from] as Candidate
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isWorse(rising, heap[parent] as Candidate)) break
      heap[at] = heap[parent] as Candidate
      at = parent
    }
    heap[at] = rising
  }

  #siftDown(): void {
    const heap = this.#heap
    const sinking = heap[0] as Candidate
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      const right = child + 1
      if (right < heap.length && isWorse(heap[right] as Candidate, heap[child] as Candidate)) child = right
      if (!isWorse(heap[child] as Candidate, sinking)) break
      heap[at] = heap[child] as Candidate
      at = child
    }
    heap[at] = sinking
  }
}

function isWorse(a: Candidate, b: Candidate): boolean {
  return a.score === b.score ? isMoreNotable(b, a) : a.score < b.score
}
