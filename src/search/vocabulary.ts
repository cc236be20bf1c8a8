import { GrowingNumbers } from "./growing-numbers.ts"
import { stem } from "./stem.ts"
import { TextNumbers } from "./text-numbers.ts"

/**
 * Every word that was ever indexed, by number, with the term (stem) that stands for it in the postings, and how many
 * papers hold each now. Numbers are never reused: a word whose papers are all gone stays, with a count of 0, until the
 * index is saved and loaded.
 *
 * Terms of other kinds share the numbers and begin with a sign that no word can hold: `@lecun` is a word of an
 * author's name, `#google` of an organisation's, `:cs.cl` a category.
 */
export class Vocabulary {
  readonly words: TextNumbers
  readonly terms: TextNumbers
  readonly #termOfWord: GrowingNumbers
  /** For each term its last word, and for each word the one before it of the same term: 0 where there is none. */
  readonly #lastWord = new GrowingNumbers()
  readonly #wordBefore = new GrowingNumbers()
  /** Papers that hold the word, or the term. */
  readonly wordCounts: GrowingNumbers
  readonly termCounts: GrowingNumbers

  constructor(saved: SavedVocabulary = emptyVocabulary()) {
    this.words = saved.words
    this.terms = saved.terms
    this.#termOfWord = new GrowingNumbers(saved.termOfWord)
    this.wordCounts = new GrowingNumbers(saved.wordCounts)
    this.termCounts = new GrowingNumbers(saved.termCounts)
    for (let word = firstWord; word < saved.termOfWord.length; word++) this.#link(word, this.termOf(word))
  }

  get wordTexts(): readonly string[] {
    return this.words.texts
  }

  get termTexts(): readonly string[] {
    return this.terms.texts
  }

  word(text: string): number {
    const known = this.words.find(text)
    if (known !== undefined) return known
    const term = this.term(stem(text))
    this.#termOfWord.push(term)
    this.wordCounts.push(0)
    const word = this.words.add(text)
    this.#link(word, term)
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

  /** The term of each word, as it is saved; stale after the next new word. */
  termOfWords(): Uint32Array {
    return this.#termOfWord.view()
  }

  /** How many papers hold the term of that text now. */
  papersWith(term: string): number {
    const known = this.terms.find(term)
    return known === undefined ? 0 : this.termCounts.at(known)
  }
}

/** Numbers as they were saved; `termOfWord` tells each word's term. */
export type SavedVocabulary = {
  readonly words: TextNumbers
  readonly terms: TextNumbers
  readonly termOfWord: Uint32Array<ArrayBuffer>
  readonly wordCounts: Uint32Array<ArrayBuffer>
  readonly termCounts: Uint32Array<ArrayBuffer>
}

/** The first two numbers are no words: they structure a paper's text (`paper-text.ts`). */
const firstWord = 2

function emptyVocabulary(): SavedVocabulary {
  const [termOfWord, wordCounts, termCounts] = [
    new Uint32Array(firstWord),
    new Uint32Array(firstWord),
    new Uint32Array(0),
  ]
  return {
    words: new TextNumbers([noWord, `${noWord}${noWord}`]),
    terms: new TextNumbers(),
    termOfWord,
    wordCounts,
    termCounts,
  }
}

/** Holds a sign, so that no text's word is ever like it. */
const noWord = " "

export const authorSign = "@"
export const organizationSign = "#"
export const categorySign = ":"
