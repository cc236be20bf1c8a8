import type { SearchSort } from "../../vocabulary/search-request.ts"
import { unknownDay } from "../index/columns.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import type { Segment } from "../index/segment.ts"
import type { QueryPlan } from "../query/plan.ts"
import { answer } from "./answer.ts"
import { countedUpTo, findCandidates, mostCounted } from "./candidates.ts"
import type { PaperTests, ReadRequest } from "./filters.ts"
import { type FoundPapers, noMarks } from "./found.ts"
import { unranked } from "./rerank.ts"
import { isMoreNotable } from "./top-k.ts"

/** Papers that hold as many of the words as any paper does, ordered by a column. */
export function sortedPapers(
  indexed: IndexedPapers,
  request: ReadRequest,
  plan: QueryPlan,
  passes: PaperTests,
  sort: SearchSort,
): FoundPapers {
  const most = request.offset + request.limit
  const key = keyOf(sort)
  const holding = (leastHeld: number) =>
    findCandidates(indexed.segments, plan.slots, most, passes, { leastHeld, key })
  const all = holding(plan.slots.length)
  const found = all.mostHeld === plan.slots.length || all.mostHeld === 0 ? all : holding(all.mostHeld)
  const page = found.best.slice(request.offset).map((candidate) => unranked(candidate, candidate.score))
  return answer(indexed, request, plan, page, countedUpTo(found.kept, mostCounted), found.best[0])
}

/** For a query without words: every paper that passes, newest first unless another order is requested. */
export function allPapers(
  indexed: IndexedPapers,
  { offset, limit }: ReadRequest,
  passes: PaperTests,
  sort: SearchSort,
): FoundPapers {
  const key = keyOf(sort === "relevance" ? "newest" : sort)
  const all: (PaperRef & { readonly score: number })[] = []
  for (const segment of indexed.segments) {
    const passesTest = passes(segment)
    for (let at = 0; at < segment.ids.length; at++)
      if (segment.dead[at] === 0 && passesTest?.(at) !== false)
        all.push({ segment, at, score: key(segment, at) })
  }
  all.sort((a, b) => b.score - a.score || (isMoreNotable(a, b) ? -1 : 1))
  return {
    hits: all.slice(offset, offset + limit).map(({ segment, at, score }) => ({
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
      // Unknown days come last in both directions.
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
