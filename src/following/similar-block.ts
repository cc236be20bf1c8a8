import type { PaperVector } from "../vocabulary/library.ts"

/** Some followed papers, with their vectors: those that a new one is like. It never changes. */
export type SimilarBlock = {
  /** Calls `found` with each that is alike. */
  eachAlike(vector: PaperVector, found: (paper: string) => void): void
}

/** A key that a larger part of the followed papers has, and more than a few, is a common one. */
const [commonPart, fewPapers] = [1 / 12, 20]
/** Sums of fractions depend on their order in the last digits. */
const rounding = 1e-5

/**
 * A paper costs as much as it shares rare keys with followed ones. Common keys add at most the product of both papers' lengths in
 * them (Cauchy and Schwarz), so all is added up only where that could decide.
 */
export function createSimilarBlock(followed: ReadonlyMap<string, PaperVector>, least: number): SimilarBlock {
  const papers = [...followed.keys()]
  const vectors = [...followed.values()]
  const most = Math.max(fewPapers, vectors.length * commonPart)
  const postings = postingsOf(vectors, most)
  const { slotOf, slots, starts, places, weights } = postings
  const commonLengths = Float64Array.from(vectors, ({ weights }, place) => {
    let squares = 0
    for (const [i, slot] of (slots[place] as Int32Array).entries())
      if (starts[slot] === starts[slot + 1]) squares += (weights[i] as number) ** 2
    return Math.sqrt(squares)
  })
  /** Of the paper that is looked at: how much each place shares of its rare keys; its weight in each slot. */
  const shared = new Float32Array(vectors.length)
  const own = new Float32Array(starts.length)

  /** Adds up what a paper shares of rare keys with each of them, and gives its length in the common ones. */
  function share(mine: Int32Array, theirs: Float32Array): number {
    shared.fill(0)
    let squares = 0
    for (let i = 0; i < mine.length; i++) {
      const slot = mine[i] as number
      if (slot < 0) continue
      const weight = theirs[i] as number
      const [from, to] = [starts[slot] as number, starts[slot + 1] as number]
      if (from === to) squares += weight * weight
      for (let at = from; at < to; at++) {
        const place = places[at] as number
        shared[place] = (shared[place] as number) + weight * (weights[at] as number)
      }
    }
    return Math.sqrt(squares)
  }

  /** Of two vectors of length 1: a paper's, as it weighs in slots, and the one at a place. */
  function cosine(place: number): number {
    const theirs = slots[place] as Int32Array
    const { weights } = vectors[place] as PaperVector
    let sum = 0
    for (let i = 0; i < theirs.length; i++)
      sum += (own[theirs[i] as number] as number) * (weights[i] as number)
    return sum
  }

  /** With the weights of a paper in their slots, which hardly any paper needs. */
  function weighed<T>(mine: Int32Array, weights: Float32Array, work: () => T): T {
    for (let i = 0; i < mine.length; i++)
      if ((mine[i] as number) >= 0) own[mine[i] as number] = weights[i] as number
    const result = work()
    for (const slot of mine) if (slot >= 0) own[slot] = 0
    return result
  }

  return {
    eachAlike({ keys, weights }, found) {
      const mine = keys.map(slotOf)
      const length = share(mine, weights)
      const near: number[] = []
      // All in order, which is faster than only those that share something, far apart.
      for (let place = 0; place < vectors.length; place++) {
        const most = (shared[place] as number) + length * (commonLengths[place] as number)
        if (most >= least - rounding) near.push(place)
      }
      if (near.length === 0) return
      const alike = weighed(mine, weights, () => near.filter((place) => cosine(place) >= least))
      for (const place of alike) found(papers[place] as string)
    },
  }
}

type Postings = {
  /** Where a key stands; negative where no vector has it. */
  readonly slotOf: (key: number) => number
  /** Of each vector, where its keys stand. */
  readonly slots: readonly Int32Array[]
  /** Where the places of a slot begin, up to where the next one's do; a common key has none. */
  readonly starts: Int32Array
  readonly places: Int32Array
  readonly weights: Float32Array
}

/** In flat arrays, because what a paper costs is reading from memory that is far apart. */
function postingsOf(vectors: readonly PaperVector[], most: number): Postings {
  const { slotOf, add, size } = createSlots(vectors.reduce((sum, { keys }) => sum + keys.length, 0))
  const slots = vectors.map(({ keys }) => keys.map(add))
  const counts = new Int32Array(size())
  for (const theirs of slots) for (const slot of theirs) counts[slot] = (counts[slot] as number) + 1
  const starts = new Int32Array(counts.length + 1)
  for (const [slot, count] of counts.entries())
    starts[slot + 1] = (starts[slot] as number) + (count > most ? 0 : count)
  const ends = starts.slice()
  const all = starts.at(-1) ?? 0
  const [places, weights] = [new Int32Array(all), new Float32Array(all)]
  for (const [place, theirs] of slots.entries())
    for (const [i, slot] of theirs.entries()) {
      if (starts[slot] === starts[slot + 1]) continue
      const at = ends[slot] as number
      ends[slot] = at + 1
      places[at] = place
      weights[at] = vectors[place]?.weights[i] as number
    }
  return { slotOf, slots, starts, places, weights }
}

/** Numbers for keys, in the order in which they come: a key and its number stand side by side. */
function createSlots(most: number) {
  const bits = Math.max(4, Math.ceil(Math.log2(1.25 * most + 1)))
  const mask = 2 ** bits - 1
  const cells = new Int32Array(2 * (mask + 1)).fill(-1)
  let size = 0
  const cellOf = (key: number) => {
    let cell = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
    while (cells[2 * cell + 1] !== -1 && cells[2 * cell] !== key) cell = (cell + 1) & mask
    return cell
  }
  return {
    size: () => size,
    slotOf: (key: number) => cells[2 * cellOf(key) + 1] as number,
    add(key: number): number {
      const cell = cellOf(key)
      if (cells[2 * cell + 1] === -1) {
        cells[2 * cell] = key
        cells[2 * cell + 1] = size++
      }
      return cells[2 * cell + 1] as number
    },
  }
}
