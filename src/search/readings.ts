import { rarity } from "./impact.ts"
import { type Alternative, weightOf } from "./slots.ts"
import type { Spelling } from "./spelling.ts"
import { stem } from "./stem.ts"
import { authorSign, type Vocabulary } from "./vocabulary.ts"

/** What planning needs to know of the papers. */
export type Known = { readonly vocabulary: Vocabulary; readonly spelling: Spelling; readonly papers: number }

/** The terms that a word stands for as it is written: in the text, and in bylines. None where no paper holds it. */
export function readingsOf(word: string, known: Known): Alternative[] {
  const { vocabulary, papers } = known
  const inText = textReadingOf(word, known)
  const author = vocabulary.knownTerm(authorSign + word)
  const texts = inText === undefined ? 0 : vocabulary.termCounts.at(inText.term)
  const bylines = author === undefined ? 0 : vocabulary.termCounts.at(author)
  const alternatives = inText === undefined ? [] : [inText]
  // `long` is a family name too, but hardly ever meant as one: the rarer the reading, the less it weighs.
  const reading = bylines / Math.max(1, bylines + texts)
  if (author !== undefined && reading > rarestReading) {
    const weight = weightOf(rarity(bylines, papers), authorShare * Math.sqrt(reading))
    alternatives.push({ term: author, weight, isAuthor: true })
  }
  return alternatives.sort((a, b) => b.weight - a.weight)
}

/** The term that a word stands for in the text; undefined where no paper's text holds it. */
export function textReadingOf(word: string, { vocabulary, papers }: Known): Alternative | undefined {
  const number = vocabulary.knownWord(word)
  const term = number === undefined ? vocabulary.knownTerm(stem(word)) : vocabulary.termOf(number)
  const texts = term === undefined ? 0 : vocabulary.termCounts.at(term)
  if (term === undefined || texts === 0) return undefined
  return { term, weight: weightOf(rarity(texts, papers)), isAuthor: false }
}

const authorShare = 0.8
const rarestReading = 0.02
