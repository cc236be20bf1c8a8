import { type Field, fieldOrder } from "./bm25f.ts"
import type { PaperRef } from "./indexed-papers.ts"
import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { wordsAt } from "./word-texts.ts"

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
    else if (word !== joinedNext && !vocabulary.isStopWord(word))
      visit(vocabulary.termOf(word), fieldOrder[field] as Field, at)
  }
}

/** The numbers of a paper's words, as `paperText` wrote them. */
export function textNumbers({ segment, at }: PaperRef): ArrayLike<number> {
  return wordsAt(segment.texts, at)
}
