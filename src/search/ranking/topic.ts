import { unknownDay } from "../index/columns.ts"
import type { PaperRef } from "../index/indexed-papers.ts"
import type { Segment } from "../index/segment.ts"
import type { Slot } from "../query/slots.ts"

/** One or two words that so many papers hold name a topic; fewer papers are sought by what they say. */
const topic = { mostWords: 2, fewestPapers: 12 }

/** Whether a query names a topic: a word or two that many papers hold, and nobody's name. */
export function isTopic(slots: readonly Slot[], holdingAll: number): boolean {
  return (
    slots.length <= topic.mostWords &&
    holdingAll >= topic.fewestPapers &&
    slots.every(({ alternatives }) => alternatives.every(({ isAuthor }) => !isAuthor))
  )
}

/** What a paper's votes are worth beside its text. Tuned on half of the topics of `topics.ts`, looked at on the others. */
const votes = { share: 0.15, halvedAfterDays: 365 }

/**
 * Votes by age, as a part of a paper's score: the logarithm of its votes, which halve each year until the newest of these
 * papers. At most about as much as one of two words in the title, so what fits better stays ahead.
 */
export function votesByAge(papers: readonly PaperRef[]): (paper: PaperRef) => number {
  const newest = papers.reduce((day, { segment, at }) => Math.max(day, dayAt(segment, at)), unknownDay)
  return ({ segment, at }) => {
    const years = (newest - dayAt(segment, at)) / votes.halvedAfterDays
    return votes.share * Math.log1p((segment.columns.upvotes[at] as number) * 0.5 ** years)
  }
}

function dayAt({ columns }: Segment, at: number): number {
  return columns.days[at] as number
}
