import { editDistance } from "./edit-distance.ts"
import { GrowingNumbers } from "./growing-numbers.ts"
import type { Vocabulary } from "./vocabulary.ts"

/** A word of the vocabulary that may have been meant. */
export type Guess = { readonly word: number; readonly distance: number }

/**
 * Finds known words that are spelled nearly like one. A scan over one number a word, the set of its letters: words more
 * than d edits apart differ in more than 2d letters nearly always, and one instruction tells. 60,000 words take a
 * twentieth of a millisecond, nothing has to be built, and a new word costs eight bytes.
 */
export class Spelling {
  readonly #vocabulary: Vocabulary
  readonly #letters = new GrowingNumbers(new Uint32Array(2))
  /** The first three letters and the length, a byte each. */
  readonly #heads = new GrowingNumbers(new Uint32Array(2))

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** Words within `most` edits (1 or 2) that some paper holds. */
  near(word: string, most: number): Guess[] {
    this.#catchUp()
    const sought = lettersOf(word)
    const [letters, heads, counts] = [
      this.#letters.view(),
      this.#heads.view(),
      this.#vocabulary.wordCounts.view(),
    ]
    const guesses: Guess[] = []
    const [shortest, longest] = [word.length - most, word.length + most]
    for (let i = 2; i < letters.length; i++) {
      if (bitsIn((letters[i] as number) ^ sought) > 2 * most) continue
      const length = (heads[i] as number) & 255
      if (length < shortest || length > longest || counts[i] === 0) continue
      const distance = editDistance(word, this.#vocabulary.wordTexts[i] as string, most)
      if (distance <= most && distance > 0) guesses.push({ word: i, distance })
    }
    return guesses
  }

  /** Words that begin so and go on, that some paper holds. */
  completions(start: string): number[] {
    this.#catchUp()
    const [heads, counts] = [this.#heads.view(), this.#vocabulary.wordCounts.view()]
    const [sought, mask] = [headOf(start), start.length >= 3 ? ~255 : start.length === 2 ? ~65535 : ~16777215]
    const found: number[] = []
    for (let i = 2; i < heads.length; i++) {
      if ((((heads[i] as number) ^ sought) & mask) !== 0 || counts[i] === 0) continue
      const text = this.#vocabulary.wordTexts[i] as string
      if (text.length > start.length && text.startsWith(start)) found.push(i)
    }
    return found
  }

  #catchUp(): void {
    const { wordTexts } = this.#vocabulary
    for (let i = this.#letters.length; i < wordTexts.length; i++) {
      this.#letters.push(lettersOf(wordTexts[i] as string))
      this.#heads.push(headOf(wordTexts[i] as string))
    }
  }
}

/** A bit for each letter that occurs: a to z have their own, digits and others share six. */
function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6))
  }
  return letters >>> 0
}

function headOf(word: string): number {
  const [a, b, c] = [0, 1, 2].map((at) => (at < word.length ? word.charCodeAt(at) & 255 : 0)) as [
    number,
    number,
    number,
  ]
  return ((a << 24) | (b << 16) | (c << 8) | Math.min(255, word.length)) >>> 0
}

/** How many bits are set (H. Warren, Hacker's Delight, 5-1). */
function bitsIn(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
