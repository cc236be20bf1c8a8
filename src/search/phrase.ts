import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Segment } from "./segment.ts"
import { numberAt } from "./varint.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { wordsOf } from "./words.ts"

/** Whether a paper holds the phrase. */
export type PhraseTest = (segment: Segment, at: number) => boolean

/**
 * A test for words that stand one after the other, in one field; hyphens make no difference. The text is read once
 * (Knuth, Morris and Pratt), as it lies; until the first word comes, words are passed over by their first byte. No
 * paper passes where a word is unknown.
 */
export function phraseTest(phrase: string, vocabulary: Vocabulary): PhraseTest {
  const words = wordsOf(phrase).map(({ text }) => vocabulary.knownWord(text) ?? -1)
  if (words.includes(-1)) return () => false
  const back = restarts(words)
  const firstByte = firstByteOf(words[0] ?? fieldEnd)
  return ({ texts: { bytes, starts } }, at) => {
    const start = starts[at] as number
    const end = starts[at + 1] as number
    let same = 0
    let from = start
    while (from < end && same < words.length) {
      if (same === 0) {
        while (from < end && bytes[from] !== firstByte) from++
        if (from === end) return false
        if (!isWord(bytes, start, from)) {
          from++
          continue
        }
      }
      if (bytes[from] === joinedNext) from = afterNumber(bytes, from + 1)
      else {
        const word = numberAt(bytes, from)
        while (same > 0 && words[same] !== word) same = back[same - 1] as number
        if (words[same] === word) same++
        from = afterNumber(bytes, from)
      }
    }
    return same === words.length
  }
}

/** Whether a word begins there, and not the joined form of a compound, which takes no place of its own. */
function isWord(bytes: Uint8Array, start: number, at: number): boolean {
  const isNumber = (place: number) => place <= start || (bytes[place - 1] as number) < 128
  return isNumber(at) && !(at > start && bytes[at - 1] === joinedNext && isNumber(at - 1))
}

/** Where the next number begins. */
function afterNumber(bytes: Uint8Array, from: number): number {
  let at = from
  while ((bytes[at] as number) > 127) at++
  return at + 1
}

function firstByteOf(number: number): number {
  return number > 127 ? (number & 127) | 128 : number
}

/** After each number of words that were as they should be: how many of the last of them are a beginning again. */
function restarts(words: readonly number[]): number[] {
  const back = [0]
  for (let i = 1, same = 0; i < words.length; i++) {
    while (same > 0 && words[same] !== words[i]) same = back[same - 1] as number
    if (words[same] === words[i]) same++
    back[i] = same
  }
  return back
}
