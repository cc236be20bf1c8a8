import type { Paper } from "../../papers/paper.ts"
import type { Condition, SearchFilters } from "../../vocabulary/search-request.ts"
import { matchesName, matchesOrganization } from "../index/names.ts"
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
  const inOrder = holdsInOrder(words, exact)
  return (field) =>
    inOrder(field) || (words.length > 1 ? field.words.includes(joined) : field.joined.has(joined))
}

/** Papers that have every value of these fields. */
function passesFilters(filters: SearchFilters): PaperTest {
  const { authors = [], organizations = [], categories = [], titles = [], has = [] } = filters
  const { sources, after, before } = filters
  const { minUpvotes = 0, maxUpvotes = Number.POSITIVE_INFINITY } = filters
  const titleTests = titles.map((text) => fieldTest(text, false))
  return (paper) =>
    authors.every((name) => paper.authors.some((author) => matchesName(name, author))) &&
    organizations.every((name) => matchesOrganization(name, paper.organization ?? "")) &&
    categories.every((name) => paper.categories.some((category) => isCategory(category, name))) &&
    titleTests.every((holds) => textsOf(paper).slice(0, 1).some(holds)) &&
    has.every((what) => contents[what](paper)) &&
    (sources === undefined || sources.includes(paper.source)) &&
    (after === undefined || (paper.publishedOn ?? "") >= after) &&
    (before === undefined || (paper.publishedOn ?? before) < before) &&
    paper.upvotes >= minUpvotes &&
    paper.upvotes <= maxUpvotes
}

const contents: Readonly<Record<NonNullable<SearchFilters["has"]>[number], PaperTest>> = {
  code: ({ code }) => code !== undefined,
  summary: ({ summary }) => summary !== undefined,
  project: ({ projectPage }) => projectPage !== undefined,
  abstract: ({ abstract }) => abstract !== "",
}

/** `cs` is every category of that archive. */
function isCategory(category: string, name: string): boolean {
  const [known, wanted] = [fold(category), fold(name.trim())]
  return known === wanted || known.startsWith(`${wanted}.`)
}

function holdsInOrder(words: readonly string[], exact: boolean): (field: TextField) => boolean {
  const wanted = words.map((word) => ({ word, stem: stem(word) }))
  const isAt = ({ words, stems }: TextField, at: number, one: (typeof wanted)[number]) =>
    isWord(words[at] ?? "", one.word) || (!exact && at < words.length && stems[at] === one.stem)
  return (field) =>
    wanted.length > 0 &&
    wanted.every(({ stem }) => field.among.has(stem)) &&
    field.words.some((_, at) => wanted.every((one, offset) => isAt(field, at + offset, one)))
}

/** `C++` is no `C`, but a model named `CLIP+` is a `CLIP`. */
function isWord(word: string, wanted: string): boolean {
  if (word === wanted) return true
  return word.startsWith(wanted) && wanted.length > 1 && /^[+#*]+$/.test(word.slice(wanted.length))
}
