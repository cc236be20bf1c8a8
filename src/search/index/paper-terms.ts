import type { PaperTerm } from "../../vocabulary/library.ts"
import { type Field, fieldOrder, idf } from "./bm25f.ts"
import { numbersIn, pieceAt } from "./bytes.ts"
import type { IndexedPapers, PaperRef } from "./indexed-papers.ts"
import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { stopWords } from "./words.ts"

/** Calls `visit` with each term of a paper's text in reading order, without stop words. `at` counts the text's numbers. */
export function eachTerm(
  text: ArrayLike<number>,
  vocabulary: Vocabulary,
  visit: (term: number, field: Field, at: number) => void,
): void {
  let field = 0
  for (let at = 0; at < text.length; at++) {
    const word = text[at] as number
    if (word === fieldEnd) field++
    else if (word !== joinedNext && !stopWords.has(vocabulary.wordTexts[word] ?? ""))
      visit(vocabulary.termOf(word), fieldOrder[field] as Field, at)
  }
}

/** The numbers of a paper's words, as `paperText` wrote them. */
export function textNumbers({ segment, at }: PaperRef): Uint32Array {
  return numbersIn(pieceAt(segment.texts, at))
}

/** What a paper is about, the weightiest term first: those of its text, not the names of its authors and organization. */
export function paperTerms({ shared: { vocabulary }, size }: IndexedPapers, paper: PaperRef): PaperTerm[] {
  const text = textNumbers(paper)
  const uses = new Map<number, { times: number; titleTimes: number; at: number }>()
  eachTerm(text, vocabulary, (term, field, at) => {
    if (field === "organization") return
    const use = uses.get(term) ?? { times: 0, titleTimes: 0, at }
    use.times++
    if (field === "title") use.titleTimes++
    uses.set(term, use)
  })
  return [...uses]
    .map(([term, { times, titleTimes, at }]): PaperTerm => {
      const papers = vocabulary.termCounts.at(term)
      const weight = (1 + Math.log(times)) * idf(papers, size)
      return { term, word: readable(text, at, vocabulary), times, titleTimes, papers, weight }
    })
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
}

/** A word as people read it: a compound that is kept in one word has its hyphens again. */
function readable(text: ArrayLike<number>, at: number, vocabulary: Vocabulary): string {
  const word = vocabulary.wordTexts[text[at] as number] ?? ""
  if (text[at - 1] !== joinedNext) return word
  const parts: string[] = []
  let length = 0
  for (let before = at - 2; before >= 0 && length < word.length; before--) {
    const part = vocabulary.wordTexts[text[before] as number] ?? ""
    parts.unshift(part)
    length += part.length
  }
  return parts.join("") === word ? parts.join("-") : word
}
