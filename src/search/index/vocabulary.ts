import { GrowingNumbers, TextNumbers } from "./numbered-texts.ts"
import { stemOnce } from "./stem.ts"
import { stopWords } from "./words.ts"

/**
 * Every word ever indexed, by number, with its term (stem) in the postings, and how many papers hold each now. Numbers
 * are never reused: a word whose papers were all removed stays, with a count of 0.
 *
 * Terms of other kinds share the numbers and begin with a sign that no word can have: `@lecun` is a word of an author's
 * name, `#google` of an organization's, `:cs.cl` a category.
 */
export class Vocabulary {
  readonly words: TextNumbers
  readonly terms: TextNumbers
  readonly #termOfWord: GrowingNumbers
  /** Linked lists: for each term its last word, and for each word the one before it of the same term, or 0. */
  readonly #lastWord = new GrowingNumbers()
  readonly #wordBefore = new GrowingNumbers()
  /** Papers that hold the word, or the term. */
  readonly wordCounts: GrowingNumbers
  readonly termCounts: GrowingNumbers
  readonly #stopWords = new Set<number>()

  constructor(saved: SavedVocabulary = emptyVocabulary()) {
    this.words = saved.words
    this.terms = saved.terms
    this.#termOfWord = new GrowingNumbers(saved.termOfWord)
    this.wordCounts = new GrowingNumbers(saved.wordCounts)
    this.termCounts = new GrowingNumbers(saved.termCounts)
    for (let word = firstWord; word < saved.termOfWord.length; word++) this.#link(word, this.termOf(word))
    for (const text of stopWords) {
      const word = this.knownWord(text)
      if (word !== undefined) this.#stopWords.add(word)
    }
  }

  wordText(word: number): string {
    return this.words.text(word)
  }

  termText(term: number): string {
    return this.terms.text(term)
  }

  word(text: string): number {
    const known = this.words.find(text)
    if (known !== undefined) return known
    const term = this.term(stemOnce(text))
    this.#termOfWord.push(term)
    this.wordCounts.push(0)
    const word = this.words.add(text)
    this.#link(word, term)
    if (stopWords.has(text)) this.#stopWords.add(word)
    return word
  }

  term(text: string): number {
    const known = this.terms.find(text)
    if (known !== undefined) return known
    this.termCounts.push(0)
    return this.terms.add(text)
  }

  knownWord(text: string): number | undefined {
    return this.words.find(text)
  }

  knownTerm(text: string): number | undefined {
    return this.terms.find(text)
  }

  isStopWord(word: number): boolean {
    return this.#stopWords.has(word)
  }

  termOf(word: number): number {
    return this.#termOfWord.at(word)
  }

  /** The words that a term stands for. */
  wordsOf(term: number): number[] {
    const words: number[] = []
    for (let word = this.#lastWord.at(term); word !== 0; word = this.#wordBefore.at(word)) words.push(word)
    return words
  }

  #link(word: number, term: number): void {
    this.#wordBefore.set(word, this.#lastWord.at(term))
    this.#lastWord.set(term, word)
  }

  /** The term of each word, to be saved; stale after the next new word. */
  termOfWords(): Uint32Array<ArrayBuffer> {
    return this.#termOfWord.view()
  }

  /** How many papers hold the term now. */
  papersWith(term: string): number {
    const known = this.terms.find(term)
    return known === undefined ? 0 : this.termCounts.at(known)
  }
}

/** A vocabulary as it is saved. */
export type SavedVocabulary = {
  readonly words: TextNumbers
  readonly terms: TextNumbers
  readonly termOfWord: Uint32Array<ArrayBuffer>
  readonly wordCounts: Uint32Array<ArrayBuffer>
  readonly termCounts: Uint32Array<ArrayBuffer>
}

/** The first two numbers are not words: they structure a paper's text (`paper-text.ts`). */
const firstWord = 2

function emptyVocabulary(): SavedVocabulary {
  const [termOfWord, wordCounts, termCounts] = [
    new Uint32Array(firstWord),
    new Uint32Array(firstWord),
    new Uint32Array(0),
  ]
  return {
    words: TextNumbers.of(noWord, `${noWord}${noWord}`),
    terms: new TextNumbers(),
    termOfWord,
    wordCounts,
    termCounts,
  }
}

/** No word of a text has a space in it. */
const noWord = " "

export const authorSign = "@"
export const organizationSign = "#"
export const categorySign = ":"

/** Names of authors or organizations, each once, with how many papers have it now. Numbers are never reused. */
export class Names {
  readonly numbers: TextNumbers
  readonly counts: GrowingNumbers

  /** Number 0 is not a name. */
  constructor(numbers = TextNumbers.of(""), counts = new GrowingNumbers(new Uint32Array(1))) {
    this.numbers = numbers
    this.counts = counts
  }

  /** Without zero characters, which separate the texts of a saved index. */
  number(given: string): number {
    const name = given.replaceAll("\0", "")
    const known = this.numbers.find(name)
    if (known !== undefined) return known
    this.counts.push(0)
    return this.numbers.add(name)
  }

  text(number: number): string {
    return this.numbers.text(number)
  }
}
