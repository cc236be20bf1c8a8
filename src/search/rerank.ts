import type { Candidate } from "./best-candidates.ts"
import { closerLook } from "./closer-look.ts"
import type { Reading } from "./reading.ts"
import type { Slot } from "./slots.ts"
import type { Vocabulary } from "./vocabulary.ts"

/** What each part of a closer look is worth, against a full text score of 1. Tuned on queries of our own making and SciFact's training queries. */
export const rerankWeights = {
  /** Share of the sought words that the paper holds; and whether it is all of them. */
  held: 0.4,
  heldAll: 0.4,
  allInTitle: 0.7,
  allInTitleOrByline: 1.4,
  titleFilled: 0.2,
  pairs: 0.6,
  near: 0.3,
  asWritten: 0.3,
  allAsWritten: 0.5,
  atStart: 0.4,
  inSequence: 0.6,
}

/** Where questions are long, words in titles and in order say less, and the sum of postings more. */
const fewWords = 4

/** With its final score, and whether its title and byline hold all that was sought. */
export type Ranked = {
  readonly candidate: Candidate
  readonly final: number
  readonly isAnswered: boolean
  /** The fields that hold any of it, where the paper was read as a whole: a bit each, in `fieldOrder`. */
  readonly fields: number | undefined
}

/** So many are read as a whole, once titles have shown which are worth it. */
const readWhole = 16

/** The candidates in their final order. Of equal ones, the order that they came in stays. */
export function rerank(
  candidates: readonly Candidate[],
  slots: readonly Slot[],
  vocabulary: Vocabulary,
): Ranked[] {
  const top = Math.max(1, candidates[0]?.score ?? 1)
  const scale = Math.min(1, fewWords / Math.max(1, slots.length))
  const look = closerLook(slots, vocabulary)
  const ranked = (some: readonly Candidate[], titleOnly: boolean): Ranked[] =>
    some
      .map((candidate) => {
        const reading = look.read(candidate, titleOnly)
        const final = candidate.score / top + scale * worthOf(candidate, reading, slots.length)
        const isAnswered = reading.inTitleOrByline > nearlyAll
        return { candidate, final, isAnswered, fields: titleOnly ? undefined : reading.fields }
      })
      .sort((a, b) => b.final - a.final)
  const byTitle = ranked(candidates, true)
  const byAll = ranked(
    byTitle.slice(0, readWhole).map(({ candidate }) => candidate),
    false,
  )
  look.close()
  return [...byAll, ...byTitle.slice(readWhole)]
}

/** A byline's later authors count for less than the whole. */
const nearlyAll = 0.95

function worthOf({ held }: Candidate, reading: Reading, slots: number): number {
  const weights = rerankWeights
  const { inTitle, asWritten } = reading
  return (
    (weights.held * held) / slots +
    (held === slots ? weights.heldAll : 0) +
    (inTitle > 0.999 ? weights.allInTitle : 0) +
    (reading.inTitleOrByline > nearlyAll ? weights.allInTitleOrByline : 0) +
    weights.titleFilled * reading.titleFilled +
    weights.pairs * reading.pairs +
    weights.near * reading.near +
    weights.asWritten * asWritten +
    (asWritten > 0.999 ? weights.allAsWritten : 0) +
    (reading.isAtStart ? weights.atStart : 0) +
    weights.inSequence * reading.inSequence
  )
}
