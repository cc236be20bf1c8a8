import type { SuggestionKind } from "../../vocabulary/library.ts"
import { fieldNamed } from "../query/fields.ts"

/** A filter whose value is being typed, at the end of a query. */
export type FilterBegun = {
  /** All of the query up to the value. */
  readonly before: string
  readonly typed: string
  /** The filter as it is written: `has:`. */
  readonly head: string
  /** The values it takes, if there are only a few. */
  readonly choices: readonly string[]
  /** Whose known names it takes, if it takes names. */
  readonly names?: Exclude<SuggestionKind, "paper">
  /** Whether it takes the asker's own tags. */
  readonly takesTags: boolean
}

/** Undefined if the query does not end in a filter. */
export function filterBegun(query: string): FilterBegun | undefined {
  const [, before = "", head = "", value = ""] =
    /^((?:.*\s)?)([a-z]+:)("[^"]*"?|[^\s"]*)$/is.exec(query) ?? []
  const field = fieldNamed(head.slice(0, -1))
  return (
    field && {
      before: before + head,
      head,
      typed: value.replaceAll('"', ""),
      choices: [...new Set(Object.values(field.choices ?? {}))],
      names: field.suggests,
      takesTags: field.takesTags === true,
    }
  )
}
