import { editDistance } from "../../parsing/edit-distance.ts"
import { GrowingNumbers } from "./numbered-texts.ts"
import type { Vocabulary } from "./vocabulary.ts"

/**
 * Finds known words one or two edits away. A single edit leaves the beginning of a word or its end unchanged, so only
 * words that begin or end alike are compared; for two edits, all are. One number per word, its length and the set of its
 * letters, rules out nearly all of them first.
 */
export class Spelling {
  readonly #vocabulary: Vocabulary
  /** `shapeOf` each word, by its number. */
  readonly #shapes = new GrowingNumbers()
  /** All words except the newest, which are few and compared one by one. */
  #ends = wordEndsOf([])

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** Words within `most` edits that some paper holds, without the word itself. */
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

  /** Longer words that begin so and that some paper holds. */
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

  /** Compares the words of a list in this range; without a list, the words with these numbers. */
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

/** A bit for each letter that occurs, the 27th for all except a to z; above them the length. */
function shapeOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26)
  }
  return ((Math.min(word.length, longestTold) << 27) | letters) >>> 0
}

/** Words `edits` edits apart differ by at most that in length, and in at most twice as many letters. */
function isAlike(shape: number, other: number, edits: number): boolean {
  const longer = (shape >>> 27) - (other >>> 27)
  if (longer > edits || longer < -edits) return false
  let different = (shape ^ other) & letterSet
  for (let left = 2 * edits; left > 0; left--) different &= different - 1
  return different === 0
}

/** How many letters make an end of a word. */
export const endLength = 3

/** Words grouped by how they begin, and by how they end. */
export type WordEnds = {
  /** It has the words with numbers below this. */
  readonly size: number
  readonly beginning: EndGroups
  readonly ending: EndGroups
}

/** The words of each key, ascending; `starts` says where those of a key begin in `words`. */
export type EndGroups = { readonly starts: Uint32Array; readonly words: Uint32Array }

export function wordEndsOf(words: readonly string[]): WordEnds {
  return {
    size: words.length,
    beginning: grouped(words, (word) => beginningKey(word, endLength)),
    ending: grouped(words, (word) => endingKey(word, endLength)),
  }
}

/** The range of `words` whose first (or last) `letters` letters have this key. */
export function groupOf({ starts }: EndGroups, key: number, letters: number) {
  const keys = 1 << (letterBits * (endLength - letters))
  return { from: starts[key] as number, to: starts[key + keys] as number }
}

/** A number for the first letters of a word. Words of other scripts may share one. */
export function beginningKey(word: string, letters: number): number {
  let key = 0
  for (let i = 0; i < endLength; i++) key = (key << letterBits) | (i < letters ? letterAt(word, i) : 0)
  return key
}

/** A number for the last letters, the very last one counting most. */
export function endingKey(word: string, letters: number): number {
  let key = 0
  for (let i = 1; i <= endLength; i++)
    key = (key << letterBits) | (i <= letters ? letterAt(word, word.length - i) : 0)
  return key
}

const letterBits = 5

/** 1 to 26 for a to z, 27 to 31 for all others, 0 beyond the word. */
function letterAt(word: string, at: number): number {
  if (at < 0 || at >= word.length) return 0
  const code = word.charCodeAt(at)
  return code >= 97 && code <= 122 ? code - 96 : 27 + (code % 5)
}

/** A counting sort: a millisecond for 60,000 words, so it is rebuilt rather than updated. */
function grouped(words: readonly string[], keyOf: (word: string) => number): EndGroups {
  const keys = Uint16Array.from(words, keyOf)
  const starts = new Uint32Array((1 << (letterBits * endLength)) + 1)
  for (const key of keys) (starts[key + 1] as number)++
  for (let key = 1; key < starts.length; key++)
    starts[key] = (starts[key] as number) + (starts[key - 1] as number)
  const next = starts.slice()
  const sorted = new Uint32Array(words.length)
  for (const [word, key] of keys.entries()) sorted[(next[key] as number)++] = word
  return { starts, words: sorted }
}
