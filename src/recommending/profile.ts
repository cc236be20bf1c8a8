import type { PaperVector } from "../vocabulary/library.ts"
import type { TasteSign } from "../vocabulary/recommending.ts"

/** What somebody did with a paper, and when. */
export type Sign = {
  readonly paper: string
  readonly sign: TasteSign
  readonly at: Temporal.Instant
  /** How many did the same: of a community's votes. */
  readonly times?: number
}

/** What each kind of sign says. A vote counts as much as asking for more; saving a paper may only mean to look later. */
const signWeights: Readonly<Record<TasteSign, number>> = { upvoted: 1, saved: 0.5, more: 1, less: -0.7 }

const halfLifeDays = 90
const dayInMs = 86_400_000

/** What a sign counts at an instant: half as much after `halfLifeDays`. One from the future counts as one of now. */
export function weightOf({ sign, at, times = 1 }: Sign, now: Temporal.Instant): number {
  const days = Math.max(0, now.epochMilliseconds - at.epochMilliseconds) / dayInMs
  return signWeights[sign] * times * 0.5 ** (days / halfLifeDays)
}

/** A taste: what each word, or pair of words, of a paper speaks for it. */
export type Profile = {
  readonly weights: ReadonlyMap<number, number>
  /** Of the weights as a vector. */
  readonly length: number
}

/** A sign whose paper is known to the index. */
export type Weighed = Sign & { readonly vector: PaperVector; readonly weight: number }

/**
 * The taste that signs tell: each word's weights added up, times the signs whose papers hold the word. So what papers have in
 * common counts, and what only one of them says hardly does; the bench has a plain sum beside it. Words
 * that only speak against a paper count in the same way.
 */
export function profileOf(signs: readonly Weighed[]): Profile {
  const sums = new Map<number, number>()
  const holding = { for: new Map<number, number>(), against: new Map<number, number>() }
  for (const { vector, weight } of inFixedOrder(signs)) {
    const counts = weight > 0 ? holding.for : holding.against
    for (let i = 0; i < vector.keys.length; i++) {
      const key = vector.keys[i] as number
      sums.set(key, (sums.get(key) ?? 0) + weight * (vector.weights[i] as number))
      counts.set(key, (counts.get(key) ?? 0) + Math.abs(weight))
    }
  }
  const weights = new Map<number, number>()
  let squares = 0
  for (const [key, sum] of sums) {
    const weight = sum * ((sum > 0 ? holding.for : holding.against).get(key) ?? 0)
    if (weight === 0) continue
    weights.set(key, weight)
    squares += weight * weight
  }
  return { weights, length: Math.sqrt(squares) || 1 }
}

/** Sums of fractions depend on their order in the last digit, and equal scores are then ordered by chance. */
function inFixedOrder(signs: readonly Weighed[]): readonly Weighed[] {
  return signs.toSorted((a, b) => (a.paper < b.paper ? -1 : a.paper > b.paper ? 1 : a.weight - b.weight))
}

/** How well a paper fits: the cosine of both, from -1 to 1. */
export function fit({ weights, length }: Profile, { keys, weights: own }: PaperVector): number {
  let sum = 0
  for (let i = 0; i < keys.length; i++) {
    const weight = weights.get(keys[i] as number)
    if (weight !== undefined) sum += weight * (own[i] as number)
  }
  return sum / length
}
