import { editDistance } from "./edit-distance.ts"
import { GrowingNumbers } from "./growing-numbers.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { beginningKey, endingKey, endLength, groupOf, wordEndsOf } from "./word-ends.ts"

/**
 * Finds known words that are spelled nearly like one. A single edit leaves the beginning of a word or its end as it
 * was, so only words that begin or end alike are looked at; for two edits, all are. Either way one number a word, its
 * length and the set of its letters, rules nearly every word out before letters are compared.
 */
export class Spelling {
  readonly #vocabulary: Vocabulary
  /** Of the words by their number. */
  readonly #shapes = new GrowingNumbers()
  /** Of all words but the newest, which are few and looked at one by one. */
  #ends = wordEndsOf([])

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** Words of three letters and more within `most` edits (1 or 2), and not the word itself, that some paper holds. */
  near(word: string, most: 1 | 2): number[] {
    this.#catchUp()
    const known = this.#shapes.length
    const found: number[] = []
    if (most === 2) this.#look(undefined, { from: 0, to: known }, word, most, found)
    else {
      const { beginning, ending, size } = this.#ends
      const letters = Math.min(endLength, (word.length - 1) >> 1)
      this.#look(beginning.words, groupOf(beginning, beginningKey(word, letters), letters), word, most, found)
      this.#look(ending.words, groupOf(ending, endingKey(word, letters), letters), word, most, found)
      this.#look(undefined, { from: size, to: known }, word, most, found)
    }
    return found
  }

  /** Words that begin so and go on, that some paper holds. */
  completions(start: string): number[] {
    this.#catchUp()
    const { beginning, size } = this.#ends
    const letters = Math.min(endLength, start.length)
    const { from, to } = groupOf(beginning, beginningKey(start, letters), letters)
    const found: number[] = []
    for (let i = from; i < to; i++) this.#complete(start, beginning.words[i] as number, found)
    for (let word = size; word < this.#shapes.length; word++) this.#complete(start, word, found)
    return found
  }

  /** Looks at some of the words of a list; without one, at the words with these numbers. */
  #look(
    words: Uint32Array | undefined,
    { from, to }: { readonly from: number; readonly to: number },
    sought: string,
    most: number,
    found: number[],
  ): void {
    const shapes = this.#shapes.view()
    const shape = shapeOf(sought)
    for (let i = from; i < to; i++) {
      const word = words === undefined ? i : (words[i] as number)
      if (!isAlike(shapes[word] as number, shape, most) || this.#vocabulary.wordCounts.at(word) === 0)
        continue
      const distance = editDistance(sought, this.#vocabulary.wordTexts[word] as string, most)
      if (distance > 0 && distance <= most && !found.includes(word)) found.push(word)
    }
  }

  #complete(start: string, word: number, found: number[]): void {
    const text = this.#vocabulary.wordTexts[word] as string
    const goesOn = text.length > start.length && text.startsWith(start)
    if (goesOn && this.#vocabulary.wordCounts.at(word) > 0) found.push(word)
  }

  #catchUp(): void {
    const { wordTexts } = this.#vocabulary
    for (let word = this.#shapes.length; word < wordTexts.length; word++)
      this.#shapes.push(shapeOf(wordTexts[word] as string))
    if (wordTexts.length > this.#ends.size * 1.1 + 500) this.#ends = wordEndsOf(wordTexts)
  }
}

const letterSet = 2 ** 27 - 1
const longestTold = 31

/** A bit for each letter that occurs, the 27th for all that are not a to z; above them the length. */
function shapeOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26)
  }
  return ((Math.min(word.length, longestTold) << 27) | letters) >>> 0
}

/** Words that are so many edits apart differ by no more in length, nor in more than twice as many letters. */
function isAlike(shape: number, other: number, edits: number): boolean {
  const longer = (shape >>> 27) - (other >>> 27)
  if (longer > edits || longer < -edits) return false
  let different = (shape ^ other) & letterSet
  for (let left = 2 * edits; left > 0; left--) different &= different - 1
  return different === 0
}
