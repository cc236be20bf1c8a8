import { numberAt } from "../index/bytes.ts"
import { fieldEnd, joinedNext } from "../index/paper-text.ts"
import type { Segment } from "../index/segment.ts"
import type { Vocabulary } from "../index/vocabulary.ts"

export type PhraseTest = (segment: Segment, at: number) => boolean

/**
 * A test for folded words that follow each other in one field; hyphens make no difference. The packed text is read
 * once (Knuth, Morris and Pratt), skipping to the first word by its first byte. No paper passes if a word is unknown.
 */
export function phraseTest(phrase: readonly string[], vocabulary: Vocabulary): PhraseTest {
  const words = phrase.map((word) => vocabulary.knownWord(word) ?? -1)
  if (words.includes(-1)) return () => false
  const back = failureFunction(words)
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

/** Whether a word begins here, and not the joined form of a compound, which takes no position of its own. */
function isWord(bytes: Uint8Array, start: number, at: number): boolean {
  const isNumber = (place: number) => place <= start || (bytes[place - 1] as number) < 128
  return isNumber(at) && !(at > start && bytes[at - 1] === joinedNext && isNumber(at - 1))
}

function afterNumber(bytes: Uint8Array, from: number): number {
  let at = from
  while ((bytes[at] as number) > 127) at++
  return at + 1
}

function firstByteOf(number: number): number {
  return number > 127 ? (number & 127) | 128 : number
}

/** KMP's failure function: after each number of matched words, how many of the last ones are a prefix of the phrase. */
function failureFunction(words: readonly number[]): number[] {
  const back = [0]
  for (let i = 1, same = 0; i < words.length; i++) {
    while (same > 0 && words[same] !== words[i]) same = back[same - 1] as number
    if (words[same] === words[i]) same++
    back[i] = same
  }
  return back
}
