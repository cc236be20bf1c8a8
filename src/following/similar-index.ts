import type { PaperTerm } from "../vocabulary/library.ts"

/** Papers whose terms point as much in one direction are alike. README.md says how it was measured. */
export const likeness = 0.15

type Terms = readonly PaperTerm[]

/** Which of some papers a new one is like, by the cosine of their terms' weights. */
export type SimilarIndex = { alike(terms: Terms): readonly string[] }

/** One list a term: a paper costs as much as it shares terms with those that are followed. */
export function createSimilarIndex(followed: ReadonlyMap<string, Terms>, least = likeness): SimilarIndex {
  const byTerm = new Map<number, { readonly paper: string; readonly weight: number }[]>()
  for (const [paper, terms] of followed) {
    const length = lengthOf(terms)
    for (const { term, weight } of terms) {
      const entries = byTerm.get(term) ?? []
      byTerm.set(term, entries)
      entries.push({ paper, weight: weight / length })
    }
  }
  return {
    alike(terms) {
      const scores = new Map<string, number>()
      for (const { term, weight } of terms)
        for (const entry of byTerm.get(term) ?? [])
          scores.set(entry.paper, (scores.get(entry.paper) ?? 0) + weight * entry.weight)
      const enough = least * lengthOf(terms)
      return [...scores].flatMap(([paper, score]) => (score >= enough ? [paper] : []))
    },
  }
}

function lengthOf(terms: Terms): number {
  return Math.hypot(...terms.map(({ weight }) => weight))
}
