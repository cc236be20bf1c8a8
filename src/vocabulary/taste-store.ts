/** The store of what people said about recommendations. */
import type { TasteMark } from "./recommending.ts"

export type TasteRow = { readonly paper: string; readonly mark: TasteMark; readonly at: string }

export type TasteStore = {
  /** Replaces what the person said about the paper, or with undefined takes it back; gives what they said before. */
  set(person: string, paper: string, mark: TasteMark | undefined, at: string): Promise<TasteMark | undefined>
  /** Newest first; and since when anything counts, if the person started over. */
  of(person: string): Promise<{ readonly marks: readonly TasteRow[]; readonly since?: string }>
  /** Only what comes after `at` counts; undefined: everything. */
  startAt(person: string, at: string | undefined): Promise<void>
}
