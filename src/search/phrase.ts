import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Segment } from "./segment.ts"
import { pieceAt } from "./strings.ts"
import { numbersIn } from "./varint.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { wordsOf } from "./words.ts"

/** The numbers of a phrase's words; undefined where one of them is in no paper, so that none holds the phrase. */
export function phraseNumbers(phrase: string, vocabulary: Vocabulary): readonly number[] | undefined {
  const numbers = wordsOf(phrase).map(({ text }) => vocabulary.knownWord(text))
  return numbers.every((number) => number !== undefined) ? numbers : undefined
}

/** Whether a paper holds the words one after the other, in one field. Hyphens make no difference. */
export function holdsPhrase({ texts }: Segment, at: number, phrase: readonly number[]): boolean {
  const words = plainWords(numbersIn(pieceAt(texts, at)))
  for (let start = 0; start + phrase.length <= words.length; start++) {
    let same = 0
    while (same < phrase.length && words[start + same] === phrase[same]) same++
    if (same === phrase.length) return true
  }
  return phrase.length === 0
}

/** Without the joined forms of compounds; the ends of fields stay, so that no phrase reaches over them. */
function plainWords(numbers: Uint32Array): Uint32Array {
  let length = 0
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] === joinedNext) i++
    else numbers[length++] = numbers[i] ?? fieldEnd
  }
  return numbers.subarray(0, length)
}
