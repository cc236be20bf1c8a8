import type { Paper } from "../papers/paper.ts"
import type { PaperVector, SharedPhrase, Suggestion, SuggestionKind } from "../vocabulary/library.ts"
import type { NameTyped, SearchRequest } from "../vocabulary/search-request.ts"
import { IndexedPapers } from "./index/indexed-papers.ts"
import { paperPhrases, paperVector } from "./index/paper-vector.ts"
import { readIndex, writeIndex } from "./index/saved-index.ts"
import { Spelling } from "./index/spelling.ts"
import type { NearPaper } from "./index/vectors.ts"
import { isContentKey } from "./query/filter-keys.ts"
import type { ReadRequest } from "./ranking/filters.ts"
import type { FoundPapers } from "./ranking/found.ts"
import { searchWithMeaning } from "./ranking/meaning.ts"
import { searchPapers } from "./ranking/rank.ts"
import { readRequest } from "./ranking/read-request.ts"
import { type SimilarPaper, similarPapers, similarWithMeaning } from "./ranking/similar.ts"
import { bareNames } from "./suggest/bare-names.ts"
import { createSuggester } from "./suggest/suggest.ts"

/**
 * Finds papers. Derived from the store, and a pure function of the papers that are in it: their order of arrival and
 * earlier versions leave no trace. No call throws, whatever the text.
 */
export type SearchIndex = {
  /** Adds papers, or replaces those with the same id. */
  add(papers: readonly Paper[]): void
  /** Unknown ids are ignored. */
  remove(ids: readonly string[]): void
  has(id: string): boolean
  readonly size: number
  /** The request with its text read, as `search` reads it: "latest papers on diffusion" is then `diffusion sort:newest`. */
  read(request: SearchRequest): ReadRequest
  /**
   * At most `request.limit` hits, starting at `request.offset`. `near` are papers close in meaning to `meaningSought`,
   * mixed in where the request's filters allow it.
   */
  search(request: SearchRequest, near?: readonly NearPaper[]): FoundPapers
  /**
   * What to offer while someone types. The value is a paper's id or a name, the label its whole title or name (the
   * caller shortens it).
   */
  suggest(kind: SuggestionKind, text: string, limit: number): readonly Suggestion[]
  /** The filters of whose name this whole text is: a person's, an organization's; none if in doubt. */
  namesTyped(text: string): readonly NameTyped[]
  /** Papers like that one, without it; none when it is not in the index. `near` are mixed in. */
  similar(id: string, limit: number, near?: readonly NearPaper[]): readonly SimilarPaper[]
  /** What a paper is about, for what compares papers; undefined when it is not in the index. */
  vector(id: string): PaperVector | undefined
  /** The words of a paper as it writes them, by the keys of vectors. */
  phrases(paper: Paper): ReadonlyMap<number, SharedPhrase>
  /** How many papers have a key of `paperKeys`, as far as the index knows it; 0 for one that it doesn't know. */
  papersWith(key: string): number
  /** The store's cursor that was given to `save`; 0 at first. */
  readonly cursor: number
  /** The index as bytes for `loadSearchIndex`, with the store's cursor that it has reached. */
  save(cursor?: number): Uint8Array<ArrayBuffer>
}

/** An empty index. */
export function createSearchIndex(): SearchIndex {
  return searchIndexOf(new IndexedPapers(), 0)
}

/** The index that was saved. Throws `DamagedIndexError` if the bytes are incomplete, altered or of another version. */
export function loadSearchIndex(bytes: Uint8Array): SearchIndex {
  const { indexed, cursor } = readIndex(bytes)
  return searchIndexOf(indexed, cursor)
}

function searchIndexOf(indexed: IndexedPapers, cursor: number): SearchIndex {
  const spelling = new Spelling(indexed.shared.vocabulary)
  return {
    add: (papers) => indexed.add(papers),
    remove: (ids) => indexed.remove(ids),
    has: (id) => indexed.locate(id) !== undefined,
    get size() {
      return indexed.size
    },
    read: (request) => readRequest(indexed, request),
    search(request, near = []) {
      const read = readRequest(indexed, request)
      return near.length === 0
        ? searchPapers(indexed, spelling, read)
        : searchWithMeaning(indexed, spelling, read, near)
    },
    suggest: createSuggester(indexed),
    namesTyped: (text) => bareNames(indexed, text),
    similar: (id, limit, near = []) =>
      near.length === 0 ? similarPapers(indexed, id, limit) : similarWithMeaning(indexed, id, limit, near),
    vector(id) {
      const paper = indexed.locate(id)
      return paper && paperVector(indexed, paper)
    },
    phrases: (paper) => paperPhrases(indexed, paper),
    papersWith: (key) => (isContentKey(key) ? indexed.size : indexed.shared.vocabulary.papersWith(key)),
    cursor,
    save: (at = 0) => writeIndex(indexed, at),
  }
}
