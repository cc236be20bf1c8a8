import type { SuggestionKind } from "../../vocabulary/library.ts"
import { fieldNamed } from "./fields.ts"
import { piecesOf } from "./pieces.ts"

/** A field of a query that takes a name. */
export type WrittenName = {
  readonly kind: Exclude<SuggestionKind, "paper">
  readonly field: string
  readonly name: string
  /** Without a minus before it, so that it finds whom it names. */
  readonly written: string
  readonly isExcluded: boolean
}

/** The names in a query's filters. */
export function namesIn(query: string): readonly WrittenName[] {
  return piecesOf(query).flatMap(({ key, value, minus, written }) => {
    const kind = fieldNamed(key)?.suggests
    if (kind === undefined) return []
    return [{ kind, field: key, name: value, written: written.replace(/^-/, ""), isExcluded: minus }]
  })
}
