import type { PaperVector } from "../vocabulary/library.ts"
import { fit, type Profile } from "./profile.ts"

export type Candidate = { readonly id: string; readonly upvotes: number; readonly vector: PaperVector }

export type Ranked = Candidate & { readonly score: number }

/** What the site's readers think counts a little, so that of two papers that fit equally well the better one comes first. */
const priorShare = 0.03

/** The candidates that fit at all, the best first. */
export function ranked(profile: Profile, candidates: readonly Candidate[]): readonly Ranked[] {
  const fitting = candidates
    .map((candidate) => ({ ...candidate, score: fit(profile, candidate.vector) }))
    .filter(({ score }) => score > 0)
  const best = fitting.reduce((most, { score }) => Math.max(most, score), 0)
  const upvotes = fitting.reduce((most, one) => Math.max(most, one.upvotes), 0)
  const prior = (one: Candidate) =>
    upvotes === 0 ? 0 : (priorShare * best * Math.log1p(one.upvotes)) / Math.log1p(upvotes)
  return fitting.map((one) => ({ ...one, score: one.score + prior(one) })).toSorted(byScore)
}

export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1)
}

/** How much fitting counts, and how much being unlike what was chosen before. */
const lambda = 0.7
/** So many of the best, for each that is wanted, are chosen from. */
const choicesForEach = 3

/**
 * The best ones that are not all alike (maximal marginal relevance, Carbonell and Goldstein 1998): each is the one that fits
 * best, less what it shares with the one most like it among those before.
 */
export function diverse(all: readonly Ranked[], limit: number): readonly Ranked[] {
  const left = new Map(all.slice(0, limit * choicesForEach).map((one) => [one, 0]))
  const best = all[0]?.score ?? 1
  const chosen: Ranked[] = []
  while (chosen.length < limit && left.size > 0) {
    const value = (one: Ranked) => (lambda * one.score) / best - (1 - lambda) * (left.get(one) ?? 0)
    const next = [...left.keys()].reduce((most, one) => (value(one) > value(most) ? one : most))
    chosen.push(next)
    left.delete(next)
    const to = new Map(Array.from(next.vector.keys, (key, i) => [key, next.vector.weights[i] as number]))
    for (const [one, nearest] of left)
      left.set(one, Math.max(nearest, fit({ weights: to, length: 1 }, one.vector)))
  }
  return chosen
}
