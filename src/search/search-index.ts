import type { Paper } from "../papers/paper.ts"
import type { Suggestion, SuggestionKind } from "../vocabulary/library.ts"
import type { SearchRequest } from "../vocabulary/search-request.ts"
import type { NearPaper } from "./paper-vectors.ts"

/** What to mark in a paper's text: words of these stems, and words that begin so. */
export type Marks = { readonly stems: ReadonlySet<string>; readonly prefixes: readonly string[] }

export type FoundPaper = {
  readonly id: string
  /** Higher is better; comparable within one answer only. */
  readonly score: number
  /** Where it matched, strongest first, and what was corrected: "title", "author", "title; diffusion for difusion". */
  readonly why: string
  readonly marks: Marks
}

export type FoundPapers = {
  readonly hits: readonly FoundPaper[]
  /** How many papers match; exact up to 1,000. */
  readonly total: number
  /** Present where mistyped words were taken for others. `exact: true` in the request takes it back. */
  readonly correction?: { readonly from: string; readonly to: string }
}

/**
 * Finds papers. Derived from the store, and a pure function of the papers that are in it: their order of arrival, and
 * what came and went, leave no trace. No call throws, whatever the text.
 */
export type SearchIndex = {
  /** Adds papers, or replaces those of the same id. */
  add(papers: readonly Paper[]): void
  /** Ids that are not there are passed over. */
  remove(ids: readonly string[]): void
  has(id: string): boolean
  readonly size: number
  /**
   * `request.limit` hits at most, from the one numbered `request.offset`. `near` are papers near in meaning to
   * `meaningSought`, mixed in where the request's filters let them.
   */
  search(request: SearchRequest, near?: readonly NearPaper[]): FoundPapers
  /**
   * What to offer while one types. The value is a paper's id, or a name; the label is the title or name (whole, so
   * the caller shortens it); the detail says more where there is more to say.
   */
  suggest(kind: SuggestionKind, text: string, limit: number): readonly Suggestion[]
  /** Papers like that one, which is not among them; none when it is not in the index. `near` are mixed in. */
  similar(
    id: string,
    limit: number,
    near?: readonly NearPaper[],
  ): readonly { readonly id: string; readonly score: number }[]
  /** How far it has followed the store: whatever the caller gave to `save`, 0 at first. */
  readonly cursor: number
  /** The index as bytes that `loadSearchIndex` takes, with the store's cursor up to which it has followed. */
  save(cursor?: number): Uint8Array<ArrayBuffer>
}
