import type { SearchFilters, SearchRequest } from "../vocabulary/search-request.ts"
import { dayOf, hasBits, sourceShift, sources, unknownDay } from "./columns.ts"
import { fold } from "./fold.ts"
import { findTerm } from "./postings.ts"
import type { Segment, Shared } from "./segment.ts"
import { pieceAt } from "./strings.ts"
import { numbersIn } from "./varint.ts"
import { authorSign, categorySign, organizationSign, type Vocabulary } from "./vocabulary.ts"
import { wordsOf } from "./words.ts"

/** Whether a paper of a segment is one that is wanted. */
export type Test = (at: number) => boolean

/** The tests that filters stand for; each is cheap, and the ones that rule out most come first. */
export function filterTests(
  segment: Segment,
  filters: SearchFilters,
  local: SearchRequest["local"],
  shared: Shared,
): Test[] {
  return [
    ...numberTests(segment, filters),
    ...nameTests(segment, filters, shared),
    ...localTests(segment, filters, local),
  ]
}

/** 1 for each paper that holds any of the terms. */
export function holders({ postings, ids }: Segment, terms: readonly (number | undefined)[]): Uint8Array {
  const held = new Uint8Array(ids.length)
  for (const term of terms) {
    const found = term === undefined ? -1 : findTerm(postings, term)
    if (found < 0) continue
    for (let i = postings.starts[found] as number; i < (postings.starts[found + 1] as number); i++)
      held[postings.papers[i] as number] = 1
  }
  return held
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

function nameTests(segment: Segment, filters: SearchFilters, { vocabulary, authors }: Shared): Test[] {
  const { authors: people, organizations, categories } = filters
  const tests: Test[] = []
  if (people !== undefined) {
    const any = people.map((name) => authorTest(segment, name, vocabulary, (author) => authors.text(author)))
    tests.push((at) => any.some((test) => test(at)))
  }
  if (organizations !== undefined) {
    const any = organizations.map((name) => holdsAll(segment, name, organizationSign, vocabulary))
    tests.push((at) => any.some((test) => test(at)))
  }
  if (categories !== undefined) {
    const held = holders(
      segment,
      categories.map((name) => vocabulary.knownTerm(categorySign + fold(name.trim()))),
    )
    tests.push((at) => held[at] === 1)
  }
  return tests
}

/** All words of the name in the byline, and where there are several, in one and the same name. */
function authorTest(
  segment: Segment,
  name: string,
  vocabulary: Vocabulary,
  nameOf: (author: number) => string,
): Test {
  const holds = holdsAll(segment, name, authorSign, vocabulary)
  const words = wordsOf(name).map(({ text }) => text)
  if (words.length < 2) return holds
  return (at) =>
    holds(at) &&
    numbersIn(pieceAt(segment.people, at)).some((author) => {
      const own = new Set(wordsOf(nameOf(author)).map(({ text }) => text))
      return words.every((word) => own.has(word))
    })
}

function holdsAll(segment: Segment, name: string, sign: string, vocabulary: Vocabulary): Test {
  const each = wordsOf(name).map(({ text }) => holders(segment, [vocabulary.knownTerm(sign + text)]))
  return (at) => each.length > 0 && each.every((held) => held[at] === 1)
}

function localTests({ ids }: Segment, { here }: SearchFilters, local: SearchRequest["local"]): Test[] {
  if (here === undefined) return []
  return [(at) => here.some((what) => local?.[what].has(ids[at] as string) === true)]
}
