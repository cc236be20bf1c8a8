import { idf } from "../index/bm25f.ts"
import { numbersIn, pieceAt } from "../index/bytes.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { fieldEnd, joinedNext } from "../index/paper-text.ts"
import { impactIn } from "../index/postings.ts"
import type { NearPaper } from "../index/vectors.ts"
import { stopWords } from "../index/words.ts"
import { type Slot, weightOf } from "../query/slots.ts"
import { findCandidates } from "./candidates.ts"
import { noMarks } from "./found.ts"
import { mixMeaning, mostMixed } from "./meaning.ts"

export type SimilarPaper = { readonly id: string; readonly score: number }

/** A paper is represented by this many of its terms with the highest tf-idf. */
const mostTerms = 24

/** Papers that share the terms with the highest tf-idf in one paper. */
export function similarPapers(indexed: IndexedPapers, id: string, limit: number): SimilarPaper[] {
  const paper = indexed.locate(id)
  if (paper === undefined) return []
  const slots = topTerms(indexed, paper)
  const total = slots.reduce((sum, { alternatives }) => sum + (alternatives[0]?.weight ?? 0) * 255, 0)
  const { best } = findCandidates(indexed.segments, slots, limit + 1, () => undefined)
  return best
    .map(({ segment, at, score }) => ({ id: segment.ids[at] as string, score: score / total }))
    .filter((found) => found.id !== id)
    .slice(0, limit)
}

/** The papers that share terms with one, mixed with those near it in meaning. */
export function similarWithMeaning(
  indexed: IndexedPapers,
  id: string,
  limit: number,
  near: readonly NearPaper[],
): readonly SimilarPaper[] {
  const byWords = similarPapers(indexed, id, Math.max(mostMixed, limit))
  const others = near.filter((paper) => paper.id !== id && indexed.locate(paper.id) !== undefined)
  return mixMeaning(
    byWords.map((paper) => ({ ...paper, why: "", marks: noMarks })),
    others,
    limit,
  )
}

function topTerms(indexed: IndexedPapers, { segment, at }: PaperRef): Slot[] {
  const { vocabulary } = indexed.shared
  const terms = new Map<number, string>()
  for (const word of numbersIn(pieceAt(segment.texts, at))) {
    const text = vocabulary.wordTexts[word] ?? ""
    if (word !== fieldEnd && word !== joinedNext && !stopWords.has(text))
      terms.set(vocabulary.termOf(word), text)
  }
  return [...terms]
    .map(([term, word]) => {
      const share = impactIn(segment.postings, term, at) / 255
      const weight = weightOf(idf(vocabulary.termCounts.at(term), indexed.size), share)
      return { word, term, weight }
    })
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, mostTerms)
    .map(({ word, term, weight }) => ({ word, gap: 1, alternatives: [{ term, weight, isAuthor: false }] }))
}
