import { idf } from "../index/bm25f.ts"
import { numbersIn, pieceAt } from "../index/bytes.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { fieldEnd, joinedNext } from "../index/paper-text.ts"
import type { NearPaper } from "../index/vectors.ts"
import type { Vocabulary } from "../index/vocabulary.ts"
import { stopWords } from "../index/words.ts"
import type { Slot } from "../query/slots.ts"
import { findCandidates } from "./candidates.ts"
import { noMarks } from "./found.ts"
import { mixMeaning, mostMixed } from "./meaning.ts"

export type SimilarPaper = { readonly id: string; readonly score: number }

/**
 * A paper is represented by this many of its words at most. What they weigh was measured on papers that share rare
 * keywords, and on those that answer one question of CACM or Cranfield.
 */
const mostTerms = 100
/** More than 1: a rare word tells more about what a paper is about than about whether it answers a question. */
const rarity = 1.5
/** The weights of all words together: times the greatest impact they fit the three bytes of a score. */
const totalWeight = 64_000

/** Papers that share many words with one, above all rare ones. */
export function similarPapers(indexed: IndexedPapers, id: string, limit: number): SimilarPaper[] {
  const paper = indexed.locate(id)
  if (paper === undefined) return []
  const { best } = findCandidates(indexed.segments, topTerms(indexed, paper), limit + 1, () => undefined)
  return best
    .map(({ segment, at, score }) => ({ id: segment.ids[at] as string, score: score / (totalWeight * 255) }))
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

function topTerms(indexed: IndexedPapers, paper: PaperRef): Slot[] {
  const { vocabulary } = indexed.shared
  const terms = [...termFrequencies(paper, vocabulary)]
    .map(([term, times]) => {
      const papers = vocabulary.termCounts.at(term)
      return {
        term,
        word: "",
        share: papers < 2 ? 0 : (1 + Math.log(times)) * idf(papers, indexed.size) ** rarity,
      }
    })
    .filter(({ share }) => share > 0)
    .sort(
      (a, b) =>
        b.share - a.share ||
        ((vocabulary.termTexts[a.term] as string) < (vocabulary.termTexts[b.term] as string) ? -1 : 1),
    )
    .slice(0, mostTerms)
  const total = terms.reduce((sum, { share }) => sum + share, 0)
  return terms.map(({ term, word, share }) => {
    const weight = Math.max(1, Math.floor((share / total) * totalWeight))
    return { word, gap: 1, alternatives: [{ term, weight, isAuthor: false }] }
  })
}

/** How often a paper holds each term. A word of the title counts like any other: one odd word there decides nothing. */
function termFrequencies({ segment, at }: PaperRef, vocabulary: Vocabulary): Map<number, number> {
  const terms = new Map<number, number>()
  for (const word of numbersIn(pieceAt(segment.texts, at))) {
    const counts = word !== fieldEnd && word !== joinedNext
    if (counts && !stopWords.has(vocabulary.wordTexts[word] ?? "")) {
      const term = vocabulary.termOf(word)
      terms.set(term, (terms.get(term) ?? 0) + 1)
    }
  }
  return terms
}
