import { GrowingNumbers } from "./growing-numbers.ts"
import { stem } from "./stem.ts"

/**
 * Every word that was ever indexed, by number, with the term (stem) that stands for it in the postings, and how many
 * papers hold each now. Numbers are never reused: a word whose papers are all gone stays, with a count of 0, until the
 * index is saved and loaded.
 *
 * Terms of other kinds share the numbers and begin with a sign that no word can hold: `@lecun` is a word of an
 * author's name, `#google` of an organisation's, `:cs.cl` a category.
 */
export class Vocabulary {
  readonly #words = new Map<string, number>()
  readonly #terms = new Map<string, number>()
  /** The first two numbers are no words: they structure a paper's text (`paper-text.ts`). */
  wordTexts: string[] = ["", ""]
  termTexts: string[] = []
  #termOfWord = new GrowingNumbers(new Uint32Array(2))
  /** Papers that hold the word, or the term. */
  wordCounts = new GrowingNumbers(new Uint32Array(2))
  termCounts = new GrowingNumbers()

  /** As it was saved: `termOfWord` tells each word's term. */
  static restored(saved: {
    readonly words: readonly string[]
    readonly terms: readonly string[]
    readonly termOfWord: Uint32Array<ArrayBuffer>
    readonly wordCounts: Uint32Array<ArrayBuffer>
    readonly termCounts: Uint32Array<ArrayBuffer>
  }): Vocabulary {
    const vocabulary = new Vocabulary()
    vocabulary.#termOfWord = new GrowingNumbers(saved.termOfWord)
    vocabulary.wordCounts = new GrowingNumbers(saved.wordCounts)
    vocabulary.termCounts = new GrowingNumbers(saved.termCounts)
    vocabulary.wordTexts = [...saved.words]
    vocabulary.termTexts = [...saved.terms]
    for (let word = 2; word < saved.words.length; word++)
      vocabulary.#words.set(saved.words[word] as string, word)
    for (const [term, text] of saved.terms.entries()) vocabulary.#terms.set(text, term)
    return vocabulary
  }

  word(text: string): number {
    const known = this.#words.get(text)
    if (known !== undefined) return known
    const added = this.wordTexts.push(text) - 1
    this.#words.set(text, added)
    this.#termOfWord.push(this.term(stem(text)))
    this.wordCounts.push(0)
    return added
  }

  term(text: string): number {
    const known = this.#terms.get(text)
    if (known !== undefined) return known
    const added = this.termTexts.push(text) - 1
    this.#terms.set(text, added)
    this.termCounts.push(0)
    return added
  }

  knownWord(text: string): number | undefined {
    return this.#words.get(text)
  }

  knownTerm(text: string): number | undefined {
    return this.#terms.get(text)
  }

  termOf(word: number): number {
    return this.#termOfWord.at(word)
  }

  /** The term of each word, for tight loops; stale after the next new word. */
  termOfWords(): Uint32Array {
    return this.#termOfWord.view()
  }

  /** How many papers hold the term of that text now. */
  papersWith(term: string): number {
    const known = this.#terms.get(term)
    return known === undefined ? 0 : this.termCounts.at(known)
  }
}

export const authorSign = "@"
export const organizationSign = "#"
export const categorySign = ":"
