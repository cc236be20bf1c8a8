import { parsePaperName } from "../../papers/name.ts"
import type { ParsedQuery, SearchFilters, SearchRequest } from "../../vocabulary/search-request.ts"
import type { IndexedPapers } from "../index/indexed-papers.ts"
import { parseQuery } from "../query/parse-query.ts"
import { type Known, understand } from "../query/understand.ts"
import { type PaperTests, paperTests, type ReadRequest } from "./filters.ts"

/** A request with its text parsed. Plain words are understood unless the text is to be searched exactly as written. */
export function readRequest(indexed: IndexedPapers, request: SearchRequest): ReadRequest {
  const { text, today, query, exact } = request
  if (query !== undefined) return { ...request, query }
  if (exact === true || parsePaperName(text).kind === "id")
    return { ...request, query: parseQuery(text, today) }
  const question = understand(text, knownTo(indexed), today)
  const understood = parseQuery(question.text, today)
  return { ...request, text: question.text, query: understood, cited: question.cited }
}

function knownTo(indexed: IndexedPapers): Known {
  const isAny = (query: Partial<ParsedQuery>) => {
    const request = { text: "", offset: 0, limit: 1, query: { ...parseQuery(""), ...query } }
    return anyPasses(indexed, paperTests(indexed, request))
  }
  return {
    passes: (filters: SearchFilters) => isAny({ filters }),
    holds: (phrase) => isAny({ phrases: [phrase] }),
  }
}

function anyPasses({ segments }: IndexedPapers, tests: PaperTests): boolean {
  return segments.some((segment) => {
    const passes = tests(segment)
    return segment.dead.some((isDead, at) => isDead === 0 && passes?.(at) !== false)
  })
}
