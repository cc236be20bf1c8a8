import { parsePaperName } from "../../papers/name.ts"
import type { ParsedQuery, SearchFilters, SearchRequest } from "../../vocabulary/search-request.ts"
import type { IndexedPapers } from "../index/indexed-papers.ts"
import type { Spelling } from "../index/spelling.ts"
import { parseQuery } from "../query/parse-query.ts"
import { type Known, understand } from "../query/understand.ts"
import type { ReadRequest } from "./filters.ts"
import { searchPapers } from "./rank.ts"

/** A request with its text parsed. Plain words are understood unless the text is to be searched exactly as written. */
export function readRequest(indexed: IndexedPapers, spelling: Spelling, request: SearchRequest): ReadRequest {
  const { text, today, query, exact } = request
  if (query !== undefined) return { ...request, query }
  if (exact === true || parsePaperName(text).kind === "id")
    return { ...request, query: parseQuery(text, today) }
  const question = understand(text, knownTo(indexed, spelling), today)
  const understood = parseQuery(question.text, today)
  return { ...request, text: question.text, query: understood, cited: question.cited }
}

function knownTo(indexed: IndexedPapers, spelling: Spelling): Known {
  const isAny = (query: Partial<ParsedQuery>) => {
    const request = { text: "", offset: 0, limit: 1, exact: true, query: { ...parseQuery(""), ...query } }
    return searchPapers(indexed, spelling, request).total > 0
  }
  return {
    passes: (filters: SearchFilters) => isAny({ filters }),
    holds: (phrase) => isAny({ phrases: [phrase] }),
  }
}
