import { words } from "../../words/words.ts"
import { IndexedPapers } from "./indexed-papers.ts"
import { GrowingNumbers, TextNumbers } from "./numbered-texts.ts"
import { DamagedIndexError, packParts, type SavedParts, unpackParts } from "./saved-parts.ts"
import type { Segment } from "./segment.ts"
import { restoreTitleSuffixArray, titleSuffixArray } from "./suffix-array.ts"
import { Names, Vocabulary } from "./vocabulary.ts"

/** The index and the store's cursor that it has reached, as bytes. */
export function writeIndex(indexed: IndexedPapers, cursor: number): Uint8Array<ArrayBuffer> {
  const { vocabulary, authors, organizations } = indexed.shared
  const parts = new Map<string, SavedPart>([
    ["cursor", Float64Array.of(cursor)],
    ...textParts("words", vocabulary.words),
    ...textParts("terms", vocabulary.terms),
    ["termOfWord", vocabulary.termOfWords()],
    ["wordCounts", vocabulary.wordCounts.view()],
    ["termCounts", vocabulary.termCounts.view()],
    ...textParts("authors", authors.numbers),
    ["authorCounts", authors.counts.view()],
    ...textParts("organizations", organizations.numbers),
    ["organizationCounts", organizations.counts.view()],
    ["segments", Uint32Array.of(indexed.segments.length)],
  ])
  for (const [number, segment] of indexed.segments.entries())
    for (const [name, part] of segmentParts(segment)) parts.set(`${number}.${name}`, part)
  return packParts(parts)
}

/** The index that was written. Throws `DamagedIndexError` if the bytes are incomplete, altered or of another version. */
export function readIndex(bytes: Uint8Array): { readonly indexed: IndexedPapers; readonly cursor: number } {
  const parts = unpackParts(bytes)
  const numbers = (name: string) => part(parts, name, Uint32Array).slice()
  const vocabulary = new Vocabulary({
    words: textsIn(parts, "words"),
    terms: textsIn(parts, "terms"),
    termOfWord: numbers("termOfWord"),
    wordCounts: numbers("wordCounts"),
    termCounts: numbers("termCounts"),
  })
  const authors = new Names(textsIn(parts, "authors"), new GrowingNumbers(numbers("authorCounts")))
  const organizations = new Names(
    textsIn(parts, "organizations"),
    new GrowingNumbers(numbers("organizationCounts")),
  )
  const count = part(parts, "segments", Uint32Array)[0] ?? 0
  const segments = Array.from({ length: count }, (_, number) => segmentIn(parts, `${number}.`))
  return {
    indexed: new IndexedPapers({ vocabulary, authors, organizations }, segments),
    cursor: part(parts, "cursor", Float64Array)[0] ?? 0,
  }
}

type SavedPart = SavedParts extends ReadonlyMap<string, infer P> ? P : never

function segmentParts(segment: Segment): readonly (readonly [string, SavedPart])[] {
  const { ids, titles, texts, people, columns, postings, dead } = segment
  const starts = titleSuffixArray(segment)
  return [
    ["ids", joined(ids)],
    ["titles", titles.bytes],
    ["titles.starts", titles.starts],
    ["texts", texts.bytes],
    ["texts.starts", texts.starts],
    ["people", people.bytes],
    ["people.starts", people.starts],
    ["days", columns.days],
    ["upvotes", columns.upvotes],
    ["facts", columns.facts],
    ["organizations", columns.organizations],
    ["fingerprints", columns.fingerprints],
    ["postings.terms", postings.terms],
    ["postings.starts", postings.starts],
    ["postings.papers", postings.papers],
    ["postings.impacts", postings.impacts],
    ["postings.most", postings.most],
    ["dead", dead],
    ["keys", starts.texts.bytes],
    ["keys.starts", starts.texts.starts],
    ["keys.sorted", starts.sorted],
  ]
}

/** What can change is copied, so the saved bytes stay as they are; the rest are views into them. */
function segmentIn(parts: SavedParts, prefix: string): Segment {
  const bytes = (name: string) => part(parts, prefix + name, Uint8Array)
  const numbers = (name: string) => part(parts, prefix + name, Uint32Array)
  const segment: Segment = {
    ids: split(bytes("ids")),
    titles: { bytes: bytes("titles"), starts: numbers("titles.starts") },
    texts: { bytes: bytes("texts"), starts: numbers("texts.starts") },
    people: { bytes: bytes("people"), starts: numbers("people.starts") },
    columns: {
      days: part(parts, `${prefix}days`, Int32Array).slice(),
      upvotes: numbers("upvotes").slice(),
      facts: bytes("facts").slice(),
      organizations: numbers("organizations"),
      fingerprints: part(parts, `${prefix}fingerprints`, Float64Array),
    },
    postings: {
      terms: numbers("postings.terms"),
      starts: numbers("postings.starts"),
      papers: part(parts, `${prefix}postings.papers`, Uint16Array),
      impacts: bytes("postings.impacts"),
      most: bytes("postings.most"),
    },
    dead: bytes("dead").slice(),
  }
  restoreTitleSuffixArray(segment, {
    texts: { bytes: bytes("keys"), starts: numbers("keys.starts") },
    sorted: numbers("keys.sorted"),
  })
  return segment
}

function textParts(name: string, { texts, table }: TextNumbers): [string, SavedPart][] {
  return [
    [name, joined(texts)],
    [`${name}.table`, table],
  ]
}

function textsIn(parts: SavedParts, name: string): TextNumbers {
  return new TextNumbers(
    split(part(parts, name, Uint8Array)),
    part(parts, `${name}.table`, Uint32Array).slice(),
  )
}

function part<T extends SavedPart>(parts: SavedParts, name: string, kind: new (length: number) => T): T {
  const found = parts.get(name)
  if (found instanceof kind) return found
  throw new DamagedIndexError(words.search.savedIndex.missingPart(name))
}

// Texts are separated by a zero character, which is removed from them.
const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

function joined(texts: readonly string[]): Uint8Array {
  return encoder.encode(texts.map((text) => text.replaceAll("\0", "")).join("\0"))
}

function split(bytes: Uint8Array): string[] {
  return decoder.decode(bytes).split("\0")
}
