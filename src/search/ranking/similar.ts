import { idf } from "../index/bm25f.ts"
import { numbersIn, pieceAt } from "../index/bytes.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { nameTerms } from "../index/names.ts"
import { eachTerm, textNumbers } from "../index/paper-terms.ts"
import { impactIn } from "../index/postings.ts"
import type { Shared } from "../index/segment.ts"
import type { NearPaper } from "../index/vectors.ts"
import { authorSign, type Vocabulary } from "../index/vocabulary.ts"
import type { Slot } from "../query/slots.ts"
import { findCandidates } from "./candidates.ts"
import { noMarks } from "./found.ts"
import { mixMeaning, mostMixed } from "./meaning.ts"

export type SimilarPaper = { readonly id: string; readonly score: number }

/**
 * What the words of a paper weigh. Measured on papers that share rare keywords, and on those that answer one question
 * of CACM or Cranfield (`test/bench/search/similar-sets.ts`).
 */
const weights = {
  /** Of a paper's words the weightiest, at first, and then with those of its neighbors. */
  mostTerms: { alone: 40, withNeighbors: 100 },
  /** More than 1: a rare word tells more about what a paper is about than about whether it answers a question. */
  rarity: 1.6,
  /** The nearest papers name the topic in other words, which count this much together (Rocchio's feedback). */
  neighbors: 4,
  neighborShare: 0.8,
  /** People stay with a topic: the names of a paper's first authors count like words, though less. */
  authors: 5,
  authorShare: 0.4,
}

/** Scores of all words together fit three bytes, times the greatest impact. */
const totalWeight = 64_000

/** Papers that share many words with one, above all rare ones. */
export function similarPapers(indexed: IndexedPapers, id: string, limit: number): SimilarPaper[] {
  const paper = indexed.locate(id)
  if (paper === undefined) return []
  const { mostTerms, neighbors } = weights
  const isOther = ({ segment, at }: PaperRef) => segment.ids[at] !== id
  const near = bestWith(indexed, wordsWeighed(indexed, paper, []), mostTerms.alone, neighbors + 1)
  const words = wordsWeighed(indexed, paper, near.filter(isOther).slice(0, neighbors))
  return bestWith(indexed, words, mostTerms.withNeighbors, limit + 1)
    .filter(isOther)
    .slice(0, limit)
    .map(({ segment, at, score }) => ({ id: segment.ids[at] as string, score: score / (totalWeight * 255) }))
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

type Weighed = { readonly term: number; readonly share: number }

/** The terms of a paper, and less so those of its neighbors, the weightiest first. */
function wordsWeighed(
  { shared, size }: IndexedPapers,
  paper: PaperRef,
  neighbors: readonly PaperRef[],
): Weighed[] {
  const { vocabulary } = shared
  const frequencies = new Map(firstAuthors(paper, shared).map((term) => [term, weights.authorShare]))
  const add = (one: PaperRef, share: number) => {
    for (const [term, times] of termFrequencies(one, vocabulary))
      frequencies.set(term, (frequencies.get(term) ?? 0) + share * (1 + Math.log(times)))
  }
  add(paper, 1)
  for (const neighbor of neighbors) add(neighbor, weights.neighborShare / neighbors.length)
  const text = ({ term }: Weighed) => vocabulary.termText(term)
  return [...frequencies]
    .map(([term, frequency]) => {
      const papers = vocabulary.termCounts.at(term)
      return { term, share: papers < 2 ? 0 : frequency * idf(papers, size) ** weights.rarity }
    })
    .sort((a, b) => b.share - a.share || (text(a) < text(b) ? -1 : 1))
}

/** The terms of the names of a paper's first authors: others may be hundreds. */
function firstAuthors({ segment, at }: PaperRef, { vocabulary, authors }: Shared): readonly number[] {
  const first = [...numbersIn(pieceAt(segment.people, at))].slice(0, weights.authors)
  const names = first.flatMap((number) => [...nameTerms(authors.text(number))])
  return names.flatMap((name) => vocabulary.knownTerm(authorSign + name) ?? [])
}

function bestWith(indexed: IndexedPapers, words: readonly Weighed[], mostTerms: number, most: number) {
  const kept = words.slice(0, mostTerms).filter(({ share }) => share > 0)
  const total = kept.reduce((sum, { share }) => sum + share, 0)
  const slots = kept.map(({ term, share }): Slot => {
    const weight = Math.max(1, Math.floor((share / total) * totalWeight))
    return { word: "", gap: 1, alternatives: [{ term, weight, isAuthor: false }] }
  })
  const { vocabulary } = indexed.shared
  const ofText = kept.filter(({ term }) => !vocabulary.termText(term).startsWith(authorSign))
  const { best } = findCandidates(indexed.segments, slots, most, () => undefined)
  // Whoever wrote them, papers without a word in common are not about the same.
  return best.filter(({ segment, at }) => ofText.some(({ term }) => impactIn(segment.postings, term, at) > 0))
}

/** How often a paper holds each term. A word of the title counts like any other: one odd word there decides nothing. */
function termFrequencies(paper: PaperRef, vocabulary: Vocabulary): Map<number, number> {
  const terms = new Map<number, number>()
  eachTerm(textNumbers(paper), vocabulary, (term) => terms.set(term, (terms.get(term) ?? 0) + 1))
  return terms
}
