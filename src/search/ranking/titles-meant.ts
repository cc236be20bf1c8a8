import { stringAt } from "../index/bytes.ts"
import type { IndexedPapers, PaperRef } from "../index/indexed-papers.ts"
import { prefixKey, prefixRange, textAt, titleSuffixArray } from "../index/suffix-array.ts"
import { wordsOf } from "../index/words.ts"
import type { PaperTests } from "./filters.ts"
import { isMoreNotable } from "./top-k.ts"

/** The papers whose title was typed, as far as it goes, or whose name was typed in pieces: `paper 2 web`. */
export function titlesMeant(indexed: IndexedPapers, typed: string, passes: PaperTests): readonly PaperRef[] {
  const key = prefixKey(typed)
  const begun = key.length < shortestPrefix ? [] : titlesStartingWith(indexed, key, passes)
  return begun.length > 0 ? begun : titlesNamed(indexed, typed, passes)
}

/** A beginning that more titles share than this is a common word, and says nothing about which one is meant. */
const mostTitles = 8
const shortestPrefix = 6
const encoder = new TextEncoder()

/** A name of so many pieces, of so many letters, that so few papers write, is of one paper. */
const name = { pieces: { least: 2, most: 6 }, letters: { least: 4, most: 30 }, mostPapers: 10 }

/** Titles that begin with all that was typed as one word, where that is a name: `Paper2Web: …`. */
function titlesNamed(indexed: IndexedPapers, typed: string, passes: PaperTests): readonly PaperRef[] {
  const pieces = wordsOf(typed)
  const joined = pieces.map(({ text }) => text).join("")
  const isWithin = ({ least, most }: { least: number; most: number }, count: number) =>
    count >= least && count <= most
  if (!isWithin(name.pieces, pieces.length) || !isWithin(name.letters, joined.length)) return []
  const { vocabulary } = indexed.shared
  const word = vocabulary.knownWord(joined)
  if (word === undefined || vocabulary.wordCounts.at(word) > name.mostPapers) return []
  return titlesStartingWith(indexed, joined, passes).filter(({ segment, at }) =>
    isNamed(stringAt(segment.titles, at), joined),
  )
}

/** Whether a title's first word is this one, and a name: before a colon, or with a capital or a digit within. */
function isNamed(title: string, joined: string): boolean {
  const [first = ""] = title.split(/\s/, 1)
  const [only, ...more] = wordsOf(first)
  return (
    only?.text === joined && more.length === 0 && (first.endsWith(":") || /\p{L}[\p{Lu}\p{N}]/u.test(first))
  )
}

/**
 * Papers whose title begins exactly as typed, the last word perhaps unfinished. Complete titles first, then the more
 * notable. Empty if too many begin so.
 */
function titlesStartingWith(indexed: IndexedPapers, key: string, passes: PaperTests): readonly PaperRef[] {
  const bytes = encoder.encode(key)
  const titled: (PaperRef & { readonly isWhole: boolean })[] = []
  for (const segment of indexed.segments) {
    const array = titleSuffixArray(segment)
    const { from, to } = prefixRange(array, bytes)
    for (let i = from; i < to; i++) {
      const place = array.sorted[i] as number
      const at = textAt(array, place)
      if (place !== array.texts.starts[at] || segment.dead[at] === 1 || passes(segment)?.(at) === false)
        continue
      if (titled.length === mostTitles) return []
      titled.push({ segment, at, isWhole: array.texts.bytes[place + bytes.length] === 0 })
    }
  }
  return titled.sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || (isMoreNotable(a, b) ? -1 : 1))
}
