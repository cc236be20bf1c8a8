import { IndexedPapers } from "./indexed-papers.ts"
import { GrowingNumbers, type PackedTexts, TextNumbers } from "./numbered-texts.ts"
import { pack, unpack } from "./saved-parts.ts"
import type { Segment } from "./segment.ts"
import { restoreTitleSuffixArray, type SuffixArray, titleSuffixArray } from "./suffix-array.ts"
import { Names, Vocabulary } from "./vocabulary.ts"

/** What is saved: everything that an index holds. */
type SavedIndex = {
  readonly cursor: number
  readonly words: SavedTexts
  readonly terms: SavedTexts
  readonly termOfWord: Numbers
  readonly wordCounts: Numbers
  readonly termCounts: Numbers
  readonly authors: SavedTexts
  readonly authorCounts: Numbers
  readonly organizations: SavedTexts
  readonly organizationCounts: Numbers
  readonly segments: readonly { readonly segment: Segment; readonly titles: SuffixArray }[]
}
type SavedTexts = { readonly packed: PackedTexts; readonly table: Numbers }
type Numbers = Uint32Array<ArrayBuffer>

/** The index and the store's cursor that it has reached, as bytes. */
export function writeIndex(indexed: IndexedPapers, cursor: number): Uint8Array<ArrayBuffer> {
  const { vocabulary, authors, organizations } = indexed.shared
  const saved: SavedIndex = {
    cursor,
    words: textsOf(vocabulary.words),
    terms: textsOf(vocabulary.terms),
    termOfWord: vocabulary.termOfWords(),
    wordCounts: vocabulary.wordCounts.view(),
    termCounts: vocabulary.termCounts.view(),
    authors: textsOf(authors.numbers),
    authorCounts: authors.counts.view(),
    organizations: textsOf(organizations.numbers),
    organizationCounts: organizations.counts.view(),
    segments: indexed.segments.map((segment) => ({ segment, titles: titleSuffixArray(segment) })),
  }
  return pack(saved)
}

/** The index that was written. Throws `DamagedIndexError` if the bytes are incomplete, altered or of another version. */
export function readIndex(bytes: Uint8Array): { readonly indexed: IndexedPapers; readonly cursor: number } {
  const saved = unpack<SavedIndex>(bytes)
  const vocabulary = new Vocabulary({
    words: numbered(saved.words),
    terms: numbered(saved.terms),
    termOfWord: saved.termOfWord.slice(),
    wordCounts: saved.wordCounts.slice(),
    termCounts: saved.termCounts.slice(),
  })
  const authors = namesOf(saved.authors, saved.authorCounts)
  const organizations = namesOf(saved.organizations, saved.organizationCounts)
  const segments = saved.segments.map(({ segment, titles }) => {
    const own = withOwnColumns(segment)
    restoreTitleSuffixArray(own, titles)
    return own
  })
  return {
    indexed: new IndexedPapers({ vocabulary, authors, organizations }, segments),
    cursor: saved.cursor,
  }
}

/** What can change is copied, so the saved bytes stay as they are; the rest are views into them. */
function withOwnColumns({ columns, dead, ...segment }: Segment): Segment {
  const { days, upvotes, facts } = columns
  const own = { ...columns, days: days.slice(), upvotes: upvotes.slice(), facts: facts.slice() }
  return { ...segment, columns: own, dead: dead.slice() }
}

function textsOf({ packed, table }: TextNumbers): SavedTexts {
  return { packed, table }
}

function numbered({ packed, table }: SavedTexts): TextNumbers {
  return new TextNumbers(packed, table.slice())
}

function namesOf(names: SavedTexts, counts: Numbers): Names {
  return new Names(numbered(names), new GrowingNumbers(counts.slice()))
}
