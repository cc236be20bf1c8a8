import { type BoundedMap, createBoundedMap } from "../../concurrency/bounded-map.ts"
import type { Condition, ParsedQuery, SearchFilters, SearchRequest } from "../../vocabulary/search-request.ts"
import { numbersIn, pieceAt, stringAt } from "../index/bytes.ts"
import { dayOf, hasBits, sourceShift, sources, unknownDay } from "../index/columns.ts"
import type { IndexedPapers } from "../index/indexed-papers.ts"
import { nameTest, organizationSpellings, spellingsOf } from "../index/names.ts"
import { soughtWords } from "../index/paper-text.ts"
import { findTerm } from "../index/postings.ts"
import type { Segment, Shared } from "../index/segment.ts"
import { stem } from "../index/stem.ts"
import {
  authorSign,
  categorySign,
  type Names,
  organizationSign,
  type Vocabulary,
} from "../index/vocabulary.ts"
import { fold, unspaced, wordsOf } from "../index/words.ts"
import { asksForOwn } from "../query/fields.ts"
import { ownTest } from "../query/own-test.ts"
import type { Citation } from "../query/understand.ts"
import { phraseTest } from "./phrase.ts"

/** A request whose text has been parsed. */
export type ReadRequest = SearchRequest & {
  readonly query: ParsedQuery
  readonly cited?: Citation | undefined
}

/** Whether a paper of a segment passes. */
export type Test = (at: number) => boolean

/** For each segment, which of its papers may be found; undefined if all may. */
export type PaperTests = (segment: Segment) => Test | undefined

/** The tests of a request's filters, phrases and excluded words. */
export function paperTests(
  { shared }: IndexedPapers,
  { filters = {}, local, own, query }: ReadRequest,
): PaperTests {
  const known = new Map<Segment, Test | undefined>()
  const asker = { local, own }
  return (segment) => {
    if (!known.has(segment)) known.set(segment, testOf(segment))
    return known.get(segment)
  }

  function testOf(segment: Segment): Test | undefined {
    const tests: Test[] = [
      ...[filters, query.filters].flatMap((some) => [
        ...numberTests(segment, some),
        ...nameTests(segment, some, shared),
        ...askersTests(segment, some, asker),
      ]),
      ...query.without.map((some) => exclusionOf(segment, some, shared, asker)),
      ...exclusions(segment, query.excluded, shared),
      ...query.phrases.map((text) => holdsPhrase(segment, text, shared)),
      ...query.conditions.map((condition) => conditionTest(segment, condition, shared, asker)),
    ]
    const [only] = tests
    return tests.length < 2 ? only : (at) => tests.every((test) => test(at))
  }
}

function conditionTest(segment: Segment, condition: Condition, shared: Shared, asker: Asker): Test {
  switch (condition.kind) {
    case "text": {
      const words = soughtWords(condition.value)
      return words.length === 1 && !condition.isExact
        ? holdsWords(segment, words, shared)
        : holdsPhrase(segment, condition.value, shared)
    }
    case "fields": {
      const { filters } = condition
      const tests = [
        ...numberTests(segment, filters),
        ...nameTests(segment, filters, shared),
        ...askersTests(segment, filters, asker),
      ]
      return (at) => tests.every((test) => test(at))
    }
    case "not": {
      const test = conditionTest(segment, condition.of, shared, asker)
      return (at) => !test(at)
    }
    case "any":
    case "all": {
      const tests = condition.of.map((one) => conditionTest(segment, one, shared, asker))
      return condition.kind === "any"
        ? (at) => tests.some((test) => test(at))
        : (at) => tests.every((test) => test(at))
    }
    default:
      return condition satisfies never
  }
}

function exclusionOf(segment: Segment, filters: SearchFilters, shared: Shared, asker: Asker): Test {
  const tests = [
    ...numberTests(segment, filters),
    ...nameTests(segment, filters, shared),
    ...askersTests(segment, filters, asker),
  ]
  return (at) => !tests.every((test) => test(at))
}

/** One excluded word excludes its other forms too; several words exclude only the phrase. */
function exclusions(segment: Segment, excluded: readonly string[], shared: Shared): Test[] {
  const sought = excluded.map(soughtWords)
  const single = sought.flatMap((words) => (words.length === 1 ? words : []))
  const phrases = excluded.filter((_, at) => sought[at]?.length !== 1)
  const terms = single.map((word) => shared.vocabulary.knownTerm(stem(word)))
  const holding = papersWithAny(segment, terms)
  const tests = phrases.map((text) => holdsPhrase(segment, text, shared))
  return [
    ...(single.length === 0 ? [] : [(at: number) => holding[at] === 0]),
    ...tests.map((holds) => (at: number) => !holds(at)),
  ]
}

/** Only papers that hold all the words are read; the order is that of the words without their signs. */
function holdsPhrase(segment: Segment, text: string, shared: Shared): Test {
  const holdsAll = holdsWords(segment, soughtWords(text), shared)
  const words = wordsOf(text).map((word) => word.text)
  const holds = phraseTest(words, shared.vocabulary)
  return (at) => holdsAll(at) && holds(segment, at)
}

function holdsWords(segment: Segment, words: readonly string[], { vocabulary }: Shared): Test {
  const terms = new Set(words.map((word) => vocabulary.knownTerm(stem(word))))
  const each = [...terms].map((term) => papersWithAny(segment, [term]))
  return (at) => each.every((one) => one[at] === 1)
}

/** 1 for each paper that holds any of the terms. */
function papersWithAny({ postings, ids }: Segment, terms: readonly (number | undefined)[]): Uint8Array {
  const holding = new Uint8Array(ids.length)
  for (const term of terms) {
    const found = term === undefined ? -1 : findTerm(postings, term)
    if (found < 0) continue
    for (let i = postings.starts[found] as number; i < (postings.starts[found + 1] as number); i++)
      holding[postings.papers[i] as number] = 1
  }
  return holding
}

function numberTests({ columns }: Segment, filters: SearchFilters): Test[] {
  const { days, upvotes, facts } = columns
  const { after, before, minUpvotes, maxUpvotes, has, sources: wanted } = filters
  const tests: Test[] = []
  if (after !== undefined) {
    const first = dayOf(after)
    tests.push((at) => (days[at] as number) >= first && days[at] !== unknownDay)
  }
  if (before !== undefined) {
    const end = dayOf(before)
    tests.push((at) => (days[at] as number) < end && days[at] !== unknownDay)
  }
  if (minUpvotes !== undefined) tests.push((at) => (upvotes[at] as number) >= minUpvotes)
  if (maxUpvotes !== undefined) tests.push((at) => (upvotes[at] as number) <= maxUpvotes)
  if (has !== undefined) {
    const bits = has.reduce((all, what) => all | hasBits[what], 0)
    tests.push((at) => ((facts[at] as number) & bits) === bits)
  }
  if (wanted !== undefined) {
    const numbers = wanted.map((source) => sources.indexOf(source))
    tests.push((at) => numbers.includes((facts[at] as number) >> sourceShift))
  }
  return tests
}

function nameTests(segment: Segment, filters: SearchFilters, shared: Shared): Test[] {
  const { vocabulary, authors } = shared
  const { authors: people, organizations, categories, titles = [] } = filters
  const anyOf =
    (tests: readonly Test[]): Test =>
    (at) =>
      tests.some((test) => test(at))
  const tests: Test[] = titles.map((text) => titleTest(segment, text, shared))
  if (people !== undefined)
    tests.push(anyOf(people.map((name) => authorTest(segment, name, vocabulary, authors))))
  if (organizations !== undefined)
    tests.push(anyOf(organizations.map((name) => organizationTest(segment, name, vocabulary))))
  if (categories !== undefined) {
    const terms = categories.map((name) => vocabulary.knownTerm(categorySign + fold(name.trim())))
    const holding = papersWithAny(segment, terms)
    tests.push((at) => holding[at] === 1)
  }
  return tests
}

/** Whether a title has these words next to each other, also in other forms. */
function titleTest(segment: Segment, text: string, shared: Shared): Test {
  const holdsAll = holdsWords(segment, soughtWords(text), shared)
  const stemmed = (some: string) => ` ${soughtWords(some).map(stem).join(" ")} `
  const sought = stemmed(text)
  return (at) => holdsAll(at) && stemmed(stringAt(segment.titles, at)).includes(sought)
}

/** The papers with the name's words in the byline are read, unless it is one word. */
function authorTest(segment: Segment, name: string, vocabulary: Vocabulary, authors: Names): Test {
  const together = name.replaceAll(/\s+/g, "")
  const spellings = unspaced.test(name)
    ? spellingsOf(together)
    : [...spellingsOf(name), ...spellingsOf(together)]
  const holds = holdsAnyName(segment, spellings.map(withoutInitials), authorSign, vocabulary)
  if (spellings.every((words) => words.length < 2)) return holds
  const fits = authorsMeant(name, authors)
  return (at) => holds(at) && numbersIn(pieceAt(segment.people, at)).some(fits)
}

/** Whether a name means an author, by number. It is asked of thousands, and of the same ones page after page. */
function authorsMeant(name: string, authors: Names): (author: number) => boolean {
  const known = meant.get(authors) ?? createBoundedMap(mostMeant)
  meant.set(authors, known)
  const key = name.toLowerCase()
  const verdicts = known.get(key) ?? new Map<number, boolean>()
  known.set(key, verdicts)
  const fits = nameTest(name)
  return (author) => {
    const verdict = verdicts.get(author) ?? fits(authors.text(author))
    verdicts.set(author, verdict)
    return verdict
  }
}

const meant = new WeakMap<Names, BoundedMap<string, Map<number, boolean>>>()
const mostMeant = 8

function withoutInitials(words: readonly string[]): readonly string[] {
  const long = words.filter((word) => word.length > 1)
  return long.length > 0 ? long : words
}

function organizationTest(segment: Segment, name: string, vocabulary: Vocabulary): Test {
  const spellings = organizationSpellings(name)
  const joined = spellings.map((words) => [words.join("")])
  return holdsAnyName(segment, [...spellings, ...joined], organizationSign, vocabulary)
}

/** All words of one of the spellings. */
function holdsAnyName(
  segment: Segment,
  spellings: readonly (readonly string[])[],
  sign: string,
  vocabulary: Vocabulary,
): Test {
  const tests = spellings.map((words) => {
    const each = words.map((text) => papersWithAny(segment, [vocabulary.knownTerm(sign + text)]))
    return (at: number) => each.length > 0 && each.every((holding) => holding[at] === 1)
  })
  return (at) => tests.some((test) => test(at))
}

/** What the caller tells of the asker and of their community; the index knows neither. */
type Asker = Pick<SearchRequest, "local" | "own">

function askersTests({ ids }: Segment, filters: SearchFilters, { local, own }: Asker): Test[] {
  const { here } = filters
  const tests: Test[] = []
  if (here !== undefined)
    tests.push((at) => here.some((what) => local?.[what].has(ids[at] as string) === true))
  if (asksForOwn(filters)) {
    const passes = ownTest(filters)
    tests.push((at) => passes(own?.get(ids[at] as string)))
  }
  return tests
}
