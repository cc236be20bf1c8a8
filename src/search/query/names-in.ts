import type { SuggestionKind } from "../../vocabulary/library.ts"
import { fieldNamed } from "./fields.ts"
import { piecesOf } from "./pieces.ts"

/** A field of a query that takes a name. */
export type WrittenName = {
  readonly kind: Exclude<SuggestionKind, "paper">
  readonly field: string
  readonly name: string
  readonly written: string
}

/** The names in a query's filters that are not excluded. */
export function namesIn(query: string): readonly WrittenName[] {
  return piecesOf(query).flatMap(({ key, value, minus, written }) => {
    const kind = minus ? undefined : fieldNamed(key)?.suggests
    return kind === undefined ? [] : [{ kind, field: key, name: value, written }]
  })
}
