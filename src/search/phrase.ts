import { joinedNext } from "./paper-text.ts"
import type { Segment } from "./segment.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { wordsOf } from "./words.ts"

/** Whether a paper holds the phrase. */
export type PhraseTest = (segment: Segment, at: number) => boolean

/**
 * A test for words that stand one after the other, in one field; hyphens make no difference. The text is read once
 * (Knuth, Morris and Pratt), as it lies. No paper passes where a word is unknown.
 */
export function phraseTest(phrase: string, vocabulary: Vocabulary): PhraseTest {
  const words = wordsOf(phrase).map(({ text }) => vocabulary.knownWord(text) ?? -1)
  if (words.includes(-1)) return () => false
  const back = restarts(words)
  return ({ texts: { bytes, starts } }, at) => {
    const end = starts[at + 1] as number
    let same = 0
    let isJoined = false
    let [value, shift] = [0, 0]
    for (let from = starts[at] as number; from < end && same < words.length; from++) {
      const byte = bytes[from] as number
      value |= (byte & 127) << shift
      shift += 7
      if (byte > 127) continue
      const word = value
      value = 0
      shift = 0
      // The joined form of a compound takes no place of its own.
      if (isJoined || word === joinedNext) isJoined = word === joinedNext
      else {
        while (same > 0 && words[same] !== word) same = back[same - 1] as number
        if (words[same] === word) same++
      }
    }
    return same === words.length
  }
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
