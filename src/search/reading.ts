import type { Place } from "./papers-held.ts"
import { impactIn } from "./postings.ts"
import type { Slot } from "./slots.ts"

/** How a paper's own text answers a query: what the sums of postings cannot say. Each between 0 and 1. */
export type Answered = {
  /** The share of the sought words that the title holds, the rare ones counting more; and title and byline together. */
  readonly inTitle: number
  readonly inTitleOrByline: number
  /** The share of the title's own words that were sought. */
  readonly titleFilled: number
  /** The share of neighbours in the query that are neighbours here, in the same order. */
  readonly pairs: number
  /** The share of neighbours in the query of which the title holds the first before the second. */
  readonly inSequence: number
  /** How many of all pairs of sought words stand within a few words of each other. */
  readonly near: number
  /** The share of sought words that stand in the title as they were written, not only by their stem. */
  readonly asWritten: number
  /** Whether the title begins with the query's first word. */
  readonly atStart: number
  /** The fields that hold any of it, as far as was read: a bit each, in `fieldOrder`. */
  readonly fields: number
}

/** What is sought, made ready for many papers. */
export type Sought = {
  readonly slots: readonly Slot[]
  readonly shares: readonly number[]
  /** Numbers of the words as written. */
  readonly words: readonly (readonly number[])[]
  readonly termOfWord: Uint32Array
}

/** Marks tell places apart up to this many words; later ones of a long question are left out of the closer look. */
export const mostPlaces = 30
/** Two words this close to each other say something together (the window of the sequential dependence model). */
const window = 8
/** Fields are this far apart, so that the last word of one is never near the first of the next. */
export const fieldGap = 100

/** What was found in one paper so far. Sets of places are kept as bits, as in `marks`. */
export class Reading {
  readonly #place: Place
  readonly #sought: Sought
  #field = 1
  #fields = 0
  #inTitle = 0
  #inTitleOrByline = 0
  #titleHits = 0
  #titleFilled = 0
  #asWritten = 0
  #sequence = 0
  #pairs = 0
  #near = 0
  #atStart = 0
  #lastPlace = -2
  #lastPosition = -fieldGap

  constructor(place: Place, sought: Sought) {
    this.#place = place
    this.#sought = sought
    seenNear.fill(0)
  }

  /** A word that answers the places of `mark` stands at `position`. */
  find(mark: number, word: number, position: number): void {
    const found = placeIn(mark, this.#lastPlace)
    this.#fields |= this.#field
    if (this.#field === 1) this.#findInTitle(mark, word, found, position)
    const apart = position - this.#lastPosition
    const isNext = found === this.#lastPlace + 1 && (apart === 1 || apart === this.#sought.slots[found]?.gap)
    if (isNext) this.#pairs |= 2 << found
    if (apart <= window && found !== this.#lastPlace && this.#lastPlace >= 0) this.#findNear(found)
    this.#lastPlace = found
    this.#lastPosition = position
  }

  endField(position: number): void {
    if (this.#field === 1) {
      this.#titleFilled = position === 0 ? 0 : Math.min(1, this.#titleHits / position)
      const inTitle = shareOf(this.#inTitle, this.#sought.shares)
      this.#inTitleOrByline = inTitle + bylineShare(this.#place, this.#inTitle, this.#sought)
    }
    this.#field <<= 1
  }

  answered(): Answered {
    const { shares } = this.#sought
    return {
      inTitle: shareOf(this.#inTitle, shares),
      inTitleOrByline: this.#inTitleOrByline,
      titleFilled: this.#titleFilled,
      asWritten: shareOf(this.#asWritten, shares),
      inSequence: pairShare(this.#sequence, shares),
      pairs: pairShare(this.#pairs, shares),
      near: this.#near,
      atStart: this.#atStart,
      fields: this.#fields,
    }
  }

  #findInTitle(mark: number, word: number, found: number, position: number): void {
    this.#titleHits++
    if (position === 1 && found === 0) this.#atStart = 1
    if (found > 0 && (this.#inTitle & (2 << (found - 1))) !== 0) this.#sequence |= 2 << found
    this.#inTitle |= mark
    if (this.#sought.words[found]?.includes(word)) this.#asWritten |= 2 << found
  }

  #findNear(found: number): void {
    const { shares } = this.#sought
    const low = Math.min(found, this.#lastPlace)
    const high = Math.max(found, this.#lastPlace)
    const seen = seenNear[low] as number
    if ((seen & (1 << high)) !== 0) return
    seenNear[low] = seen | (1 << high)
    this.#near += (shares[low] as number) * (shares[high] as number)
  }
}

/** For each place the later places that were seen near it, a bit each. */
const seenNear = new Uint32Array(mostPlaces)

/** Of the places that a word answers, the one that goes on from the last, else the first. */
function placeIn(mark: number, lastPlace: number): number {
  if (lastPlace >= 0 && (mark & (2 << (lastPlace + 1))) !== 0) return lastPlace + 1
  return 30 - Math.clz32(mark & -mark)
}

function shareOf(mark: number, shares: readonly number[]): number {
  let sum = 0
  for (let rest = mark; rest !== 0; rest &= rest - 1) sum += shares[30 - Math.clz32(rest & -rest)] ?? 0
  return sum
}

/** Bit n says that the places n - 1 and n were neighbours. */
function pairShare(pairs: number, shares: readonly number[]): number {
  let sum = 0
  for (let rest = pairs; rest !== 0; rest &= rest - 1) {
    const place = 30 - Math.clz32(rest & -rest)
    sum += ((shares[place] ?? 0) + (shares[place - 1] ?? 0)) / 2
  }
  return sum
}

/** What the byline holds of the words that the title does not, the first author counting in full. */
function bylineShare({ segment, at }: Place, seen: number, { slots, shares }: Sought): number {
  let sum = 0
  for (const [place, { alternatives }] of slots.entries()) {
    if ((seen & (2 << place)) !== 0) continue
    for (const { term, isAuthor } of alternatives)
      if (isAuthor) sum += ((shares[place] as number) * impactIn(segment.postings, term, at)) / 255
  }
  return sum
}
