import type { Place } from "./papers-held.ts"

export type Candidate = Place & {
  /** Sum of impact times weight, over the words it holds. */
  readonly score: number
  /** How many of the sought words it holds. */
  readonly held: number
}

/** Of two papers of the same score: whether the first goes before the second. A strict order, so that ties never depend on where papers lie. */
export type GoesBefore = (a: Place, b: Place) => boolean

/** The best that were offered so far: a heap with the worst of them on top. */
export class BestCandidates {
  readonly #heap: Candidate[] = []
  readonly #most: number
  readonly #goesBefore: GoesBefore

  constructor(most: number, goesBefore: GoesBefore) {
    this.#most = most
    this.#goesBefore = goesBefore
  }

  /** What a paper must reach to be kept; 0 while there is room. */
  get threshold(): number {
    return this.#heap.length < this.#most
      ? Number.NEGATIVE_INFINITY
      : (this.#heap[0]?.score ?? Number.POSITIVE_INFINITY)
  }

  offer(candidate: Candidate): void {
    const heap = this.#heap
    if (heap.length < this.#most) {
      heap.push(candidate)
      this.#rise(heap.length - 1)
    } else if (heap[0] !== undefined && this.#isWorse(heap[0], candidate)) {
      heap[0] = candidate
      this.#sink()
    }
  }

  inOrder(): Candidate[] {
    return [...this.#heap].sort((a, b) => b.score - a.score || (this.#goesBefore(a, b) ? -1 : 1))
  }

  #isWorse(a: Candidate, b: Candidate): boolean {
    return a.score === b.score ? this.#goesBefore(b, a) : a.score < b.score
  }

  #rise(from: number): void {
    const heap = this.#heap
    const rising = heap[from] as Candidate
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isWorse(rising, heap[parent] as Candidate)) break
      heap[at] = heap[parent] as Candidate
      at = parent
    }
    heap[at] = rising
  }

  #sink(): void {
    const heap = this.#heap
    const sinking = heap[0] as Candidate
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      const right = child + 1
      if (right < heap.length && this.#isWorse(heap[right] as Candidate, heap[child] as Candidate))
        child = right
      if (!this.#isWorse(heap[child] as Candidate, sinking)) break
      heap[at] = heap[child] as Candidate
      at = child
    }
    heap[at] = sinking
  }
}
