import { parsePaperName } from "../papers/name.ts"
import type { SearchRequest, SearchSort } from "../search-request.ts"
import { type Candidate, type Candidates, findCandidates, mostCounted } from "./candidates.ts"
import { unknownDay } from "./columns.ts"
import type { Correction } from "./corrections.ts"
import { filterTests, holders, type Test } from "./filters.ts"
import { rarity } from "./impact.ts"
import { moreNotable } from "./more-notable.ts"
import type { PapersHeld, Place } from "./papers-held.ts"
import { holdsPhrase, phraseNumbers } from "./phrase.ts"
import { impactIn } from "./postings.ts"
import { type ParsedQuery, parseQuery } from "./query.ts"
import { planQuery, type QueryPlan } from "./query-plan.ts"
import type { Known } from "./readings.ts"
import { type Ranked, rerank } from "./rerank.ts"
import type { FoundPaper, FoundPapers } from "./search-index.ts"
import type { Segment } from "./segment.ts"
import { weightOf } from "./slots.ts"
import type { Spelling } from "./spelling.ts"
import { stem } from "./stem.ts"
import { whereMatched } from "./why.ts"
import { wordsOf } from "./words.ts"

/** The first so many by the sum of postings are looked at closely. */
const looked = 100
/** A few words are in many more papers, and their titles tell more. */
const lookedForFew = { words: 4, papers: 130 }

export function searchPapers(held: PapersHeld, spelling: Spelling, request: SearchRequest): FoundPapers {
  const named = parsePaperName(request.text)
  const query = parseQuery(request.text)
  const passes = testsOf(held, request, query)
  if (named.kind === "id") return namedPaper(held, named.id, passes)
  const sort = query.sort ?? request.sort ?? "relevance"
  const known = { vocabulary: held.shared.vocabulary, spelling, papers: held.size }
  const plan = planQuery(query, request.exact === true ? "exact" : "known", known)
  if (plan.slots.length === 0) return hasWords(query) ? nothing : allPapers(held, request, passes, sort)
  if (sort !== "relevance") return sortedPapers(held, request, plan, passes, sort)
  const first = bestPapers(held, request, plan, passes)
  if (request.exact === true || !isDoubtful(plan, first.ranked[0], known)) return first.answer()
  const doubted = planQuery(query, "doubted", known)
  if (doubted.corrections.length === plan.corrections.length) return first.answer()
  return bestPapers(held, request, doubted, passes).answer()
}

/** A few words, of which no title and byline holds all, and one is rare: it may be a slip that some paper shares. */
function isDoubtful({ slots }: QueryPlan, best: Ranked | undefined, { papers }: Known): boolean {
  if (best === undefined || best.isAnswered || slots.length > mostDoubted) return false
  const rare = weightOf(rarity(papers / doubtedShare, papers))
  return (
    best.candidate.held < slots.length ||
    slots.some(({ alternatives }) => (alternatives[0]?.weight ?? 0) > rare)
  )
}

const mostDoubted = 5
const doubtedShare = 400

const nothing: FoundPapers = { hits: [], total: 0 }

type Passes = (segment: Segment) => Test

function hasWords({ words, phrases }: ParsedQuery): boolean {
  return wordsOf([words, ...phrases].join(" ")).length > 0
}

function namedPaper(held: PapersHeld, id: string, passes: Passes): FoundPapers {
  const place = held.place(id)
  if (place === undefined || !passes(place.segment)(place.at)) return nothing
  return { hits: [{ id, score: 1, why: "identifier", marks: noMarks }], total: 1 }
}

const noMarks = { stems: new Set<string>(), prefixes: [] }

/** Best first. The first hundred in the order of a closer look, the rest by the sum of their postings. */
function bestPapers(held: PapersHeld, request: SearchRequest, plan: QueryPlan, passes: Passes) {
  const { vocabulary } = held.shared
  const close = plan.slots.length > lookedForFew.words ? looked : lookedForFew.papers
  const most = Math.max(close, request.offset + request.limit)
  const found = findCandidates(held.segments, plan.slots, most, passes, moreNotable)
  const closely = rerank(found.best.slice(0, close), plan.slots, vocabulary)
  const ranked: Ranked[] = [...closely, ...found.best.slice(close).map(unread)]
  const page = ranked.slice(request.offset, request.offset + request.limit)
  return { ranked, answer: () => answer(held, request, plan, page, totalOf(found), ranked[0]?.candidate) }
}

const unread = (candidate: Candidate): Ranked => ({
  candidate,
  final: 0,
  isAnswered: false,
  fields: undefined,
})

/** Papers with every word; where these are few, the best with some of them are told of too. */
function totalOf({ holdingAll, holdingAny }: Candidates): number {
  return holdingAll >= looked ? holdingAll : Math.min(holdingAny, looked)
}

/** Papers that hold as many of the words as any paper does, in the order of a column. */
function sortedPapers(
  held: PapersHeld,
  request: SearchRequest,
  plan: QueryPlan,
  passes: Passes,
  sort: SearchSort,
): FoundPapers {
  const most = request.offset + request.limit
  const keyed = (leastHeld: number) =>
    findCandidates(held.segments, plan.slots, most, passes, moreNotable, { leastHeld, key: keyOf(sort) })
  const strict = keyed(plan.slots.length)
  const found =
    strict.mostHeld === plan.slots.length || strict.mostHeld === 0 ? strict : keyed(strict.mostHeld)
  const page = found.best
    .slice(request.offset)
    .map((candidate) => ({ ...unread(candidate), final: candidate.score }))
  return answer(held, request, plan, page, found.kept, found.best[0])
}

/** Without a word to seek, every paper that passes; the newest first where no other order is asked for. */
function allPapers(held: PapersHeld, request: SearchRequest, passes: Passes, sort: SearchSort): FoundPapers {
  const key = keyOf(sort === "relevance" ? "newest" : sort)
  const all: { readonly segment: Segment; readonly at: number; readonly key: number }[] = []
  for (const segment of held.segments) {
    const isWanted = passes(segment)
    for (let at = 0; at < segment.ids.length; at++)
      if (isWanted(at)) all.push({ segment, at, key: key(segment, at) })
  }
  all.sort((a, b) => b.key - a.key || (moreNotable(a, b) ? -1 : 1))
  const page = all.slice(request.offset, request.offset + request.limit)
  return {
    hits: page.map(({ segment, at, key: score }) => ({
      id: segment.ids[at] as string,
      score,
      why: "",
      marks: noMarks,
    })),
    total: all.length,
  }
}

function keyOf(sort: SearchSort): (segment: Segment, at: number) => number {
  switch (sort) {
    case "upvotes":
      return ({ columns }, at) => columns.upvotes[at] as number
    case "oldest":
      // Unknown days come last, whichever way the known ones go.
      return ({ columns }, at) => {
        const day = columns.days[at] as number
        return day === unknownDay ? day : -day
      }
    case "newest":
    case "relevance":
      return ({ columns }, at) => columns.days[at] as number
    default:
      return sort satisfies never
  }
}

function testsOf(held: PapersHeld, { filters = {}, local }: SearchRequest, query: ParsedQuery): Passes {
  const { vocabulary } = held.shared
  const phrases = query.phrases.map((phrase) => phraseNumbers(phrase, vocabulary))
  const without = query.excluded.map((text) => wordsOf(text).map((word) => word.text))
  return (segment) => {
    const { dead } = segment
    const tests: Test[] = [
      ...(dead.includes(1) ? [(at: number) => dead[at] === 0] : []),
      ...filterTests(segment, filters, local, held.shared),
      ...filterTests(segment, query.filters, local, held.shared),
      ...without.map((words) => exclusion(segment, words, held)),
      ...phrases.map((phrase) => (at: number) => phrase !== undefined && holdsPhrase(segment, at, phrase)),
    ]
    const [only] = tests
    if (tests.length < 2) return only ?? always
    return (at) => tests.every((test) => test(at))
  }
}

const always: Test = () => true

/** One excluded word takes its other forms with it; of several, only the phrase that they make. */
function exclusion(segment: Segment, words: readonly string[], { shared: { vocabulary } }: PapersHeld): Test {
  const held = words.map((word) => holders(segment, [vocabulary.knownTerm(stem(word))]))
  const phrase = phraseNumbers(words.join(" "), vocabulary)
  if (words.length === 1) return (at) => held[0]?.[at] !== 1
  return (at) =>
    phrase === undefined || !held.every((one) => one[at] === 1) || !holdsPhrase(segment, at, phrase)
}

function answer(
  held: PapersHeld,
  request: SearchRequest,
  plan: QueryPlan,
  page: readonly Ranked[],
  total: number,
  first: Place | undefined,
): FoundPapers {
  const { vocabulary } = held.shared
  const told = plan.corrections.map((correction) => ({ ...correction, to: readingIn(correction, first) }))
  const said = told.map(({ written, to }) => `; ${to} for ${written}`).join("")
  const marks = marksOf(plan, vocabulary.termTexts)
  const hits = page.map(({ candidate, final, fields }): FoundPaper => {
    const { segment, at } = candidate
    return {
      id: segment.ids[at] as string,
      score: final,
      why: whereMatched(candidate, plan.slots, vocabulary, fields) + said,
      marks,
    }
  })
  if (told.length === 0 || hits.length === 0) return { hits, total: Math.min(total, mostCounted) }
  const to = told.reduce((text, { raw, to: better }) => text.replace(raw, () => better), request.text)
  return {
    hits,
    total: Math.min(total, mostCounted),
    correction: { from: request.text.trim(), to: to.trim() },
  }
}

/** What the first hit holds in the place of a mistyped word, else what was likeliest. */
function readingIn({ parts, readings }: Correction, first: Place | undefined): string {
  return parts
    .map(({ word, alternatives }) => {
      const found = alternatives.find(
        ({ term }) => first !== undefined && impactIn(first.segment.postings, term, first.at) > 0,
      )
      return readings.get((found ?? alternatives[0])?.term ?? -1) ?? word
    })
    .join(" ")
}

function marksOf({ slots }: QueryPlan, termTexts: readonly string[]): FoundPaper["marks"] {
  const terms = slots.flatMap(({ alternatives }) => alternatives.filter(({ isAuthor }) => !isAuthor))
  return { stems: new Set(terms.map(({ term }) => termTexts[term] ?? "")), prefixes: [] }
}
