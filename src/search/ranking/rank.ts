import { parsePaperName } from "../../papers/name.ts"
import type { ParsedQuery } from "../../vocabulary/search-request.ts"
import { words as sentences } from "../../words/words.ts"
import { idf } from "../index/bm25f.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import type { Spelling } from "../index/spelling.ts"
import { wordsOf } from "../index/words.ts"
import { planQuery, type QueryPlan } from "../query/plan.ts"
import { type Corpus, weightOf } from "../query/slots.ts"
import { answer } from "./answer.ts"
import { allPapers, sortedPapers } from "./by-column.ts"
import { type Candidates, countedUpTo, findCandidates, mostCounted } from "./candidates.ts"
import { citedFirst } from "./cited-first.ts"
import { type PaperTests, paperTests, type ReadRequest } from "./filters.ts"
import { type FoundPapers, noMarks } from "./found.ts"
import { type Ranked, rerank, unranked } from "./rerank.ts"
import { seriesApart } from "./series.ts"
import { titlesMeant } from "./titles-meant.ts"
import { isTopic, votesByAge } from "./topic.ts"

/** This many of the best by BM25F are reranked; more for a few words, which more papers hold. */
const mostReranked = { fewWords: 130, manyWords: 100 }
const mostFewWords = 4

export function searchPapers(indexed: IndexedPapers, spelling: Spelling, request: ReadRequest): FoundPapers {
  const { query } = request
  // A filter that means nothing must not be a search for the rest.
  if (query.problems.length > 0) return nothing
  const named = parsePaperName(request.text)
  const passes = paperTests(indexed, request)
  if (named.kind === "id") return namedPaper(indexed, named.id, passes)
  const sort = query.sort ?? request.sort ?? "relevance"
  const corpus = { vocabulary: indexed.shared.vocabulary, spelling, papers: indexed.size }
  const plan = planQuery(query, request.exact === true ? "none" : "unknown words", corpus)
  if (plan.slots.length === 0) return hasWords(query) ? nothing : allPapers(indexed, request, passes, sort)
  if (sort !== "relevance") return sortedPapers(indexed, request, plan, passes, sort)
  const titled = query.phrases.length === 0 ? titlesMeant(indexed, query.words, passes) : []
  // The beginning of a title has no typo, nor has its name.
  if (titled.length > 0)
    return bestPapers(indexed, request, { ...plan, corrections: [] }, passes, titled).answer()
  const first = bestPapers(indexed, request, plan, passes)
  if (request.exact === true || !mayHaveTypo(plan, first.ranked[0], corpus)) return first.answer()
  const corrected = planQuery(query, "rare words", corpus)
  if (corrected.corrections.length === plan.corrections.length) return first.answer()
  const second = bestPapers(indexed, request, corrected, passes)
  return findsMore(second.ranked[0], first.ranked[0]) ? second.answer() : first.answer()
}

const nothing: FoundPapers = { hits: [], total: 0 }

/** A known word is corrected only if that finds more: all words in title and byline, or more of the words. */
function findsMore(second: Ranked | undefined, first: Ranked | undefined): boolean {
  return second !== undefined && (second.isAnswered || second.candidate.held > (first?.candidate.held ?? 0))
}

/** A few words, no title and byline with all of them, and one is rare: it may be a typo that some paper shares. */
function mayHaveTypo({ slots }: QueryPlan, best: Ranked | undefined, { papers }: Corpus): boolean {
  if (best === undefined || best.isAnswered || slots.length > mostDoubted) return false
  const rare = weightOf(idf(papers / rareShare, papers))
  return (
    best.candidate.held < slots.length ||
    slots.some(({ alternatives }) => (alternatives[0]?.weight ?? 0) > rare)
  )
}

const mostDoubted = 5
const rareShare = 400

function hasWords({ words, phrases }: ParsedQuery): boolean {
  return wordsOf([words, ...phrases].join(" ")).length > 0
}

function namedPaper(indexed: IndexedPapers, id: string, passes: PaperTests): FoundPapers {
  const paper = indexed.locate(id)
  if (paper === undefined || passes(paper.segment)?.(paper.at) === false) return nothing
  return { hits: [{ id, score: 1, why: sentences.search.why.identifier, marks: noMarks }], total: 1 }
}

/** Best first: titles that begin as typed, then the reranked, then the rest by BM25F. */
function bestPapers(
  indexed: IndexedPapers,
  request: ReadRequest,
  plan: QueryPlan,
  passes: PaperTests,
  titled: readonly PaperRef[] = [],
) {
  const { slots } = plan
  const close = slots.length > mostFewWords ? mostReranked.manyWords : mostReranked.fewWords
  const most = Math.max(close, request.offset + request.limit)
  const found = findCandidates(indexed.segments, slots, most, passes)
  const best = found.best.slice(0, close)
  const isOnTopic = titled.length === 0 && !request.cited && isTopic(slots, found.holdingAll)
  const reranked = rerank(best, slots, indexed.shared.vocabulary, isOnTopic ? votesByAge(best) : undefined)
  const all = [...reranked, ...found.best.slice(close).map((one) => unranked(one, 0))]
  const ranked = request.cited
    ? citedFirst(indexed, request.cited, all)
    : apart(withTitlesFirst(titled, all), request)
  const page = ranked.slice(request.offset, request.offset + request.limit)
  const counted = countOf(found, titled.length)
  return { ranked, answer: () => answer(indexed, request, plan, page, counted, ranked[0]?.candidate) }
}

/** Papers of one series apart, where a few words name a topic; scores never rise from one hit to the next. */
function apart(ranked: readonly Ranked[], { query, offset, limit }: ReadRequest): readonly Ranked[] {
  let least = Number.POSITIVE_INFINITY
  return seriesApart(ranked, ({ candidate }) => candidate, query, offset + limit).map((one) => {
    least = Math.min(least, one.final)
    return one.final > least ? { ...one, final: least } : one
  })
}

/** They get the best score, since scores never rise from one hit to the next. */
function withTitlesFirst(titled: readonly PaperRef[], ranked: readonly Ranked[]): Ranked[] {
  const same = (a: PaperRef, b: PaperRef) => a.segment === b.segment && a.at === b.at
  const best = ranked[0]?.final ?? 1
  const front = titled.map((paper): Ranked => {
    const known = ranked.find(({ candidate }) => same(candidate, paper))
    return { ...(known ?? unranked({ ...paper, score: 0, held: 0 }, 0)), final: best, isAnswered: true }
  })
  return [...front, ...ranked.filter(({ candidate }) => !titled.some((paper) => same(paper, candidate)))]
}

/** Papers with every word; where they are few, the best with some of the words count too. */
function countOf({ holdingAll, holdingAny }: Candidates, titled: number) {
  const most = mostReranked.manyWords
  if (holdingAll >= most) return countedUpTo(holdingAll, mostCounted)
  const { total, atLeast } = countedUpTo(holdingAny, most)
  return { total: Math.max(total, titled), atLeast }
}
