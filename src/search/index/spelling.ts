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
    const shapes = this.#shapes.view()
    const sought = { word, shape: shapeOf(word), most, shapes, found: [] }
    if (most === 2) this.#look(undefined, 0, shapes.length, sought)
    else {
      const { beginning, ending, size } = this.#ends
      const letters = Math.min(endLength, (word.length - 1) >> 1)
      this.#lookInGroups(beginning, keysOf(beginningKey(word, letters), letters), sought)
      this.#lookInGroups(ending, keysOf(endingKey(word, letters), letters), sought)
      this.#look(undefined, size, shapes.length, sought)
    }
    return sought.found
  }

  /** Longer words that begin so and that some paper holds. */
  completions(start: string): number[] {
    this.#catchUp()
    const { beginning, size } = this.#ends
    const letters = Math.min(endLength, start.length)
    const keys = keysOf(beginningKey(start, letters), letters)
    const [from, to] = [beginning.starts[keys.from] as number, beginning.starts[keys.to] as number]
    const found: number[] = []
    const shape = shapeOf(start)
    for (let i = from; i < to; i++) this.#complete(start, shape, beginning.words[i] as number, found)
    for (let word = size; word < this.#shapes.length; word++) this.#complete(start, shape, word, found)
    return found
  }

  /** Compares the words of these groups that are about as long. */
  #lookInGroups({ starts, words }: EndGroups, keys: Range, sought: Sought): void {
    const { word, shapes } = sought
    for (let key = keys.from; key < keys.to; key++) {
      const [from, to] = [starts[key] as number, starts[key + 1] as number]
      if (to - from < fewWords) this.#look(words, from, to, sought)
      else {
        const first = firstOfLength(word.length - 1, words, shapes, from, to)
        this.#look(words, first, firstOfLength(word.length + 2, words, shapes, first, to), sought)
      }
    }
  }

  /** Compares the words of a list in this range; without a list, the words with these numbers. */
  #look(words: Uint32Array | undefined, from: number, to: number, sought: Sought): void {
    const { word, shape, most, shapes, found } = sought
    for (let i = from; i < to; i++) {
      const other = words === undefined ? i : (words[i] as number)
      if (!isAlike(shapes[other] as number, shape, most) || this.#vocabulary.wordCounts.at(other) === 0)
        continue
      const distance = editDistance(word, this.#vocabulary.wordText(other), most)
      if (distance > 0 && distance <= most && !found.includes(other)) found.push(other)
    }
  }

  #complete(start: string, shape: number, word: number, found: number[]): void {
    if ((shape & letterSet & ~(this.#shapes.at(word) & letterSet)) !== 0) return
    const text = this.#vocabulary.wordText(word)
    const goesOn = text.length > start.length && text.startsWith(start)
    if (goesOn && this.#vocabulary.wordCounts.at(word) > 0) found.push(word)
  }

  #catchUp(): void {
    const { words } = this.#vocabulary
    for (let word = this.#shapes.length; word < words.size; word++)
      this.#shapes.push(shapeOf(words.text(word)))
    if (words.size > this.#ends.size * 1.1 + 500) this.#ends = wordEndsOf(words.from(0))
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

/**
 * Words `edits` edits apart differ by at most that in length, and in at most twice as many letters. One condition at the
 * end, because which of the two rules a word out is hard to foresee.
 */
function isAlike(shape: number, other: number, edits: number): boolean {
  const longer = (shape >>> 27) - (other >>> 27)
  let different = (shape ^ other) & letterSet
  different &= different - 1
  different &= different - 1
  if (edits === 2) {
    different &= different - 1
    different &= different - 1
  }
  return ((((longer + edits) | (edits - longer)) >> 31) | different) === 0
}

/** A word that is sought, and what is found. */
type Sought = {
  readonly word: string
  readonly shape: number
  readonly most: 1 | 2
  readonly shapes: Uint32Array
  readonly found: number[]
}

/** In a group of fewer words it is not worth to look for those of a length. */
const fewWords = 24

/** In words sorted by length, where those with at least this many letters begin. */
function firstOfLength(
  letters: number,
  words: Uint32Array,
  shapes: Uint32Array,
  from: number,
  to: number,
): number {
  const least = Math.min(letters, longestTold)
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((shapes[words[middle] as number] as number) >>> 27 < least) low = middle + 1
    else high = middle
  }
  return low
}

type Range = { readonly from: number; readonly to: number }

/** How many letters make an end of a word. */
export const endLength = 3

/** Words grouped by how they begin, and by how they end. */
export type WordEnds = {
  /** It has the words with numbers below this. */
  readonly size: number
  readonly beginning: EndGroups
  readonly ending: EndGroups
}

/** The words of each key, the shorter first; `starts` says where those of a key begin in `words`. */
export type EndGroups = { readonly starts: Uint32Array; readonly words: Uint32Array }

export function wordEndsOf(words: readonly string[]): WordEnds {
  return {
    size: words.length,
    beginning: grouped(words, (word) => beginningKey(word, endLength)),
    ending: grouped(words, (word) => endingKey(word, endLength)),
  }
}

/** The keys of words whose first (or last) `letters` letters are those of this key. */
export function keysOf(key: number, letters: number): Range {
  return { from: key, to: key + (1 << (letterBits * (endLength - letters))) }
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

/**
 * Sorted by key, then by length. Counting sort takes two milliseconds for 60,000 words, so we sort again rather than update.
 */
function grouped(words: readonly string[], keyOf: (word: string) => number): EndGroups {
  const lengths = Uint16Array.from(words, (word) => Math.min(word.length, longestTold))
  const byLength = sortedBy(lengths, longestTold + 1, Uint32Array.from(lengths.keys()))
  const keys = Uint16Array.from(words, keyOf)
  return sortedBy(keys, 1 << (letterBits * endLength), byLength.words)
}

/** Words in the order of their keys, which are below `most`; those of the same key in the given order. */
function sortedBy(keys: Uint16Array, most: number, words: Uint32Array): EndGroups {
  const starts = new Uint32Array(most + 1)
  for (const key of keys) (starts[key + 1] as number)++
  for (let key = 1; key < starts.length; key++)
    starts[key] = (starts[key] as number) + (starts[key - 1] as number)
  const next = starts.slice()
  const sorted = new Uint32Array(words.length)
  for (const word of words) sorted[(next[keys[word] as number] as number)++] = word
  return { starts, words: sorted }
}
