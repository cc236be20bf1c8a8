import type { Suggestion, SuggestionKind } from "../vocabulary/library.ts"
import { editDistance } from "./edit-distance.ts"
import type { Names } from "./names.ts"
import type { PapersHeld } from "./papers-held.ts"
import type { Segment } from "./segment.ts"
import { stringAt } from "./strings.ts"
import { startKeyOf, titleStartsOf } from "./title-starts.ts"
import { startingNearly, startingWith, textAt, type WordStarts, wordStartsOf } from "./word-starts.ts"

/** Suggestions for what was typed so far, from the titles and names of these papers. */
export type Suggester = { suggest(kind: SuggestionKind, typed: string, limit: number): readonly Suggestion[] }

export function createSuggester(held: PapersHeld): Suggester {
  const authors = namesInOrder(held.shared.authors)
  const organizations = namesInOrder(held.shared.organizations)
  return {
    suggest(kind, typed, limit) {
      switch (kind) {
        case "paper":
          return titles(held.segments, typed, limit)
        case "author":
          return names(held.shared.authors, authors(), typed, limit)
        case "organization":
          return names(held.shared.organizations, organizations(), typed, limit)
        default:
          return kind satisfies never
      }
    },
  }
}

/** A text that begins, or has a word that begins, as was typed. Compared part by part, the lower first. */
type Offer = {
  readonly order: readonly number[]
  readonly tie: string
  readonly suggestion: () => Suggestion
}

function titles(segments: readonly Segment[], typed: string, limit: number): Suggestion[] {
  return best(typed, limit, (bytes, isNear) =>
    segments.flatMap((segment) =>
      matches(titleStartsOf(segment), bytes, isNear).flatMap(({ text, isStart, isWhole, edits }): Offer[] => {
        if (segment.dead[text] === 1) return []
        const id = segment.ids[text] as string
        const title = () => stringAt(segment.titles, text)
        const { upvotes, days } = segment.columns
        const order = [
          edits,
          isStart ? 0 : 1,
          isWhole ? 0 : 1,
          -(upvotes[text] as number),
          -(days[text] as number),
        ]
        return [{ order, tie: id, suggestion: () => ({ value: id, label: title() }) }]
      }),
    ),
  )
}

/** A name that fits as a whole goes before one that goes on, then the one on more papers. */
function names(
  { texts, counts }: Names,
  starts: readonly NumberedStarts[],
  typed: string,
  limit: number,
): Suggestion[] {
  return best(typed, limit, (bytes, isNear) =>
    starts.flatMap(({ first, index }) =>
      matches(index, bytes, isNear).flatMap(({ text, isStart, isWhole, isEnd, edits }): Offer[] => {
        const papers = counts.at(first + text)
        const name = texts[first + text] as string
        if (papers === 0) return []
        const detail = papers === 1 ? "1 paper" : `${papers} papers`
        const rest = isStart
          ? editDistance(startKeyOf(typed), startKeyOf(name), farApart)
          : isEnd
            ? edits
            : farApart + 1
        const order = [edits, rest, isStart ? 0 : 1, isWhole ? 0 : 1, -papers]
        return [{ order, tie: name, suggestion: () => ({ value: name, label: name, detail }) }]
      }),
    ),
  )
}

/** Names this many edits apart, and more, are all as far from what was typed. */
const farApart = 2

type Match = {
  readonly text: number
  /** Whether the text begins so, not just one of its words; whether a whole word was typed; whether all to the end. */
  readonly isStart: boolean
  readonly isWhole: boolean
  readonly isEnd: boolean
  readonly edits: number
}

function matches(index: WordStarts, typed: Uint8Array, isNear: boolean): Match[] {
  const ranges = isNear ? startingNearly(index, typed) : [startingWith(index, typed)]
  const { bytes, starts } = index.texts
  const found: Match[] = []
  for (const { from, to, edits } of ranges)
    for (let i = from; i < to; i++) {
      const place = index.sorted[i] as number
      const text = textAt(index, place)
      const next = bytes[place + typed.length]
      const left = (starts[text + 1] as number) - 1 - place - typed.length
      const isEnd = Math.abs(left) <= edits
      found.push({ text, isStart: place === starts[text], isWhole: isEnd || next === space, isEnd, edits })
    }
  return found
}

const space = 32
/** Shorter beginnings are spelled in too many ways to guess at. */
const shortestGuess = 4

/** The best of what begins as was typed; where that is too little, of what nearly does; then with the words turned round. */
function best(
  typed: string,
  limit: number,
  offersFor: (bytes: Uint8Array, isNear: boolean) => Offer[],
): Suggestion[] {
  const key = startKeyOf(typed)
  const chosen = new Map<string, Suggestion>()
  const turned = key.includes(" ") ? [key.replace(/^(.*) (\S+)$/, "$2 $1")] : []
  for (const isNear of [false, true])
    for (const text of [key, ...turned]) {
      if (chosen.size >= limit || (isNear && text.length < shortestGuess)) continue
      const offers = offersFor(encoder.encode(text), isNear).sort(inOrder)
      for (const { suggestion, tie } of offers) {
        if (chosen.size >= limit) break
        if (!chosen.has(tie)) chosen.set(tie, suggestion())
      }
    }
  return [...chosen.values()]
}

const encoder = new TextEncoder()

function inOrder(a: Offer, b: Offer): number {
  for (let i = 0; i < a.order.length; i++) {
    const difference = (a.order[i] as number) - (b.order[i] as number)
    if (difference !== 0) return difference
  }
  return a.tie < b.tie ? 1 : -1
}

type NumberedStarts = { readonly first: number; readonly index: WordStarts }

/** All names that there are now, in parts: most in a large one, the newest in a small one that is soon made anew. */
function namesInOrder(names: Names): () => readonly NumberedStarts[] {
  let parts: NumberedStarts[] = []
  let known = 0
  return () => {
    const { texts } = names
    if (texts.length === known) return parts
    const large = parts[0]
    const covered = large?.index.texts.starts.length ?? 0
    const isStale = large === undefined || texts.length > covered * 1.25
    const first = isStale ? 0 : covered - 1
    const part = { first, index: wordStartsOf(texts.slice(first).map(startKeyOf)) }
    parts = isStale ? [part] : [large, part]
    known = texts.length
    return parts
  }
}
