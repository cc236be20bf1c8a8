/** Finding papers: the query language, the index, suggestions, and how matches are shown. */
export { closestWord } from "./closest-word.ts"
export { createSearchIndex, loadSearchIndex } from "./create-search-index.ts"
export { DamagedIndexError } from "./damaged-index-error.ts"
export { filterExamples, type QueryProblem } from "./filter-language.ts"
export { markMatches } from "./mark-matches.ts"
export { createPaperVectors, mixMeaning, type NearPaper, type PaperVectors } from "./paper-vectors.ts"
export { type ParsedQuery, parseQuery } from "./query.ts"
export type { FoundPaper, FoundPapers, Marks, SearchIndex } from "./search-index.ts"
