import type { PaperVector } from "../vocabulary/library.ts"

/** Papers whose vectors point as much in one direction are alike. README.md says how it was measured. */
export const likeness = 0.08

/** A key that a larger part of the followed papers has, and more than a few, is a common one. */
const [commonPart, fewPapers] = [1 / 12, 20]
/** Sums of fractions depend on their order in the last digit. */
const rounding = 1e-6

/** Which of some papers a new one is like, by the cosine of their vectors. */
export type SimilarIndex = { alike(vector: PaperVector): readonly string[] }

/**
 * A paper costs as much as it shares rare keys with followed ones. Common keys add at most the product of both papers' lengths in
 * them (Cauchy and Schwarz), so all is added up only where that could decide.
 */
export function createSimilarIndex(
  followed: ReadonlyMap<string, PaperVector>,
  least = likeness,
): SimilarIndex {
  const papers = [...followed.keys()]
  const vectors = [...followed.values()]
  const lists = listsOf(vectors)
  const most = Math.max(fewPapers, vectors.length * commonPart)
  const commonLengths = Float64Array.from(vectors, (vector) => commonLength(vector, lists, most))
  const mostCommon = commonLengths.reduce((longest, length) => Math.max(longest, length), 0)
  const shared = new Float64Array(vectors.length)

  /** The places of those that share rare keys; `shared` says how much. */
  function sharing({ keys, weights }: PaperVector): readonly number[] {
    const met: number[] = []
    for (let i = 0; i < keys.length; i++) {
      const list = lists.get(keys[i] as number)
      if (list === undefined || list.places.length > most) continue
      const weight = weights[i] as number
      for (let n = 0; n < list.places.length; n++) {
        const place = list.places[n] as number
        const before = shared[place] as number
        if (before === 0) met.push(place)
        shared[place] = before + weight * (list.weights[n] as number)
      }
    }
    return met
  }

  /** Those that may be alike. Hardly any paper shares so many common words that it needs no rare one. */
  function mayBeLike(vector: PaperVector): readonly number[] {
    const length = commonLength(vector, lists, most)
    const met = sharing(vector)
    const from = length * mostCommon < least - rounding ? met : vectors.keys()
    const places: number[] = []
    for (const place of from)
      if ((shared[place] as number) + length * (commonLengths[place] as number) >= least - rounding)
        places.push(place)
    for (const place of met) shared[place] = 0
    return places
  }

  return {
    alike(vector) {
      const places = vectors.length === 0 ? [] : mayBeLike(vector)
      if (places.length === 0) return []
      const own = new Map(Array.from(vector.keys, (key, i) => [key, vector.weights[i] as number]))
      return places
        .filter((place) => cosine(own, vectors[place] as PaperVector) >= least)
        .map((place) => papers[place] as string)
    },
  }
}

/** The vectors that have a key, by their places, and its weight in each. */
type Having = { readonly places: number[]; readonly weights: number[] }

function listsOf(vectors: readonly PaperVector[]): ReadonlyMap<number, Having> {
  const lists = new Map<number, Having>()
  for (const [place, { keys, weights }] of vectors.entries())
    for (let i = 0; i < keys.length; i++) {
      const list = lists.get(keys[i] as number)
      if (list === undefined)
        lists.set(keys[i] as number, { places: [place], weights: [weights[i] as number] })
      else {
        list.places.push(place)
        list.weights.push(weights[i] as number)
      }
    }
  return lists
}

/** The length of a vector in common keys alone. */
function commonLength(
  { keys, weights }: PaperVector,
  lists: ReadonlyMap<number, Having>,
  most: number,
): number {
  let squares = 0
  for (let i = 0; i < keys.length; i++)
    if ((lists.get(keys[i] as number)?.places.length ?? 0) > most) squares += (weights[i] as number) ** 2
  return Math.sqrt(squares)
}

/** Of two vectors of length 1. */
function cosine(own: ReadonlyMap<number, number>, { keys, weights }: PaperVector): number {
  let sum = 0
  for (let i = 0; i < keys.length; i++) sum += (own.get(keys[i] as number) ?? 0) * (weights[i] as number)
  return sum
}
