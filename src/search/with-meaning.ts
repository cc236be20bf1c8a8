import { parsePaperName } from "../papers/name.ts"
import type { SearchRequest } from "../vocabulary/search-request.ts"
import { mostCounted } from "./candidates.ts"
import type { Test } from "./filters.ts"
import { paperTests } from "./paper-tests.ts"
import { mixMeaning, type NearPaper } from "./paper-vectors.ts"
import type { PapersHeld } from "./papers-held.ts"
import { parseQuery } from "./query.ts"
import type { FoundPapers } from "./search-index.ts"
import { searchPapers } from "./search-papers.ts"
import type { Segment } from "./segment.ts"
import { similarPapers } from "./similar.ts"
import type { Spelling } from "./spelling.ts"

/** What a model is to be asked of a request: its words without filters. Nothing where words alone decide. */
export function meaningSought(request: SearchRequest): string | undefined {
  if (request.exact === true || parsePaperName(request.text).kind === "id") return undefined
  const { words, sort } = parseQuery(request.text)
  if ((sort ?? request.sort ?? "relevance") !== "relevance") return undefined
  return words.trim() === "" ? undefined : words.trim()
}

/**
 * The best by words and what is near in meaning as one list, then the rest by words. The same papers are mixed whatever
 * page is asked for, so that no paper is on two pages or on none.
 */
export function searchWithMeaning(
  held: PapersHeld,
  spelling: Spelling,
  request: SearchRequest,
  near: readonly NearPaper[],
): FoundPapers {
  const { offset, limit } = request
  const found = searchPapers(held, spelling, {
    ...request,
    offset: 0,
    limit: Math.max(mixed, offset + limit),
  })
  const allowed = near.filter(allowedBy(held, request))
  const best = mixMeaning(found.hits.slice(0, mixed), allowed, mixed + allowed.length)
  const seen = new Set(best.map(({ id }) => id))
  const hits = [...best, ...found.hits.slice(mixed).filter(({ id }) => !seen.has(id))]
  return {
    ...found,
    hits: hits.slice(offset, offset + limit),
    total: Math.min(found.total + hits.length - found.hits.length, mostCounted),
  }
}

/** The papers that share telling words with one, mixed with those that are near it. */
export function similarWithMeaning(
  held: PapersHeld,
  id: string,
  limit: number,
  near: readonly NearPaper[],
): readonly { readonly id: string; readonly score: number }[] {
  const byWords = similarPapers(held, id, Math.max(mixed, limit)).map((paper) => ({
    ...paper,
    why: "",
    marks: { stems: new Set<string>(), prefixes: [] },
  }))
  const others = near.filter((paper) => paper.id !== id && held.place(paper.id) !== undefined)
  return mixMeaning(byWords, others, limit)
}

/** So many of the best by words may change places with what is near in meaning. */
const mixed = 100

function allowedBy(held: PapersHeld, request: SearchRequest): (paper: NearPaper) => boolean {
  const tests = paperTests(held, request, parseQuery(request.text))
  const bySegment = new Map<Segment, Test | undefined>()
  return ({ id }) => {
    const place = held.place(id)
    if (place === undefined) return false
    const passes = bySegment.getOrInsertComputed(place.segment, tests)
    return passes?.(place.at) !== false
  }
}
