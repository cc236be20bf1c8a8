import { type Correction, correctionOf, doubtOf } from "./corrections.ts"
import { withJoined } from "./paper-text.ts"
import type { ParsedQuery } from "./query.ts"
import { type Known, readingsOf, textReadingOf } from "./readings.ts"
import { type Alternative, mostSlots, type Slot } from "./slots.ts"
import { stem } from "./stem.ts"
import { stopWords } from "./stop-words.ts"
import { wordsOf } from "./words.ts"

/** A query, in the index's own numbers. */
export type QueryPlan = {
  readonly slots: readonly Slot[]
  /** Words that no paper holds, and what was sought instead. */
  readonly corrections: readonly Correction[]
}

/**
 * How far what was written is believed: to the letter; except for words that no paper holds; or not even in words that
 * some papers hold, while many more hold one that is spelled nearly so.
 */
export type Trust = "exact" | "known" | "doubted"

/** Longer queries are cut: their words would be more than `mostSlots` all the same. */
const longestQuery = 1000

/**
 * What is to be looked for in the postings. Stop words are dropped where other words remain.
 */
export function planQuery({ words, phrases }: ParsedQuery, trust: Trust, known: Known): QueryPlan {
  const text = [words, ...phrases].join(" ").slice(0, longestQuery)
  const all = withJoined(wordsOf(text))
  const isTelling = all.some((word) => !stopWords.has(word.text))
  const slots = new Map<string, Slot>()
  const corrections: Correction[] = []
  let gap = 1
  let guessedAt = 0
  for (const [at, { text: written, isJoined, word }] of all.entries()) {
    if (isJoined) addJoined(slots, written, known)
    else if ((isTelling && stopWords.has(written)) || slots.has(stem(written))) gap++
    else {
      const isLast = at === all.length - 1 && !/\s$/.test(text)
      const alternatives = readingsOf(written, known)
      const isSure =
        trust === "exact" || (trust === "known" && alternatives.length > 0) || guessedAt >= mostGuessedAt
      if (!isSure) guessedAt++
      const correction = isSure ? undefined : corrected(written, alternatives.length > 0, isLast, known)
      if (correction !== undefined) corrections.push({ ...correction, raw: text.slice(word.start, word.end) })
      for (const [i, part] of (correction?.parts ?? [{ word: written, alternatives }]).entries())
        slots.set(stem(part.word), { ...part, gap: i === 0 ? gap : 1 })
      gap = 1
    }
  }
  return { slots: withNeighbours([...slots.values()], known).slice(0, mostSlots), corrections }
}

/** Each word that is guessed at costs a look through the vocabulary; who mistypes more has written something else. */
const mostGuessedAt = 8

function corrected(written: string, isKnown: boolean, isLast: boolean, known: Known) {
  return isKnown ? doubtOf(written, known) : correctionOf(written, isLast, known)
}

const joinedShare = 0.8

/** A compound's joined form answers for each of its parts: `gpt4o` for `gpt-4o`. Its parts were the last slots. */
function addJoined(slots: Map<string, Slot>, joined: string, known: Known): void {
  const reading = textReadingOf(joined, known)
  if (reading === undefined) return
  const stems = [...slots.keys()]
  for (const key of stems.filter((text) => joined.includes(text)).slice(-mostParts)) {
    const slot = slots.get(key)
    if (slot !== undefined) slots.set(key, withAlternative(slot, reading))
  }
}

const mostParts = 4

/** Two neighbours that the papers write as one word: `data set` is `dataset` too. */
function withNeighbours(slots: readonly Slot[], known: Known): Slot[] {
  const joined = slots.map((slot, at) => {
    const next = slots[at + 1]
    if (next === undefined || next.gap !== 1) return undefined
    return textReadingOf(slot.word + next.word, known)
  })
  return slots.map((slot, at) =>
    [joined[at - 1], joined[at]].reduce<Slot>(
      (whole, reading) => (reading === undefined ? whole : withAlternative(whole, reading)),
      slot,
    ),
  )
}

function withAlternative(slot: Slot, { term, weight }: Alternative): Slot {
  const own = slot.alternatives[0]?.weight ?? weight
  if (slot.alternatives.some((alternative) => alternative.term === term)) return slot
  const alternative = { term, weight: Math.round(Math.min(weight, own) * joinedShare), isAuthor: false }
  return { ...slot, alternatives: [...slot.alternatives, alternative] }
}
