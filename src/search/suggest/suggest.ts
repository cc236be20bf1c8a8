import { editDistance } from "../../parsing/edit-distance.ts"
import type { Suggestion, SuggestionKind } from "../../vocabulary/library.ts"
import { counted } from "../../words/counted.ts"
import { stringAt } from "../index/bytes.ts"
import type { IndexedPapers } from "../index/indexed-papers.ts"
import type { Segment } from "../index/segment.ts"
import {
  nearPrefixRanges,
  prefixKey,
  prefixRange,
  type SuffixArray,
  suffixArrayOf,
  textAt,
  titleSuffixArray,
} from "../index/suffix-array.ts"
import type { Names } from "../index/vocabulary.ts"

type Suggest = (kind: SuggestionKind, typed: string, limit: number) => readonly Suggestion[]

/** Suggestions for what was typed so far, from the titles and names of these papers. */
export function createSuggester(indexed: IndexedPapers): Suggest {
  const authors = namesInOrder(indexed.shared.authors)
  const organizations = namesInOrder(indexed.shared.organizations)
  return (kind, typed, limit) => {
    switch (kind) {
      case "paper":
        return titles(indexed.segments, typed, limit)
      case "author":
        return names(indexed.shared.authors, authors(), typed, limit)
      case "organization":
        return names(indexed.shared.organizations, organizations(), typed, limit)
      default:
        return kind satisfies never
    }
  }
}

/** A text that begins, or has a word that begins, as typed. Orders are compared number by number, the lower first. */
type Offer = {
  readonly order: readonly number[]
  readonly tie: string
  readonly suggestion: () => Suggestion
}

function titles(segments: readonly Segment[], typed: string, limit: number): Suggestion[] {
  return best(typed, limit, (bytes, isNear) =>
    segments.flatMap((segment) =>
      matches(titleSuffixArray(segment), bytes, isNear).flatMap(
        ({ text, isStart, isWhole, edits }): Offer[] => {
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
        },
      ),
    ),
  )
}

/** Complete names come first, then those on more papers. */
function names(
  { numbers, counts }: Names,
  starts: readonly NumberedStarts[],
  typed: string,
  limit: number,
): Suggestion[] {
  return best(typed, limit, (bytes, isNear) =>
    starts.flatMap(({ first, index }) =>
      matches(index, bytes, isNear).flatMap(({ text, isStart, isWhole, isEnd, edits }): Offer[] => {
        const papers = counts.at(first + text)
        const name = numbers.text(first + text)
        if (papers === 0) return []
        const detail = counted(papers, "paper")
        const rest = isStart
          ? editDistance(prefixKey(typed), prefixKey(name), farApart)
          : isEnd
            ? edits
            : farApart + 1
        const order = [edits, rest, isStart ? 0 : 1, isWhole ? 0 : 1, -papers]
        return [{ order, tie: name, suggestion: () => ({ value: name, label: name, detail }) }]
      }),
    ),
  )
}

/** Names this many or more edits away count as equally far. */
const farApart = 2

type Match = {
  readonly text: number
  /** Whether the text begins so, and not only one of its words; whether a whole word was typed; whether its end was. */
  readonly isStart: boolean
  readonly isWhole: boolean
  readonly isEnd: boolean
  readonly edits: number
}

function matches(index: SuffixArray, typed: Uint8Array, isNear: boolean): Match[] {
  const ranges = isNear ? nearPrefixRanges(index, typed) : [prefixRange(index, typed)]
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
/** Shorter prefixes have too many near spellings. */
const shortestGuess = 4

/** The best exact matches, then those of the words in reverse order, then the same with one typo, until there are enough. */
function best(
  typed: string,
  limit: number,
  offersFor: (bytes: Uint8Array, isNear: boolean) => Offer[],
): Suggestion[] {
  const key = prefixKey(typed)
  const chosen = new Map<string, Suggestion>()
  const reversed = key.includes(" ") ? [key.replace(/^(.*) (\S+)$/, "$2 $1")] : []
  for (const isNear of [false, true])
    for (const text of [key, ...reversed]) {
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

type NumberedStarts = { readonly first: number; readonly index: SuffixArray }

/** Suffix arrays of all current names: most in a large one, the newest in a small one that is cheap to rebuild. */
function namesInOrder(names: Names): () => readonly NumberedStarts[] {
  let parts: NumberedStarts[] = []
  let known = 0
  return () => {
    const { numbers } = names
    if (numbers.size === known) return parts
    const large = parts[0]
    const covered = large?.index.texts.starts.length ?? 0
    const isStale = large === undefined || numbers.size > covered * 1.25
    const first = isStale ? 0 : covered - 1
    const part = { first, index: suffixArrayOf(numbers.from(first).map(prefixKey)) }
    parts = isStale ? [part] : [large, part]
    known = numbers.size
    return parts
  }
}
