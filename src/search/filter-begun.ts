import type { SuggestionKind } from "../vocabulary/library.ts"
import { filterChoices, filterNamed } from "./filter-language.ts"

/** A filter whose value is being typed, at the end of a query. */
export type FilterBegun = {
  /** All of the query up to the value. */
  readonly before: string
  readonly typed: string
  /** The filter as it is written: `has:`. */
  readonly head: string
  /** What it takes, where that is one of a few values. */
  readonly choices: readonly string[]
  /** Whose names it takes, where it takes names that are known. */
  readonly names?: Exclude<SuggestionKind, "paper">
}

/** Undefined where the query ends in something else than a filter. */
export function filterBegun(query: string): FilterBegun | undefined {
  const [, before = "", head = "", value = ""] =
    /^((?:.*\s)?)([a-z]+:)("[^"]*"?|[^\s"]*)$/is.exec(query) ?? []
  const name = filterNamed(head.slice(0, -1))
  if (name === undefined) return undefined
  const begun = {
    before: before + head,
    head,
    typed: value.replaceAll('"', ""),
    choices: filterChoices(name),
  }
  if (name === "author") return { ...begun, names: "author" }
  return name === "org" ? { ...begun, names: "organization" } : begun
}
