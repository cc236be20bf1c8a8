import { joinedNext } from "../index/paper-text.ts"
import type { Segment } from "../index/segment.ts"
import type { Vocabulary } from "../index/vocabulary.ts"
import { long } from "../index/word-texts.ts"

export type PhraseTest = (segment: Segment, at: number) => boolean

/**
 * A test for folded words that follow each other in one field; hyphens make no difference. The text is read once (Knuth,
 * Morris and Pratt). No paper passes if a word is unknown.
 */
export function phraseTest(phrase: readonly string[], vocabulary: Vocabulary): PhraseTest {
  const sought = phrase.map((word) => vocabulary.knownWord(word) ?? -1)
  if (sought.includes(-1)) return () => false
  const back = failureFunction(sought)
  return ({ texts: { words, starts } }, at) => {
    const end = starts[at + 1] as number
    let same = 0
    let from = starts[at] as number
    while (from < end && same < sought.length) {
      let word = words[from++] as number
      if (word === long) word = (words[from++] as number) * 2 ** 16 + (words[from++] as number)
      // The joined form of a compound takes no position of its own.
      if (word === joinedNext) from += words[from] === long ? 3 : 1
      else {
        while (same > 0 && sought[same] !== word) same = back[same - 1] as number
        if (sought[same] === word) same++
      }
    }
    return same === sought.length
  }
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
