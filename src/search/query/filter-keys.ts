import type { Paper } from "../../papers/paper.ts"
import type { Condition, SearchFilters } from "../../vocabulary/search-request.ts"
import { organizationSpellings, spellingsOf } from "../index/names.ts"
import { stem } from "../index/stem.ts"
import { authorSign, categorySign, organizationSign } from "../index/vocabulary.ts"
import { fold, unspaced } from "../index/words.ts"
import { lettersOf, strictWords, textsOf } from "./strict-text.ts"

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
      const smallest = condition.of.map((one) => neededBy(one).toSorted((a, b) => a.length - b.length)[0])
      return smallest.every((group) => group !== undefined) ? [smallest.flat()] : []
    }
    default:
      return condition satisfies never
  }
}

/** The keys that a paper has. */
export function paperKeys(paper: Paper): ReadonlySet<string> {
  return new Set([
    ...textsOf(paper).flatMap(({ among, joined, letters }) => [
      ...among,
      ...[...joined].map(stem),
      ...pairsIn(letters),
    ]),
    ...paper.authors.flatMap((author) => [...runsOf(author), ...pairsIn(lettersOf(author))].map(asAuthor)),
    ...runsOf(paper.organization ?? "").map((run) => organizationSign + run),
    ...paper.categories.flatMap(categoryKeys),
  ])
}

function neededByText(text: string): readonly OneOf[] {
  if (unspaced.test(text)) return pairsIn(lettersOf(text)).map((pair) => [pair])
  const words = strictWords(text)
  const whole = stem(words.join(""))
  return words.length === 0 ? [[]] : words.map((word) => [...new Set([stem(word), whole])])
}

function neededByFields({
  authors = [],
  organizations = [],
  categories = [],
  titles = [],
}: SearchFilters): readonly OneOf[] {
  return [
    ...authors.flatMap(neededByAuthor),
    ...organizations.map((name) =>
      organizationSpellings(name).map((words) => organizationSign + words.join("")),
    ),
    ...categories.map((name) => [categorySign + fold(name.trim())]),
    ...titles.flatMap(neededByText),
  ]
}

/** One word of the name at least is written out, or all are written as one. */
function neededByAuthor(name: string): readonly OneOf[] {
  if (unspaced.test(name)) return pairsIn(lettersOf(name)).map((pair) => [asAuthor(pair)])
  const keys = spellingsOf(name).flatMap((words) => [...words, words.join("")])
  return [[...new Set(keys)].map(asAuthor)]
}

const asAuthor = (key: string) => authorSign + key

/** Neighboring words of a name, written as one. */
function runsOf(name: string): readonly string[] {
  return spellingsOf(name).flatMap((words) =>
    words.flatMap((_, from) =>
      words.slice(from, from + longestRun).map((_, more) => words.slice(from, from + more + 1).join("")),
    ),
  )
}

const longestRun = 12

/** Neighboring letters of scripts without spaces. */
function pairsIn(letters: string): readonly string[] {
  const all = [...letters]
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
