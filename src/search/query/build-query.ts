import type {
  Condition,
  ParsedQuery,
  QueryProblem,
  SearchFilters,
  SearchSort,
} from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { withFilters } from "./fields.ts"
import type { QueryPart } from "./query-part.ts"
import { understoodOf } from "./understood.ts"

const sentences = catalogue.search.filter

/** The query that its parts state together. */
export function queryOf(text: string, parts: readonly QueryPart[]): ParsedQuery {
  const valuesOf = (kind: "word" | "phrase" | "excluded") =>
    parts.flatMap((part) => (part.kind === kind ? [part.value] : []))
  const { filters, conditions } = demanded(parts)
  const problems = parts.flatMap((part) => (part.kind === "problem" ? [part.problem] : []))
  return {
    words: valuesOf("word").join(" "),
    phrases: valuesOf("phrase"),
    excluded: valuesOf("excluded").filter((value) => /[\p{L}\p{N}]/u.test(value)),
    filters,
    without: parts.flatMap((part) => (part.kind === "without" ? [part.filters] : [])),
    conditions: [
      ...conditions,
      ...parts.flatMap((part) => (part.kind === "condition" ? [part.condition] : [])),
    ],
    sort: parts.reduce<SearchSort | undefined>(
      (sort, part) => (part.kind === "fields" && part.sort !== undefined ? part.sort : sort),
      undefined,
    ),
    problems: [...problems, ...contradictions(parts)],
    understood: understoodOf(text, parts),
  }
}

const lists = ["authors", "organizations", "categories"] as const

/** All fields as one. A second author is demanded beside the first, as in a filter. */
function demanded(parts: readonly QueryPart[]) {
  const conditions: Condition[] = []
  let filters: SearchFilters = {}
  for (const part of parts) {
    if (part.kind !== "fields") continue
    const isSecond = lists.some((list) => filters[list] !== undefined && part.filters[list] !== undefined)
    if (isSecond) conditions.push({ kind: "fields", filters: part.filters })
    else filters = withFilters(filters, part.filters)
  }
  return { filters, conditions }
}

/** What is required all at once must be possible. */
function contradictions(parts: readonly QueryPart[]): readonly QueryProblem[] {
  const fields = parts.flatMap((part) => (part.kind === "fields" ? [part] : []))
  const all = fields.reduce<SearchFilters>((all, { filters }) => withFilters(all, filters), {})
  const written = (...names: readonly (keyof SearchFilters)[]) =>
    fields
      .filter(({ filters }) => names.some((name) => filters[name] !== undefined))
      .map((part) => part.written)
      .join(" ")
  const { after, before } = all
  const least = Math.max(0, ...fields.map(({ filters }) => filters.minUpvotes ?? 0))
  const most = Math.min(...fields.map(({ filters }) => filters.maxUpvotes ?? Number.POSITIVE_INFINITY))
  return [
    ...(after !== undefined && before !== undefined && after >= before
      ? [{ written: written("after", "before"), message: sentences.noDay }]
      : []),
    ...(least > most ? [{ written: written("minUpvotes", "maxUpvotes"), message: sentences.noUpvotes }] : []),
  ]
}
