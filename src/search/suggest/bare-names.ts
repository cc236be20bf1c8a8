import { type BoundedMap, createBoundedMap } from "../../concurrency/bounded-map.ts"
import type { NameTyped, SearchFilters } from "../../vocabulary/search-request.ts"
import { words as sentences } from "../../words/words.ts"
import { numbersIn, pieceAt } from "../index/bytes.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { nameTest, organizationSpellings, spellingsOf } from "../index/names.ts"
import { isFamilyNameImpact } from "../index/paper-text.ts"
import { findTerm } from "../index/postings.ts"
import type { Segment } from "../index/segment.ts"
import { stem } from "../index/stem.ts"
import { authorSign, organizationSign } from "../index/vocabulary.ts"
import { wordsOf } from "../index/words.ts"
import { parseQuery } from "../query/parse-query.ts"
import { paperTests } from "../ranking/filters.ts"

const { understood: sayings } = sentences.search

/** Who is meant where nothing but a name was typed: its filter, with how many papers that finds. None if in doubt. */
export function bareNames(indexed: IndexedPapers, typed: string): readonly NameTyped[] {
  const known = knownFor(indexed.segments)
  const names = known.get(typed) ?? namesFor(indexed, typed)
  known.set(typed, names)
  return names
}

/** A query is searched page after page. Whatever changes names or counts changes the list of segments. */
const answered = new WeakMap<readonly Segment[], BoundedMap<string, readonly NameTyped[]>>()
const mostAnswered = 200

function knownFor(segments: readonly Segment[]): BoundedMap<string, readonly NameTyped[]> {
  const known = answered.get(segments) ?? createBoundedMap<string, readonly NameTyped[]>(mostAnswered)
  answered.set(segments, known)
  return known
}

function namesFor(indexed: IndexedPapers, typed: string): readonly NameTyped[] {
  const words = wordsOf(typed).map(({ text }) => text)
  if (words.length === 0 || words.length > mostWords) return []
  const author = [authorMeant(indexed, typed, words)].filter(isName)
  const [only = ""] = words
  const family = words.length === 1 && author.length === 0 && isFamilyName(indexed, only)
  const organization = [organizationMeant(indexed, typed, words)].filter(isName)
  return [
    ...author.map((name) => offer(indexed, "author", name, sayings.by(name), { authors: [name] })),
    ...(family
      ? [offer(indexed, "author", typed.trim(), sayings.by(asName(typed)), { authors: [only] })]
      : []),
    ...organization.map((name) => offer(indexed, "org", name, sayings.from(name), { organizations: [name] })),
  ]
}

const isName = (name: string | undefined) => name !== undefined
const mostWords = 5
/** A lone word is a name only if that many papers say so. */
const fewestForOneWord = 3
/** A last name on more papers than this belongs to several people; they are not looked at one by one. */
const mostOfOne = 150
/** Nor are the papers of a whole name whose rarest word is on more papers than this. */
const mostRead = 5000

function offer(
  indexed: IndexedPapers,
  field: string,
  name: string,
  label: string,
  filters: SearchFilters,
): NameTyped {
  const bare = name.replaceAll(/["“”„«»]/g, " ")
  const value = /^[\p{L}\p{N}]+$/u.test(bare) && field === "author" ? bare : `"${bare}"`
  return { label, query: `${field}:${value}`, papers: papersPassing(indexed, filters).length }
}

/** The person whose whole name was typed, or the only one with this last name. */
function authorMeant(indexed: IndexedPapers, typed: string, words: readonly string[]): string | undefined {
  const { vocabulary } = indexed.shared
  const rarest = Math.min(...words.map((word) => vocabulary.papersWith(authorSign + word)))
  const [only = ""] = words
  if (rarest === 0 || rarest > (words.length > 1 ? mostRead : mostOfOne)) return undefined
  if (words.length > 1)
    return mostOften(authorsOf(indexed, typed, words, (name) => name.join(" ") === words.join(" ")))
  if (rarest < fewestForOneWord || rarest < vocabulary.papersWith(stem(only))) return undefined
  const namesakes = authorsOf(indexed, typed, words, (name) => name.includes(only))
  const name = mostOften(namesakes)
  if (name === undefined || spellingsOf(name).every((one) => one.at(-1) !== only)) return undefined
  return namesakes.every((other) => nameTest(other)(name)) ? name : undefined
}

/** Whether several people have this last name: more papers have it in a byline than in their text, and most of them last. */
function isFamilyName({ shared: { vocabulary }, segments }: IndexedPapers, word: string): boolean {
  const term = vocabulary.knownTerm(authorSign + word)
  const bylines = term === undefined ? 0 : vocabulary.termCounts.at(term)
  if (term === undefined || bylines < fewestForOneWord || bylines < vocabulary.papersWith(stem(word)))
    return false
  let [last, all] = [0, 0]
  for (const { postings, dead } of segments) {
    const found = findTerm(postings, term)
    if (found < 0) continue
    for (let i = postings.starts[found] as number; i < (postings.starts[found + 1] as number); i++) {
      if (dead[postings.papers[i] as number] === 1) continue
      all++
      if (isFamilyNameImpact(postings.impacts[i] as number)) last++
    }
  }
  return last * 2 > all
}

function asName(typed: string): string {
  return typed.trim().replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}

/** A name for each paper and author that fits. */
function authorsOf(
  indexed: IndexedPapers,
  typed: string,
  words: readonly string[],
  fits: (words: readonly string[]) => boolean,
): readonly string[] {
  const { authors } = indexed.shared
  return papersPassing(indexed, { authors: [typed] }).flatMap(({ segment, at }) =>
    [...numbersIn(pieceAt(segment.people, at))]
      .map((number) => authors.text(number))
      .filter((name) => mayHold(name, words) && spellingsOf(name).some(fits)),
  )
}

/** Most names on a paper are seen to be others' without reading their words. */
function mayHold(name: string, words: readonly string[]): boolean {
  if (!/^[a-z .-]+$/i.test(name)) return true
  const letters = name.toLowerCase()
  return words.every((word) => letters.includes(word))
}

/** The organization whose whole name was typed, or another name of it, joined or separated. */
function organizationMeant(
  indexed: IndexedPapers,
  typed: string,
  words: readonly string[],
): string | undefined {
  const { vocabulary, organizations } = indexed.shared
  const joined = organizationSpellings(typed).map((spelling) => spelling.join(""))
  if (joined.every((name) => vocabulary.papersWith(organizationSign + name) === 0)) return undefined
  const names = papersPassing(indexed, { organizations: [typed] })
    .map(({ segment, at }) => organizations.text(segment.columns.organizations[at] ?? 0))
    .filter((name) => joined.includes(joinedName(name)))
  return words.length > 1 || names.length >= fewestForOneWord ? mostOften(names) : undefined
}

function joinedName(name: string): string {
  return wordsOf(name)
    .map(({ text }) => text)
    .join("")
}

function papersPassing(indexed: IndexedPapers, filters: SearchFilters): readonly PaperRef[] {
  const passes = paperTests(indexed, { text: "", query: parseQuery(""), filters, offset: 0, limit: 0 })
  return indexed.segments.flatMap((segment) => {
    const test = passes(segment)
    const found: PaperRef[] = []
    for (let at = 0; at < segment.ids.length; at++)
      if (segment.dead[at] === 0 && test?.(at) !== false) found.push({ segment, at })
    return found
  })
}

function mostOften(names: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(names, (name) => name)].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  )
  return counts[0]?.[0]
}
