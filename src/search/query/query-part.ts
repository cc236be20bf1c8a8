import type { Condition, QueryProblem, SearchFilters, SearchSort } from "../../vocabulary/search-request.ts"

/** What one part of a query says, and where it stands. */
export type QueryPart = { readonly start: number; readonly end: number; readonly written: string } & (
  | { readonly kind: "word" | "phrase" | "excluded"; readonly value: string }
  | { readonly kind: "fields"; readonly filters: SearchFilters; readonly sort?: SearchSort }
  | { readonly kind: "without"; readonly filters: SearchFilters }
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "problem"; readonly problem: QueryProblem }
  /** OR between words: goes when they go. */
  | { readonly kind: "operator" }
)
