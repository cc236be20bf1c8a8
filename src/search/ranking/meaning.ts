import { parsePaperName } from "../../papers/name.ts"
import { words } from "../../words/words.ts"
import type { IndexedPapers } from "../index/indexed-papers.ts"
import type { Segment } from "../index/segment.ts"
import type { Spelling } from "../index/spelling.ts"
import type { NearPaper } from "../index/vectors.ts"
import { mostCounted } from "./candidates.ts"
import { paperTests, type ReadRequest, type Test } from "./filters.ts"
import { type FoundPaper, type FoundPapers, noMarks } from "./found.ts"
import { searchPapers } from "./rank.ts"
import { seriesApart } from "./series.ts"

/** What to ask a model for a request: its words without filters. Undefined if words alone decide. */
export function meaningSought(request: ReadRequest): string | undefined {
  if (request.exact === true || parsePaperName(request.text).kind === "id") return undefined
  const { words, sort } = request.query
  if ((sort ?? request.sort ?? "relevance") !== "relevance") return undefined
  return words.trim() === "" ? undefined : words.trim()
}

/**
 * The best by words and the nearest in meaning as one list, then the rest by words. The same papers are mixed for
 * every page, so that no paper is on two pages or on none.
 */
export function searchWithMeaning(
  indexed: IndexedPapers,
  spelling: Spelling,
  request: ReadRequest,
  near: readonly NearPaper[],
): FoundPapers {
  const { offset, limit } = request
  const found = searchPapers(indexed, spelling, {
    ...request,
    offset: 0,
    limit: Math.max(mostMixed, offset + limit),
  })
  const allowed = near.filter(allowedBy(indexed, request))
  const best = mixMeaning(found.hits.slice(0, mostMixed), allowed, mostMixed + allowed.length)
  const seen = new Set(best.map(({ id }) => id))
  const all = [...best, ...found.hits.slice(mostMixed).filter(({ id }) => !seen.has(id))]
  const hits = seriesApart(all, ({ id }) => indexed.locate(id), request.query)
  return {
    ...found,
    hits: hits.slice(offset, offset + limit),
    total: Math.min(found.total + hits.length - found.hits.length, mostCounted),
  }
}

/** Only this many of the best by words can change places with papers near in meaning. */
export const mostMixed = 100

/**
 * What words found and what is near in meaning, as one list. Scores are added rather than ranks fused: on SciFact,
 * reciprocal rank fusion with weak vectors lost 10 points of nDCG where adding scores won one.
 */
export function mixMeaning(
  byWords: readonly FoundPaper[],
  near: readonly NearPaper[],
  limit: number,
): readonly FoundPaper[] {
  const top = Math.max(...byWords.map(({ score }) => score), Number.EPSILON)
  const mixed = new Map(byWords.map((hit) => [hit.id, { ...hit, score: hit.score / top }]))
  for (const { id, score } of near) {
    const known = mixed.get(id) ?? { id, score: 0, why: words.search.why.meaning, marks: noMarks }
    mixed.set(id, { ...known, score: known.score + meaningShare * Math.max(0, score) })
  }
  return [...mixed.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit)
}

/** The score of a cosine of 1, relative to the best match by words. */
const meaningShare = 0.3

function allowedBy(indexed: IndexedPapers, request: ReadRequest): (paper: NearPaper) => boolean {
  const tests = paperTests(indexed, request)
  const bySegment = new Map<Segment, Test | undefined>()
  return ({ id }) => {
    const paper = indexed.locate(id)
    if (paper === undefined) return false
    if (!bySegment.has(paper.segment)) bySegment.set(paper.segment, tests(paper.segment))
    return bySegment.get(paper.segment)?.(paper.at) !== false
  }
}
