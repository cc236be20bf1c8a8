import type { PaperRef } from "../index/indexed-papers.ts"
import { impactIn } from "../index/postings.ts"
import type { Slot } from "../query/slots.ts"

/** A bit mask has room for this many words; later words of a long question are not reranked. */
export const mostPlaces = 30
/** Two words this close count as near (the window of the sequential dependence model). */
const window = 8
/** The distance between fields, so that the last word of one is never near the first of the next. */
export const fieldGap = 100

/**
 * How a paper's own text matches a query: order, nearness and title, which BM25F does not see. One object serves all
 * papers of a query, one after the other. Sets of the query's places are bit masks; shares are between 0 and 1.
 */
export class MatchFeatures {
  readonly #slots: readonly Slot[]
  /** Each place's share of the query by idf. */
  readonly #shares: readonly number[]
  /** For each place, the numbers of the words as written. */
  readonly #written: readonly (readonly number[])[]
  readonly #mayBeAuthor: boolean
  #field = 1
  /** The fields read so far that match: a bit each, in `fieldOrder`. */
  fields = 0
  #inTitle = 0
  #titleHits = 0
  #asWritten = 0
  #sequence = 0
  #pairs = 0
  /** The share of all pairs of the query's words that are within a few words of each other. */
  near = 0
  /** Whether the title begins with the query's first word. */
  isAtStart = false
  #lastPlace = -2
  #lastPosition = -fieldGap
  #titleLength = 0
  #byline = 0

  constructor(slots: readonly Slot[], written: readonly (readonly number[])[]) {
    const weights = slots.map(({ alternatives }) => alternatives[0]?.weight ?? 0)
    const total = Math.max(
      1,
      weights.reduce((sum, weight) => sum + weight, 0),
    )
    this.#slots = slots
    this.#shares = weights.map((weight) => weight / total)
    this.#written = written
    this.#mayBeAuthor = slots.some(({ alternatives }) => alternatives.some(({ isAuthor }) => isAuthor))
  }

  /** Starts a new paper. */
  begin(): void {
    this.#field = 1
    this.fields = 0
    this.#inTitle = 0
    this.#titleHits = 0
    this.#asWritten = 0
    this.#sequence = 0
    this.#pairs = 0
    this.near = 0
    this.isAtStart = false
    this.#lastPlace = -2
    this.#lastPosition = -fieldGap
    for (let place = 0; place < this.#slots.length; place++) seenNear[place] = 0
  }

  /** A word that matches the places of `mark` is at `position`. */
  find(mark: number, word: number, position: number): void {
    const found = placeIn(mark, this.#lastPlace)
    this.fields |= this.#field
    if (this.#field === 1) this.#findInTitle(mark, word, found, position)
    const apart = position - this.#lastPosition
    const isNext = found === this.#lastPlace + 1 && (apart === 1 || apart === this.#slots[found]?.gap)
    if (isNext) this.#pairs |= 2 << found
    if (apart <= window && found !== this.#lastPlace && this.#lastPlace >= 0) this.#findNear(found)
    this.#lastPlace = found
    this.#lastPosition = position
  }

  endField(place: PaperRef, position: number): void {
    if (this.#field === 1) {
      this.#titleLength = position
      this.#byline = this.#mayBeAuthor ? bylineShare(place, this.#inTitle, this.#slots, this.#shares) : 0
    }
    this.#field <<= 1
  }

  /** The share of the query that the title holds; and title and byline together. */
  get inTitle(): number {
    return shareOf(this.#inTitle, this.#shares)
  }

  get inTitleOrByline(): number {
    return this.inTitle + this.#byline
  }

  /** The share of the title that matches. */
  get titleFilled(): number {
    return this.#titleLength === 0 ? 0 : Math.min(1, this.#titleHits / this.#titleLength)
  }

  /** The share of neighbors in the query that are neighbors here, in the same order. */
  get pairs(): number {
    return pairShare(this.#pairs, this.#shares)
  }

  /** The share of neighbors in the query of which the title holds the first before the second. */
  get inSequence(): number {
    return pairShare(this.#sequence, this.#shares)
  }

  /** The share of the query that is in the title as written, not only by its stem. */
  get asWritten(): number {
    return shareOf(this.#asWritten, this.#shares)
  }

  #findInTitle(mark: number, word: number, found: number, position: number): void {
    this.#titleHits++
    if (position === 1 && found === 0) this.isAtStart = true
    if (found > 0 && (this.#inTitle & (2 << (found - 1))) !== 0) this.#sequence |= 2 << found
    this.#inTitle |= mark
    if (this.#written[found]?.includes(word)) this.#asWritten |= 2 << found
  }

  #findNear(found: number): void {
    const low = Math.min(found, this.#lastPlace)
    const high = Math.max(found, this.#lastPlace)
    const seen = seenNear[low] as number
    if ((seen & (1 << high)) !== 0) return
    seenNear[low] = seen | (1 << high)
    this.near += (this.#shares[low] as number) * (this.#shares[high] as number)
  }
}

/** For each place, the later places that were near it, a bit each. */
const seenNear = new Uint32Array(mostPlaces)

/** Of the places that a word matches, the one after the last match, otherwise the first. */
function placeIn(mark: number, lastPlace: number): number {
  if (lastPlace >= 0 && (mark & (2 << (lastPlace + 1))) !== 0) return lastPlace + 1
  return 30 - Math.clz32(mark & -mark)
}

function shareOf(mark: number, shares: readonly number[]): number {
  let sum = 0
  for (let rest = mark; rest !== 0; rest &= rest - 1) sum += shares[30 - Math.clz32(rest & -rest)] ?? 0
  return sum
}

/** Bit n says that the places n - 1 and n were neighbors. */
function pairShare(pairs: number, shares: readonly number[]): number {
  let sum = 0
  for (let rest = pairs; rest !== 0; rest &= rest - 1) {
    const place = 30 - Math.clz32(rest & -rest)
    sum += ((shares[place] ?? 0) + (shares[place - 1] ?? 0)) / 2
  }
  return sum
}

/** The share of the query that the byline holds and the title does not, the first author counting in full. */
function bylineShare(
  { segment, at }: PaperRef,
  seen: number,
  slots: readonly Slot[],
  shares: readonly number[],
): number {
  let sum = 0
  for (let place = 0; place < slots.length; place++) {
    if ((seen & (2 << place)) !== 0) continue
    for (const { term, isAuthor } of slots[place]?.alternatives ?? [])
      if (isAuthor) sum += ((shares[place] as number) * impactIn(segment.postings, term, at)) / 255
  }
  return sum
}
