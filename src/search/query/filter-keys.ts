import type { Paper } from "../../papers/paper.ts"
import type { Condition, SearchFilters } from "../../vocabulary/search-request.ts"
import { organizationSpellings, spellingsOf } from "../index/names.ts"
import { stem } from "../index/stem.ts"
import { authorSign, categorySign, organizationSign } from "../index/vocabulary.ts"
import { fold, unspaced } from "../index/words.ts"
import { contentsOf } from "./filter-tests.ts"
import { lettersOf, mayBeUnspaced, strictWords, textsOf } from "./strict-text.ts"

/** Keys of which a paper needs one at least. Without any, no paper has it. */
type OneOf = readonly string[]

/**
 * What a paper must have for a condition to hold, as groups of keys: one of each group. It is necessary and not enough,
 * so that many filters are held against one paper by looking up its keys. Without groups it could be any paper.
 */
export function neededBy(condition: Condition): readonly OneOf[] {
  switch (condition.kind) {
    case "text":
      return neededByText(condition.value)
    case "fields":
      return neededByFields(condition.filters)
    case "not":
      return []
    case "all":
      return condition.of.flatMap(neededBy)
    case "any": {
      const smallest = condition.of.map(
        (one) => neededBy(one).toSorted((a, b) => commonness(a) - commonness(b))[0],
      )
      return smallest.every((group) => group !== undefined) ? [smallest.flat()] : []
    }
    default:
      return condition satisfies never
  }
}

/** Fewer keys are rarer, and what a paper comes with is least rare. */
const commonness = (group: OneOf) => (group.some(isContentKey) ? Number.POSITIVE_INFINITY : group.length)

/** The keys that a paper has; some of them twice. */
export function paperKeys(paper: Paper): readonly string[] {
  const keys: string[] = []
  for (const { places, joined, letters } of textsOf(paper)) {
    for (const word of places.keys()) keys.push(word)
    for (const word of joined) keys.push(stem(word))
    keys.push(...pairsIn(letters))
  }
  for (const author of paper.authors) for (const key of nameKeys(author)) keys.push(authorSign + key)
  for (const run of spellingsOf(paper.organization ?? "").flatMap(runsOf)) keys.push(organizationSign + run)
  keys.push(...paper.categories.flatMap(categoryKeys))
  for (const what of contentsOf(paper)) keys.push(contentSign + what)
  return keys
}

/** Whether a key says what a paper comes with, such as code: no rare thing. */
export const isContentKey = (key: string) => key.startsWith(contentSign)

// No word has this sign.
const contentSign = "?"

function neededByText(text: string): readonly OneOf[] {
  if (unspaced.test(text)) return pairsIn(text).map((pair) => [pair])
  const words = strictWords(text)
  const whole = stem(words.join(""))
  return words.length === 0 ? [[]] : words.map((word) => [...new Set([stem(word), whole])])
}

function neededByFields({
  authors = [],
  organizations = [],
  categories = [],
  titles = [],
  has = [],
}: SearchFilters): readonly OneOf[] {
  return [
    ...authors.flatMap(neededByAuthor),
    ...organizations.map((name) =>
      organizationSpellings(name).map((words) => organizationSign + words.join("")),
    ),
    ...categories.map((name) => [categorySign + fold(name.trim())]),
    ...titles.flatMap(neededByText),
    ...has.map((what) => [contentSign + what]),
  ]
}

/** One word of the name is written out and its neighbor too, or as its initial; or all are written as one. */
function neededByAuthor(name: string): readonly OneOf[] {
  if (unspaced.test(name)) return pairsIn(name).map((pair) => [authorSign + pair])
  const keys = spellingsOf(name).flatMap((words) => [
    words.join(""),
    ...words.flatMap((word, at) => {
      const next = words[(at + 1) % words.length] ?? word
      if (words.length === 1) return []
      return next.length === 1
        ? [withBeginning(word, next)]
        : [withWord(word, next), withInitial(word, next.charAt(0))]
    }),
  ])
  return [[...new Set(keys)].map((key) => authorSign + key)]
}

/** All that some way of writing an author's name needs. */
function nameKeys(author: string): readonly string[] {
  const keys = pairsIn(author)
  for (const words of spellingsOf(author)) {
    keys.push(...runsOf(words))
    for (let at = 0; at < words.length; at++)
      for (let other = at + 1; other < words.length && other <= at + longestRun; other++)
        addPaired(words[at] as string, words[other] as string, keys)
  }
  return keys
}

function addPaired(one: string, other: string, keys: string[]): void {
  keys.push(withWord(one, other), withBeginning(one, other.charAt(0)), withBeginning(other, one.charAt(0)))
  if (other.length === 1) keys.push(withInitial(one, other))
  if (one.length === 1) keys.push(withInitial(other, one))
}

// No word has a space, a star or a point.
const withWord = (word: string, other: string) => (word < other ? `${word} ${other}` : `${other} ${word}`)
const withBeginning = (word: string, initial: string) => `${word} ${initial}*`
const withInitial = (word: string, initial: string) => `${word} ${initial}.`

/** Neighboring words of a name, written as one. */
function runsOf(words: readonly string[]): readonly string[] {
  const runs: string[] = []
  for (let from = 0; from < words.length; from++) {
    let run = ""
    for (let at = from; at < words.length && at < from + longestRun; at++) {
      run += words[at]
      runs.push(run)
    }
  }
  return runs
}

const longestRun = 12

/** Neighboring letters of scripts without spaces. */
function pairsIn(text: string): string[] {
  if (!mayBeUnspaced(text)) return []
  const all = [...lettersOf(text)]
  return all.flatMap((letter, at) => {
    const next = all[at + 1]
    return next !== undefined && unspaced.test(letter + next) ? [letter + next] : []
  })
}

/** `cs.CV`, and `cs`. */
function categoryKeys(category: string): readonly string[] {
  const parts = fold(category).split(".")
  return parts.map((_, at) => categorySign + parts.slice(0, at + 1).join("."))
}
