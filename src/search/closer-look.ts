import { fieldEnd, joinedNext } from "./paper-text.ts"
import type { Place } from "./papers-held.ts"
import { type Answered, fieldGap, mostPlaces, Reading, type Sought } from "./reading.ts"
import type { Slot } from "./slots.ts"
import type { Vocabulary } from "./vocabulary.ts"

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

function read({ segment, at }: Place, titleOnly: boolean, sought: Sought): Answered {
  const { bytes, starts } = segment.texts
  const end = starts[at + 1] as number
  const reading = new Reading({ segment, at }, sought)
  let position = 0
  let isJoined = false
  let [value, shift] = [0, 0]
  for (let from = starts[at] as number; from < end; from++) {
    const byte = bytes[from] as number
    value |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    const word = value
    value = 0
    shift = 0
    if (word === joinedNext) isJoined = true
    else if (word === fieldEnd) {
      reading.endField(position)
      if (titleOnly) break
      position += fieldGap
    } else {
      if (isJoined) isJoined = false
      else position++
      const mark = marks[sought.termOfWord[word] as number] as number
      if (mark !== 0) reading.find(mark, word, position)
    }
  }
  return reading.answered()
}
