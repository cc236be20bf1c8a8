import { idf } from "../index/bm25f.ts"
import type { Spelling } from "../index/spelling.ts"
import { stem } from "../index/stem.ts"
import { authorSign, type Vocabulary } from "../index/vocabulary.ts"

/** One term that a word of the query may stand for, and the weight of a full impact of it (`weightScale`). */
export type Alternative = {
  readonly term: number
  readonly weight: number
  /** Whether the term is a name in the byline. */
  readonly isAuthor: boolean
}

/** One position of the query: a word, with its terms, the best first. */
export type Slot = {
  readonly word: string
  readonly alternatives: readonly Alternative[]
  /** How many words after the previous slot: 2 if a stop word between them was dropped. */
  readonly gap: number
  /** For a misspelled word, numbers of the words that were probably meant. */
  readonly meant?: readonly number[]
}

/** Weights are whole numbers so that sums do not depend on the order of adding; this many make one unit of idf. */
const weightScale = 64
/** More words than this are cut off, the commonest first: their count must fit a byte, and their scores three. */
export const mostSlots = 48
/** 48 slots of the greatest weight and impact stay below 2^24. */
const greatestWeight = 1300

export function weightOf(idf: number, share = 1): number {
  return Math.min(greatestWeight, Math.max(1, Math.round(idf * share * weightScale)))
}

export function multipliedWeight(weight: number, factor: number): number {
  return Math.min(greatestWeight, Math.round(weight * factor))
}

/** What the index knows about words; `papers` is how many papers there are. */
export type Corpus = { readonly vocabulary: Vocabulary; readonly spelling: Spelling; readonly papers: number }

/** The terms that a word stands for as written, in the text and in bylines. None if no paper holds it. */
export function termsFor(word: string, corpus: Corpus): Alternative[] {
  const { vocabulary, papers } = corpus
  const inText = textTerm(word, corpus)
  const author = vocabulary.knownTerm(authorSign + word)
  const texts = inText === undefined ? 0 : vocabulary.termCounts.at(inText.term)
  const bylines = author === undefined ? 0 : vocabulary.termCounts.at(author)
  const alternatives = inText === undefined ? [] : [inText]
  // `long` is a family name too, but hardly ever meant as one.
  const likelihood = bylines / Math.max(1, bylines + texts)
  if (author !== undefined && likelihood > leastLikelihood) {
    const weight = weightOf(idf(bylines, papers), authorShare * Math.sqrt(likelihood))
    alternatives.push({ term: author, weight, isAuthor: true })
  }
  return alternatives.sort((a, b) => b.weight - a.weight)
}

/** The term that a word stands for in the text; undefined if no paper's text holds it. */
export function textTerm(word: string, { vocabulary, papers }: Corpus): Alternative | undefined {
  const number = vocabulary.knownWord(word)
  const term = number === undefined ? vocabulary.knownTerm(stem(word)) : vocabulary.termOf(number)
  const texts = term === undefined ? 0 : vocabulary.termCounts.at(term)
  if (term === undefined || texts === 0) return undefined
  return { term, weight: weightOf(idf(texts, papers)), isAuthor: false }
}

const authorShare = 0.8
const leastLikelihood = 0.02
