import type { Paper } from "../../papers/paper.ts"
import type { Condition, SearchFilters } from "../../vocabulary/search-request.ts"
import { matchesOrganization, nameTest } from "../index/names.ts"
import { stem } from "../index/stem.ts"
import { fold, unspaced } from "../index/words.ts"
import { lettersOf, strictWords, type TextField, textsOf } from "./strict-text.ts"

export type PaperTest = (paper: Paper) => boolean

/** Papers of which a condition holds. */
export function testOf(condition: Condition): PaperTest {
  switch (condition.kind) {
    case "text":
      return holdsText(condition.value, condition.isExact)
    case "fields":
      return passesFilters(condition.filters)
    case "not": {
      const test = testOf(condition.of)
      return (paper) => !test(paper)
    }
    case "any":
    case "all": {
      const tests = condition.of.map(testOf)
      return condition.kind === "any"
        ? (paper) => tests.some((test) => test(paper))
        : (paper) => tests.every((test) => test(paper))
    }
    default:
      return condition satisfies never
  }
}

/** Papers with the words in their title or abstract, next to each other; unless `exact`, also in other forms. */
function holdsText(text: string, exact: boolean): PaperTest {
  const holds = fieldTest(text, exact)
  return (paper) => textsOf(paper).some(holds)
}

function fieldTest(text: string, exact: boolean): (field: TextField) => boolean {
  if (unspaced.test(text)) {
    const letters = lettersOf(text)
    return (field) => field.letters.includes(letters)
  }
  const words = strictWords(text)
  const joined = words.join("")
  const whole = stem(joined)
  const inOrder = holdsInOrder(words, exact)
  return (field) =>
    inOrder(field) ||
    (words.length > 1
      ? field.places.has(whole) && field.words.some(({ text }) => text === joined)
      : field.joined.has(joined))
}

/** Papers that have every value of these fields. */
function passesFilters(filters: SearchFilters): PaperTest {
  const { authors = [], organizations = [], categories = [], titles = [], has = [] } = filters
  const { sources, after, before, minUpvotes, maxUpvotes } = filters
  const tests: readonly (PaperTest | false)[] = [
    ...authors.map(nameTest).map(
      (isMeant): PaperTest =>
        (paper) =>
          paper.authors.some(isMeant),
    ),
    ...organizations.map(
      (name): PaperTest =>
        (paper) =>
          matchesOrganization(name, paper.organization ?? ""),
    ),
    ...categories.map(
      (name): PaperTest =>
        (paper) =>
          paper.categories.some((one) => isCategory(one, name)),
    ),
    ...titles
      .map((text) => fieldTest(text, false))
      .map(
        (holds): PaperTest =>
          (paper) =>
            textsOf(paper).slice(0, 1).some(holds),
      ),
    ...has.map((what) => contents[what]),
    sources !== undefined && (({ source }) => sources.includes(source)),
    after !== undefined && (({ publishedOn = "" }) => publishedOn >= after),
    before !== undefined && (({ publishedOn = before }) => publishedOn < before),
    minUpvotes !== undefined && (({ upvotes }) => upvotes >= minUpvotes),
    maxUpvotes !== undefined && (({ upvotes }) => upvotes <= maxUpvotes),
  ]
  const given = tests.filter((test) => test !== false)
  return (paper) => given.every((test) => test(paper))
}

type Content = NonNullable<SearchFilters["has"]>[number]

const contents: Readonly<Record<Content, PaperTest>> = {
  code: ({ code }) => code !== undefined,
  summary: ({ summary }) => summary !== undefined,
  project: ({ projectPage }) => projectPage !== undefined,
  abstract: ({ abstract }) => abstract !== "",
}

/** What a paper comes with, of what `has:` asks for. */
export function contentsOf(paper: Paper): readonly string[] {
  return Object.entries(contents).flatMap(([what, holds]) => (holds(paper) ? [what] : []))
}

/** `cs` is every category of that archive. */
function isCategory(category: string, name: string): boolean {
  const [known, wanted] = [fold(category), fold(name.trim())]
  return known === wanted || known.startsWith(`${wanted}.`)
}

function holdsInOrder(words: readonly string[], exact: boolean): (field: TextField) => boolean {
  const wanted = words.map((word) => ({ word, stem: stem(word) }))
  const isThere = ({ words }: TextField, from: number) =>
    wanted.every(({ word, stem }, offset) => {
      const own = words[from + offset]
      return own !== undefined && ((!exact && own.stem === stem) || isWord(own.text, word))
    })
  const [first] = wanted
  return (field) => {
    const places = first && field.places.get(first.stem)
    if (places === undefined) return false
    return typeof places === "number" ? isThere(field, places) : places.some((from) => isThere(field, from))
  }
}

/** `C++` is no `C`, but a model named `CLIP+` is a `CLIP`. */
function isWord(word: string, wanted: string): boolean {
  if (word === wanted) return true
  return word.startsWith(wanted) && wanted.length > 1 && /^[+#*]+$/.test(word.slice(wanted.length))
}
