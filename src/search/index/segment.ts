import type { Paper } from "../../papers/paper.ts"
import { GrowingBytes, packed, pieceAt, type Strings, stringsOf } from "./bytes.ts"
import { type Columns, copyColumns, emptyColumns, fingerprintOf, setFacts } from "./columns.ts"
import { type PaperText, paperText } from "./paper-text.ts"
import { gone, mergePostings, type Postings, postingsOf } from "./postings.ts"
import type { Names, Vocabulary } from "./vocabulary.ts"
import { joinedTexts, placesAt, type WordTexts, wordTextsOf } from "./word-texts.ts"

/**
 * Up to 65,536 papers and everything the index knows about them. Their words never change; papers can be removed, and
 * their dates and upvotes change. The index grows by new segments, and small ones are merged.
 */
export type Segment = {
  readonly ids: readonly string[]
  readonly titles: Strings
  /** Numbers of words, as in `paper-text.ts`. */
  readonly texts: WordTexts
  /** Numbers of authors; seven bits a byte. */
  readonly people: Strings
  readonly columns: Columns
  readonly postings: Postings
  /** 1 where the paper was removed. */
  readonly dead: Uint8Array
}

export const largestSegment = 65_536

/** What all segments share. */
export type Shared = {
  readonly vocabulary: Vocabulary
  readonly authors: Names
  readonly organizations: Names
}

/** A segment of at most `largestSegment` papers with different ids. Counts their words and names in `shared`. */
export function buildSegment(papers: readonly Paper[], shared: Shared): Segment {
  const texts = papers.map((paper) => paperText(paper, shared.vocabulary))
  for (const text of texts) countWords(text, shared.vocabulary)
  const columns = emptyColumns(papers.length)
  for (const [at, paper] of papers.entries()) {
    setFacts(columns, at, paper)
    columns.fingerprints[at] = fingerprintOf(paper)
    columns.organizations[at] = countName(shared.organizations, paper.organization)
  }
  return {
    ids: papers.map(({ id }) => id),
    titles: stringsOf(papers.map(({ title }) => title)),
    texts: wordTextsOf(texts.map(({ text }) => text)),
    people: packed(
      papers.map(({ authors }) =>
        asBytes([...new Set(authors)].map((author) => countName(shared.authors, author))),
      ),
    ),
    columns,
    postings: postingsOf(texts.map(({ terms }) => terms)),
    dead: new Uint8Array(papers.length),
  }
}

/** The live papers of some segments as one segment, in the same order. */
export function mergeSegments(segments: readonly Segment[]): Segment {
  const renumbered: Int32Array[] = []
  const living: { readonly segment: Segment; readonly at: number }[] = []
  for (const segment of segments) {
    const numbers = new Int32Array(segment.ids.length).fill(gone)
    for (let at = 0; at < numbers.length; at++)
      if (segment.dead[at] === 0) numbers[at] = living.push({ segment, at }) - 1
    renumbered.push(numbers)
  }
  const columns = emptyColumns(living.length)
  for (const [place, { segment, at }] of living.entries()) copyColumns(segment.columns, at, columns, place)
  return {
    ids: living.map(({ segment, at }) => segment.ids[at] as string),
    titles: packed(living.map(({ segment, at }) => pieceAt(segment.titles, at))),
    texts: joinedTexts(living.map(({ segment, at }) => placesAt(segment.texts, at))),
    people: packed(living.map(({ segment, at }) => pieceAt(segment.people, at))),
    columns,
    postings: mergePostings(
      segments.map(({ postings }, i) => ({ postings, renumbered: renumbered[i] as Int32Array })),
    ),
    dead: new Uint8Array(living.length),
  }
}

function asBytes(numbers: readonly number[]): Uint8Array {
  const bytes = new GrowingBytes()
  for (const number of numbers) bytes.putNumber(number)
  return bytes.bytes()
}

function countWords({ text, names, terms }: PaperText, { wordCounts, termCounts }: Vocabulary): void {
  for (const word of new Set([...text, ...names])) wordCounts.add(word, 1)
  for (const term of terms.keys()) termCounts.add(term, 1)
}

/** The number of a name; 0 for none. */
function countName(names: Names, name: string | undefined): number {
  if (name === undefined) return 0
  const number = names.number(name)
  names.counts.add(number, 1)
  return number
}
