import type { ParsedQuery } from "../../vocabulary/search-request.ts"
import { type TextWord, withJoined } from "../index/paper-text.ts"
import { stem } from "../index/stem.ts"
import { stopWords, type Word } from "../index/words.ts"
import { type Correction, correctRare, correctUnknown } from "./corrections.ts"
import {
  type Alternative,
  type Corpus,
  mostSlots,
  multipliedWeight,
  type Slot,
  termsFor,
  textTerm,
} from "./slots.ts"

/** A query in the index's own numbers. */
export type QueryPlan = {
  readonly slots: readonly Slot[]
  readonly corrections: readonly Correction[]
}

/** Which words may be corrected: those that no paper holds, or also rare ones with a much commoner neighbor. */
export type Correctable = "none" | "unknown words" | "rare words"

/** Longer queries are cut: they have more words than `mostSlots` anyway. */
const longestQuery = 4000

/** The terms to look up in the postings. Stop words are dropped unless the query has no other words. */
export function planQuery(
  { words, phrases }: ParsedQuery,
  correctable: Correctable,
  corpus: Corpus,
): QueryPlan {
  const text = [words, ...phrases].join(" ").slice(0, longestQuery)
  const all = withSigns(withJoined(text), corpus)
  const dropsStopWords = all.some((word) => !stopWords.has(word.text))
  const slots = new Map<string, Slot>()
  const corrections: Correction[] = []
  const repeats = new Map<string, number>()
  let gap = 1
  let tried = 0
  for (const [at, { text: written, isJoined, word, parts = 0 }] of all.entries()) {
    if (isJoined) addJoined(slots, written, corpus)
    else if (dropsStopWords && (stopWords.has(written) || isContraction(word, text))) gap++
    else if (slots.has(stem(written))) {
      repeats.set(stem(written), (repeats.get(stem(written)) ?? 1) + 1)
      gap++
    } else {
      const isLast = at === all.length - 1 && !/\s$/.test(text)
      const alternatives = termsFor(written, corpus)
      const isUnknown = alternatives.length === 0
      const mayCorrect = correctable === "rare words" || (correctable === "unknown words" && isUnknown)
      const corrects = mayCorrect && parts === 0 && tried < mostCorrected
      if (corrects) tried++
      const correct = isUnknown ? correctUnknown : correctRare
      const correction = corrects ? correct(written, corpus, isLast) : undefined
      if (correction !== undefined) corrections.push({ ...correction, raw: text.slice(word.start, word.end) })
      for (const [i, part] of (correction?.parts ?? [{ word: written, alternatives }]).entries())
        slots.set(stem(part.word), { ...part, gap: i === 0 ? gap + Math.max(0, parts - 1) : 1 })
      gap = 1
    }
  }
  for (const [key, times] of repeats) slots.set(key, repeated(slots.get(key) as Slot, times))
  return { slots: rarest(withNeighbors([...slots.values()], corpus)), corrections }
}

/**
 * A word with signs instead of its parts: `C++` is no letter c, even if no paper has it. What has several parts is read
 * by them where no paper holds the whole, and so is `don't` in a sentence.
 */
function withSigns(all: readonly TextWord[], corpus: Corpus): readonly TextWord[] {
  const read: TextWord[] = []
  for (const one of all) {
    const { text, word, parts = 0 } = one
    const isFew = text.includes("&") || all.length <= mostWithContraction
    const meansItself = parts === 1 || (parts > 1 && isFew && textTerm(text, corpus) !== undefined)
    while (meansItself && (read.at(-1)?.word.start ?? -1) >= word.start) read.pop()
    read.push(meansItself ? { ...one, isJoined: false } : one)
  }
  return read
}

const mostWithContraction = 8

/** The end of `I'm`, `I'd` and `let's`, which is no initial of an author. */
function isContraction({ joined, start, end }: Word, text: string): boolean {
  return joined && end - start <= 2 && /['’]/.test(text.charAt(start - 1))
}

/** BM25's query term frequency: what a long question repeats is what it is about. */
function repeated(slot: Slot, times: number): Slot {
  const factor = ((k3 + 1) * times) / (k3 + times)
  const alternatives = slot.alternatives.map((one) => ({
    ...one,
    weight: multipliedWeight(one.weight, factor),
  }))
  return { ...slot, alternatives }
}

const k3 = 8

/** The words with the greatest weights, in their order. */
function rarest(slots: readonly Slot[]): readonly Slot[] {
  const weightOf = ({ alternatives }: Slot) => alternatives[0]?.weight ?? 0
  const kept = new Set([...slots].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, mostSlots))
  return slots.filter((slot) => kept.has(slot))
}

/** Each correction scans part of the vocabulary, so a text full of unknown words must not cost without limit. */
const mostCorrected = 8

const joinedShare = 0.8

/** The joined form of a compound stands for each of its parts, which are the last slots: `gpt4o` for `gpt-4o`. */
function addJoined(slots: Map<string, Slot>, joined: string, corpus: Corpus): void {
  const term = textTerm(joined, corpus)
  if (term === undefined) return
  const stems = [...slots.keys()].filter((text) => joined.includes(text))
  for (const key of stems.slice(-mostParts)) slots.set(key, withAlternative(slots.get(key) as Slot, term))
}

const mostParts = 4

/** Two neighbors that papers write as one word: `data set` is `dataset` too. */
function withNeighbors(slots: readonly Slot[], corpus: Corpus): Slot[] {
  const joined = slots.map((slot, at) => {
    const next = slots[at + 1]
    return next?.gap === 1 ? textTerm(slot.word + next.word, corpus) : undefined
  })
  return slots.map((slot, at) =>
    [joined[at - 1], joined[at]]
      .filter((term) => term !== undefined)
      .reduce<Slot>((whole, term) => withAlternative(whole, term), slot),
  )
}

function withAlternative(slot: Slot, { term, weight }: Alternative): Slot {
  const own = slot.alternatives[0]?.weight ?? weight
  if (slot.alternatives.some((alternative) => alternative.term === term)) return slot
  const alternative = { term, weight: Math.round(Math.min(weight, own) * joinedShare), isAuthor: false }
  return { ...slot, alternatives: [...slot.alternatives, alternative] }
}
