import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Place } from "./papers-held.ts"
import { impactIn } from "./postings.ts"
import type { Slot } from "./slots.ts"
import type { Vocabulary } from "./vocabulary.ts"

/** How a paper's own text answers a query: what the sums of postings cannot say. Each between 0 and 1. */
export type Answered = {
  /** The share of the sought words that the title holds, the rare ones counting more; and title and byline together. */
  inTitle: number
  inTitleOrByline: number
  /** The share of the title's own words that were sought. */
  titleFilled: number
  /** The share of neighbours in the query that are neighbours here, in the same order. */
  pairs: number
  /** The share of neighbours in the query of which the title holds the first before the second. */
  inSequence: number
  /** How many of all pairs of sought words stand within a few words of each other. */
  near: number
  /** The share of sought words that stand in the title as they were written, not only by their stem. */
  asWritten: number
  /** Whether the title begins with the query's first word. */
  atStart: number
  /** The fields that hold any of it, as far as was read: a bit each, in `fieldOrder`. */
  fields: number
}

/** Two words this close to each other say something together (the window of the sequential dependence model). */
const window = 8
/** Marks tell places apart up to this many words; later ones of a long question are left out of the closer look. */
const mostPlaces = 30

/** Reads papers for one query. Made anew for each; `close` gives the shared marks back. */
export function closerLook(slots: readonly Slot[], vocabulary: Vocabulary) {
  const places = slots.slice(0, mostPlaces)
  const weights = places.map(({ alternatives }) => alternatives[0]?.weight ?? 0)
  const total = Math.max(
    1,
    weights.reduce((sum, weight) => sum + weight, 0),
  )
  const shares = weights.map((weight) => weight / total)
  const words = places.map(({ word, meant }) => meant ?? [vocabulary.knownWord(word) ?? -1])
  const marked: number[] = []
  if (marks.length < vocabulary.termTexts.length) marks = new Uint32Array(vocabulary.termTexts.length * 1.5)
  for (const [place, { alternatives }] of places.entries())
    for (const { term, isAuthor } of alternatives)
      if (!isAuthor) {
        marks[term] = (marks[term] as number) | (2 << place)
        marked.push(term)
      }
  const termOfWord = vocabulary.termOfWords()
  return {
    /** Of the title alone, or of all that is known of the paper: the whole costs twenty times as much. */
    read: (place: Place, titleOnly: boolean): Answered =>
      read(place, titleOnly, { slots: places, shares, words, termOfWord }),
    close() {
      for (const term of marked) marks[term] = 0
    },
  }
}

/** For each term the places of the query that it answers, a bit each, from the second bit up. Zero between searches. */
let marks = new Uint32Array(0)

type Sought = {
  readonly slots: readonly Slot[]
  readonly shares: readonly number[]
  /** Numbers of the words as written. */
  readonly words: readonly (readonly number[])[]
  readonly termOfWord: Uint32Array
}

function read(place: Place, titleOnly: boolean, sought: Sought): Answered {
  const { slots, shares, words, termOfWord } = sought
  const { bytes, starts } = place.segment.texts
  const end = starts[place.at + 1] as number
  const answered: Answered = {
    inTitle: 0,
    inTitleOrByline: 0,
    titleFilled: 0,
    pairs: 0,
    near: 0,
    asWritten: 0,
    atStart: 0,
    inSequence: 0,
    fields: 0,
  }
  let inTitle = true
  let field = 1
  let [seen, seenAsWritten, seenPairs, sequence, hits] = [0, 0, 0, 0, 0]
  // The sought place that was seen last, and where; and whether the word at hand is a compound's joined form.
  let [lastPlace, lastAt, position, isJoined] = [-2, -100, 0, false]
  let [value, shift] = [0, 0]
  if (!titleOnly) seenNear.fill(0)
  for (let at = starts[place.at] as number; at < end; at++) {
    const byte = bytes[at] as number
    value |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    const word = value
    value = 0
    shift = 0
    if (word === joinedNext) {
      isJoined = true
      continue
    }
    if (word === fieldEnd) {
      if (inTitle) {
        answered.titleFilled = position === 0 ? 0 : Math.min(1, hits / position)
        answered.inSequence = pairShare(sequence, shares)
        answered.inTitleOrByline = answered.inTitle + bylineShare(place, seen, sought)
        inTitle = false
        if (titleOnly) break
      }
      position += 100
      field <<= 1
      continue
    }
    if (isJoined) isJoined = false
    else position++
    const mark = marks[termOfWord[word] as number] as number
    if (mark === 0) continue
    answered.fields |= field
    const found = placeIn(mark, lastPlace)
    if (inTitle) {
      hits++
      if (position === 1 && found === 0) answered.atStart = 1
      answered.inTitle += shareOf(mark & ~seen, shares)
      if (found > 0 && (seen & (2 << (found - 1))) !== 0) sequence |= 2 << found
      seen |= mark
      if (words[found]?.includes(word) && (seenAsWritten & (2 << found)) === 0) {
        seenAsWritten |= 2 << found
        answered.asWritten += shares[found] as number
      }
    }
    if (found === lastPlace + 1 && (position - lastAt === 1 || position - lastAt === slots[found]?.gap))
      seenPairs |= 2 << found
    if (position - lastAt <= window && found !== lastPlace && lastPlace >= 0) {
      const [low, high] = found < lastPlace ? [found, lastPlace] : [lastPlace, found]
      if (((seenNear[low] as number) & (1 << high)) === 0) {
        seenNear[low] = (seenNear[low] as number) | (1 << high)
        answered.near += (shares[low] as number) * (shares[high] as number)
      }
    }
    lastPlace = found
    lastAt = position
  }
  answered.pairs = pairShare(seenPairs, shares)
  return answered
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
