import type { Paper } from "../../papers/paper.ts"
import { type Field, fieldOrder, impactOf, occurrenceWeight } from "./bm25f.ts"
import { nameTerms } from "./names.ts"
import { signedWords } from "./signs.ts"
import { authorSign, categorySign, organizationSign, type Vocabulary } from "./vocabulary.ts"
import { fold, type Word, wordsOf } from "./words.ts"

/** The end of a field in a paper's text. */
export const fieldEnd = 0
/** The next word is the compound just read, without hyphens (`gpt4o`); it takes no position of its own. */
export const joinedNext = 1

/** A paper as the index keeps it: its words in reading order, and its terms with their impact. */
export type PaperText = {
  /** Numbers of words, field after field in `fieldOrder`, each field followed by `fieldEnd`. */
  readonly text: readonly number[]
  readonly terms: ReadonlyMap<number, number>
  /** Words of the authors' names, so that a misspelled name is corrected. */
  readonly names: readonly number[]
}

export function paperText(paper: Paper, vocabulary: Vocabulary): PaperText {
  const text: number[] = []
  const frequencies = new Map<number, number>()
  for (const field of fieldOrder) {
    const words = withJoined(fieldText(paper, field))
    const weight = occurrenceWeight(field, words.length)
    for (const word of words) {
      const number = vocabulary.word(word.text)
      if (word.isJoined) text.push(joinedNext)
      text.push(number)
      const term = vocabulary.termOf(number)
      frequencies.set(term, (frequencies.get(term) ?? 0) + weight)
    }
    text.push(fieldEnd)
  }
  const terms = new Map([...frequencies].map(([term, frequency]) => [term, impactOf(frequency)]))
  for (const [term, impact] of namedTerms(paper)) terms.set(vocabulary.term(term), impact)
  return { text, terms, names: wordsOfNames(paper.authors, vocabulary) }
}

export function wordsOfNames(names: readonly string[], vocabulary: Vocabulary): number[] {
  return names.flatMap((name) => wordsOf(name).map(({ text }) => vocabulary.word(text)))
}

function fieldText(paper: Paper, field: Field): string {
  switch (field) {
    case "title":
      return paper.title
    case "organization":
      return paper.organization ?? ""
    case "keywords":
      return paper.keywords.join(" ; ")
    case "summary":
      return paper.summary ?? ""
    case "abstract":
      return paper.abstract
    default:
      return field satisfies never
  }
}

export type TextWord = {
  readonly text: string
  readonly isJoined: boolean
  readonly word: Word
  /** For a word with signs (`signs.ts`): how many words it is without them. */
  readonly parts?: number
}

/**
 * The words, and after each compound of two to four parts the compound in one word: `gpt`, `4o`, `gpt4o`. So too after
 * the parts of a word with signs: `c`, `c++`.
 */
export function withJoined(text: string): TextWord[] {
  const words = wordsOf(text)
  const signed = signedByEnd(text, words)
  const all: TextWord[] = []
  let parts: Word[] = []
  for (const [at, word] of words.entries()) {
    parts = word.joined ? [...parts, word] : [word]
    all.push({ text: word.text, isJoined: false, word })
    const isLast = words[at + 1]?.joined !== true
    const compound = isLast && parts.length > 1 && parts.length <= mostParts ? textOf(parts) : undefined
    const whole = signed.get(at)
    if (compound !== undefined && compound !== whole?.text) all.push({ text: compound, isJoined: true, word })
    if (whole !== undefined) all.push(whole)
  }
  return all
}

const textOf = (parts: readonly Word[]) => parts.map((part) => part.text).join("")

/** The words that a text is searched by: one with signs instead of its parts. */
export function soughtWords(text: string): string[] {
  const words = wordsOf(text)
  const signed = signedByEnd(text, words)
  const sought: string[] = []
  for (const [at, word] of words.entries()) {
    const { text: whole, parts = 1 }: Pick<TextWord, "text" | "parts"> = signed.get(at) ?? word
    sought.splice(sought.length + 1 - parts, parts - 1, whole)
  }
  return sought
}

/** Words with signs, by the place of their last part. */
function signedByEnd(text: string, words: readonly Word[]): ReadonlyMap<number, TextWord> {
  const found = new Map<number, TextWord>()
  let at = 0
  for (const word of signedWords(text)) {
    while ((words[at]?.start ?? word.start) < word.start) at++
    const first = at
    while ((words[at]?.end ?? Number.POSITIVE_INFINITY) <= word.end) at++
    if (at > first) found.set(at - 1, { text: word.text, isJoined: true, word, parts: at - first })
  }
  return found
}

const mostParts = 4

/** Terms of authors, organization and categories. The first author counts most, and a family name more than a given one. */
function namedTerms(paper: Paper): Map<string, number> {
  const terms = new Map<string, number>()
  const put = (term: string, impact: number) => terms.set(term, Math.max(impact, terms.get(term) ?? 0))
  for (const [place, author] of paper.authors.entries()) {
    const family = wordsOf(author).at(-1)?.text
    for (const term of nameTerms(author))
      put(authorSign + term, authorImpact(place, paper.authors.length, term === family))
  }
  for (const term of nameTerms(paper.organization ?? "", true)) put(organizationSign + term, 255)
  for (const category of paper.categories) {
    const [archive = ""] = category.split(".")
    for (const name of [archive, category]) put(categorySign + fold(name), 255)
  }
  return terms
}

const authorImpacts = { first: 255, last: 170, other: 130, givenName: 0.7 }

function authorImpact(place: number, authors: number, isFamilyName: boolean): number {
  const { first, last, other, givenName } = authorImpacts
  const impact = place === 0 ? first : place === authors - 1 ? last : other
  return Math.round(impact * (isFamilyName ? 1 : givenName))
}

/** Whether an author's word with that impact is the last of the name. */
export function isFamilyNameImpact(impact: number): boolean {
  const { first, last, other } = authorImpacts
  return impact === first || impact === last || impact === other
}
