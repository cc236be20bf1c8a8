import type { PaperVector } from "../vocabulary/library.ts"

/** Some followed papers, with their vectors: those that a new one is like. It never changes. */
export type SimilarBlock = {
  /** Calls `found` with each that is alike. */
  eachAlike(vector: PaperVector, found: (paper: string) => void): void
}

/** A key that a larger part of the followed papers has, and more than a few, is a common one. */
const [commonPart, fewPapers] = [1 / 12, 20]
/** Sums of fractions depend on their order in the last digit. */
const rounding = 1e-6

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
  const longestCommon = commonLengths.reduce((longest, length) => Math.max(longest, length), 0)
  /** Of the paper that is looked at: the places that share rare keys with it, and how much; its weight in each slot. */
  const met = new Int32Array(vectors.length)
  const shared = new Float64Array(vectors.length)
  const own = new Float64Array(starts.length)

  /** Adds up what a paper shares of rare keys with each of them, and gives how many of `met` share any. */
  function share(from: number, to: number, weight: number, before: number): number {
    let count = before
    for (let at = from; at < to; at++) {
      const place = places[at] as number
      const sum = shared[place] as number
      if (sum === 0) met[count++] = place
      shared[place] = sum + weight * (weights[at] as number)
    }
    return count
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
  function weighed<T>({ keys, weights }: PaperVector, work: () => T): T {
    const mine = Array.from(keys, slotOf)
    for (const [i, slot] of mine.entries()) if (slot >= 0) own[slot] = weights[i] as number
    const result = work()
    for (const slot of mine) if (slot >= 0) own[slot] = 0
    return result
  }

  return {
    eachAlike(vector, found) {
      let squares = 0
      let sharing = 0
      for (let i = 0; i < vector.keys.length; i++) {
        const slot = slotOf(vector.keys[i] as number)
        if (slot < 0) continue
        const weight = vector.weights[i] as number
        const [from, to] = [starts[slot] as number, starts[slot + 1] as number]
        if (from === to) squares += weight * weight
        else sharing = share(from, to, weight, sharing)
      }
      const length = Math.sqrt(squares)
      // Almost no paper is alike by its common words alone.
      const needsRare = length * longestCommon < least - rounding
      const looked = needsRare ? sharing : vectors.length
      const near: number[] = []
      for (let n = 0; n < looked; n++) {
        const place = needsRare ? (met[n] as number) : n
        const most = (shared[place] as number) + length * (commonLengths[place] as number)
        if (most >= least - rounding) near.push(place)
      }
      for (let n = 0; n < sharing; n++) shared[met[n] as number] = 0
      if (near.length === 0) return
      const alike = weighed(vector, () => near.filter((place) => cosine(place) >= least))
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
