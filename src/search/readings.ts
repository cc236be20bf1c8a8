import { rarity } from "./impact.ts"
import { type Alternative, weightOf } from "./slots.ts"
import type { Spelling } from "./spelling.ts"
import { stem } from "./stem.ts"
import { authorSign, type Vocabulary } from "./vocabulary.ts"

/** What planning needs to know of the papers. */
export type Known = { readonly vocabulary: Vocabulary; readonly spelling: Spelling; readonly papers: number }

/** The terms that a word stands for as it is written: in the text, and in bylines. None where no paper holds it. */
export function readingsOf(word: string, { vocabulary, papers }: Known): Alternative[] {
  const number = vocabulary.knownWord(word)
  const term = number === undefined ? vocabulary.knownTerm(stem(word)) : vocabulary.termOf(number)
  const author = vocabulary.knownTerm(authorSign + word)
  const texts = term === undefined ? 0 : vocabulary.termCounts.at(term)
  const bylines = author === undefined ? 0 : vocabulary.termCounts.at(author)
  const alternatives: Alternative[] = []
  if (term !== undefined && texts > 0)
    alternatives.push({ term, weight: weightOf(rarity(texts, papers)), isAuthor: false })
  // `long` is a family name too, but hardly ever meant as one: the rarer the reading, the less it weighs.
  const reading = bylines / Math.max(1, bylines + texts)
  if (author !== undefined && reading > rarestReading) {
    const weight = weightOf(rarity(bylines, papers), authorShare * Math.sqrt(reading))
    alternatives.push({ term: author, weight, isAuthor: true })
  }
  return alternatives.sort((a, b) => b.weight - a.weight)
}

const authorShare = 0.8
const rarestReading = 0.02
