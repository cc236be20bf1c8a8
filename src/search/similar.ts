import { findCandidates } from "./candidates.ts"
import { rarity } from "./impact.ts"
import { moreNotable } from "./more-notable.ts"
import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { PapersHeld } from "./papers-held.ts"
import { impactIn } from "./postings.ts"
import { type Slot, weightOf } from "./slots.ts"
import { stopWords } from "./stop-words.ts"
import { pieceAt } from "./strings.ts"
import { numbersIn } from "./varint.ts"

/** So many of a paper's most telling words stand for it. */
const tellingWords = 24

/** Papers that share the words which tell most about a paper: those that are frequent in it and rare elsewhere. */
export function similarPapers(
  held: PapersHeld,
  id: string,
  limit: number,
): { readonly id: string; readonly score: number }[] {
  const place = held.place(id)
  if (place === undefined) return []
  const slots = tellingSlots(held, place)
  const total = slots.reduce((sum, { alternatives }) => sum + (alternatives[0]?.weight ?? 0) * 255, 0)
  const { best } = findCandidates(held.segments, slots, limit + 1, allPapers, moreNotable)
  return best
    .map(({ segment, at, score }) => ({ id: segment.ids[at] as string, score: score / total }))
    .filter((found) => found.id !== id)
    .slice(0, limit)
}

const allPapers = () => undefined

function tellingSlots(
  held: PapersHeld,
  { segment, at }: { readonly segment: PapersHeld["segments"][number]; readonly at: number },
): Slot[] {
  const { vocabulary } = held.shared
  const terms = new Map<number, string>()
  for (const word of numbersIn(pieceAt(segment.texts, at))) {
    const text = vocabulary.wordTexts[word] ?? ""
    if (word !== fieldEnd && word !== joinedNext && !stopWords.has(text))
      terms.set(vocabulary.termOf(word), text)
  }
  return [...terms]
    .map(([term, word]) => {
      const share = impactIn(segment.postings, term, at) / 255
      const weight = weightOf(rarity(vocabulary.termCounts.at(term), held.size), share)
      return { word, term, weight }
    })
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, tellingWords)
    .map(({ word, term, weight }) => ({ word, gap: 1, alternatives: [{ term, weight, isAuthor: false }] }))
}
