/** What a search finds. */

/** What to mark in a paper's text: words of these stems. */
export type Marks = { readonly stems: ReadonlySet<string> }

export const noMarks: Marks = { stems: new Set() }

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
  /** How many papers match. */
  readonly total: number
  /** Present if there are more than `total`. */
  readonly atLeast?: boolean
  /** Present when misspelled words were corrected. `exact: true` in the request turns that off. */
  readonly correction?: { readonly from: string; readonly to: string }
}
