/** One term that a sought word may stand for, and how much a full impact of it is worth (`weightScale`). */
export type Alternative = {
  readonly term: number
  readonly weight: number
  /** Whether the term is a name in the byline. */
  readonly isAuthor: boolean
}

/** What is sought in one place of the query: a word, by its terms, the best first. */
export type Slot = {
  readonly word: string
  readonly alternatives: readonly Alternative[]
  /** How many words after the slot before it stands: 2 where a stop word between them was dropped. */
  readonly gap: number
  /** Numbers of the words that were probably meant, where the word itself is mistyped. */
  readonly meant?: readonly number[]
}

/** Weights are whole numbers so that sums do not depend on the order of adding; this many make one unit of rarity. */
export const weightScale = 64
/** More words than this are cut off, the commonest first: their count must fit a byte, and their scores three. */
export const mostSlots = 48
/** 48 slots of the greatest weight and impact stay below 2^24. */
export const greatestWeight = 1300

export function weightOf(rarity: number, share = 1): number {
  return Math.min(greatestWeight, Math.max(1, Math.round(rarity * share * weightScale)))
}
