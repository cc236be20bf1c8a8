import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Place } from "./papers-held.ts"
import { fieldGap, mostPlaces, Reading } from "./reading.ts"
import type { Slot } from "./slots.ts"
import type { Vocabulary } from "./vocabulary.ts"

/** Reads papers for one query. Made anew for each; `close` gives the shared marks back. */
export function closerLook(slots: readonly Slot[], vocabulary: Vocabulary) {
  const places = slots.slice(0, mostPlaces)
  const marked: number[] = []
  if (marks.length < vocabulary.wordTexts.length) marks = new Uint32Array(vocabulary.wordTexts.length * 1.5)
  for (const [place, { alternatives }] of places.entries())
    for (const { term, isAuthor } of alternatives)
      if (!isAuthor)
        for (const word of vocabulary.wordsOf(term)) {
          marks[word] = (marks[word] as number) | (2 << place)
          marked.push(word)
        }
  const written = places.map(({ word, meant }) => meant ?? [vocabulary.knownWord(word) ?? -1])
  const reading = new Reading(places, written)
  return {
    /**
     * Of the title alone, or of all that is known of the paper: the whole costs twenty times as much. What is returned
     * tells of this paper until the next one is read.
     */
    read(place: Place, titleOnly: boolean): Reading {
      reading.begin()
      read(place, titleOnly, reading)
      return reading
    },
    close() {
      for (const word of marked) marks[word] = 0
    },
  }
}

/** For each word the places of the query that it answers, a bit each, from the second bit up. Zero between searches. */
let marks = new Uint32Array(0)

/** The numbers are decoded where they are read (`varint.ts` says how they lie): nothing is read more often than these. */
function read(place: Place, titleOnly: boolean, reading: Reading): void {
  const { bytes, starts } = place.segment.texts
  const end = starts[place.at + 1] as number
  let position = 0
  for (let at = starts[place.at] as number; at < end; ) {
    let word = bytes[at++] as number
    if (word > 127) {
      word += ((bytes[at++] as number) - 1) << 7
      if (word > 16383) word += ((bytes[at++] as number) - 1) << 14
      if (word > 2097151) word += ((bytes[at++] as number) - 1) << 21
    }
    if (word > joinedNext) {
      position++
      const mark = marks[word] as number
      if (mark !== 0) reading.find(mark, word, position)
    } else if (word === fieldEnd) {
      reading.endField(place, position)
      if (titleOnly) break
      position += fieldGap
    }
    // The next word is one with the last, and takes no place of its own.
    else position--
  }
}
