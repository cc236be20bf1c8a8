import type { Card } from "../vocabulary/card.ts"
import { type Measure, plainLength } from "./fit-text.ts"

/**
 * What a platform can show, as data. Lengths are measured by `measure`, that is in what the platform counts after
 * escaping; labels and addresses in UTF-16 units. `Infinity` where there is no limit.
 */
export type Limits = {
  readonly measure: Measure
  readonly title: number
  /** Of one text block. */
  readonly text: number
  readonly note: number
  /** Fields of one block; a name; a value. */
  readonly fields: number
  readonly fieldName: number
  readonly fieldValue: number
  /** Items of one block; an item's title; one of its lines. */
  readonly items: number
  readonly itemTitle: number
  readonly itemLine: number
  /** Buttons beside one item. `show` offers them all, so what does not fit is left out without a word. */
  readonly itemActions: number
  /** Buttons of one block; a label; the address behind a link. */
  readonly actions: number
  readonly label: number
  readonly href: number
  /** Choices of one menu. */
  readonly options: number
  /** The words that stand for a picture; its address. */
  readonly alt: number
  readonly imageUrl: number
  /** Of a file. */
  readonly fileBytes: number
  /** Whether the same action may stand twice on a card: where its id is what it does, it may not. */
  readonly repeatedActions: boolean
  /** What holds over the whole card: characters, components, blocks. */
  readonly totals: readonly Total[]
}

/** A limit over the whole card. `of` should be exact: best the measure of what the renderer makes of it. */
export type Total = { readonly max: number; readonly of: (card: Card) => number }

/** Nothing is shortened: what a terminal or a page can show. */
export const noLimits: Limits = {
  measure: plainLength,
  title: Infinity,
  text: Infinity,
  note: Infinity,
  fields: Infinity,
  fieldName: Infinity,
  fieldValue: Infinity,
  items: Infinity,
  itemTitle: Infinity,
  itemLine: Infinity,
  itemActions: Infinity,
  actions: Infinity,
  label: Infinity,
  href: Infinity,
  options: Infinity,
  alt: Infinity,
  imageUrl: Infinity,
  fileBytes: Infinity,
  repeatedActions: true,
  totals: [],
}
