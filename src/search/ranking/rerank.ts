import type { PaperRef } from "../index/indexed-papers.ts"
import { fieldEnd, joinedNext } from "../index/paper-text.ts"
import type { Vocabulary } from "../index/vocabulary.ts"
import { long } from "../index/word-texts.ts"
import type { Slot } from "../query/slots.ts"
import { fieldGap, MatchFeatures, mostPlaces } from "./features.ts"
import type { Candidate } from "./top-k.ts"

/** The weight of each feature, relative to the best BM25F score of 1. Tuned on SciFact's training queries and our own. */
const weights = {
  /** Share of the query's words that the paper holds; and whether it is all of them. */
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

/** For longer questions, features count less and BM25F more. */
const fewWords = 4

/** With its final score, and whether its title and byline hold all of the query. */
export type Ranked = {
  readonly candidate: Candidate
  readonly final: number
  readonly isAnswered: boolean
  /** If the whole paper was read, the fields that hold any of the query: a bit each, in `fieldOrder`. */
  readonly fields: number | undefined
}

export function unranked(candidate: Candidate, final: number): Ranked {
  return { candidate, final, isAnswered: false, fields: undefined }
}

/** This many papers are read as a whole, chosen by their titles. */
const mostReadWhole = 16

/**
 * The candidates in their final order, by their text and what they are worth beside it; equal ones keep the order they came
 * in.
 */
export function rerank(
  candidates: readonly Candidate[],
  slots: readonly Slot[],
  vocabulary: Vocabulary,
  worthBeside: (paper: PaperRef) => number = () => 0,
): Ranked[] {
  const top = Math.max(1, candidates[0]?.score ?? 1)
  const scale = Math.min(1, fewWords / Math.max(1, slots.length))
  const reader = createFeatureReader(slots, vocabulary)
  const ranked = (some: readonly Candidate[], titleOnly: boolean): Ranked[] =>
    some
      .map((candidate) => {
        const features = reader.read(candidate, titleOnly)
        const matched = scale * featureScore(candidate, features, slots.length)
        const final = candidate.score / top + matched + worthBeside(candidate)
        const isAnswered = features.inTitleOrByline > nearlyAll
        return { candidate, final, isAnswered, fields: titleOnly ? undefined : features.fields }
      })
      .sort((a, b) => b.final - a.final)
  const byTitle = ranked(candidates, true)
  const readWhole = byTitle.slice(0, mostReadWhole).map(({ candidate }) => candidate)
  const byAll = ranked(readWhole, false)
  reader.close()
  return [...byAll, ...byTitle.slice(mostReadWhole)]
}

/** Later authors of a byline count less than 1. */
const nearlyAll = 0.95

function featureScore({ held }: Candidate, features: MatchFeatures, slots: number): number {
  const { inTitle, asWritten } = features
  return (
    (weights.held * held) / slots +
    (held === slots ? weights.heldAll : 0) +
    (inTitle > 0.999 ? weights.allInTitle : 0) +
    (features.inTitleOrByline > nearlyAll ? weights.allInTitleOrByline : 0) +
    weights.titleFilled * features.titleFilled +
    weights.pairs * features.pairs +
    weights.near * features.near +
    weights.asWritten * asWritten +
    (asWritten > 0.999 ? weights.allAsWritten : 0) +
    (features.isAtStart ? weights.atStart : 0) +
    weights.inSequence * features.inSequence
  )
}

/** Reads papers for one query. `close` resets the marks that all queries share. */
function createFeatureReader(slots: readonly Slot[], vocabulary: Vocabulary) {
  const places = slots.slice(0, mostPlaces)
  const marked: number[] = []
  if (marks.length < vocabulary.words.size) {
    marks = new Uint32Array(vocabulary.words.size * 1.5)
    isMarked = new Uint8Array(marks.length)
  }
  for (const [place, { alternatives }] of places.entries())
    for (const { term, isAuthor } of alternatives)
      if (!isAuthor)
        for (const word of vocabulary.wordsOf(term)) {
          marks[word] = (marks[word] as number) | (2 << place)
          isMarked[word] = 1
          marked.push(word)
        }
  const written = places.map(({ word, meant }) => meant ?? [vocabulary.knownWord(word) ?? -1])
  const features = new MatchFeatures(places, written)
  return {
    /**
     * Features of the title alone, or of the whole paper, which costs twenty times as much. The result is valid until
     * the next call.
     */
    read(paper: PaperRef, titleOnly: boolean): MatchFeatures {
      features.begin()
      readWords(paper, titleOnly, features)
      return features
    },
    close() {
      for (const word of marked) {
        marks[word] = 0
        isMarked[word] = 0
      }
    },
  }
}

/** For each word the places of the query that it matches, a bit each from the second bit up. Zero between searches. */
let marks = new Uint32Array(0)
/** 1 for each word with a mark: a quarter of the size, of which more stays in the processor's cache. */
let isMarked = new Uint8Array(0)

/** Reads the numbers in place, because this is the hottest loop. */
function readWords(paper: PaperRef, titleOnly: boolean, features: MatchFeatures): void {
  const { words, starts } = paper.segment.texts
  const marked = isMarked
  const end = starts[paper.at + 1] as number
  let position = 0
  for (let at = starts[paper.at] as number; at < end; ) {
    let word = words[at++] as number
    if (word === long) word = (words[at++] as number) * 2 ** 16 + (words[at++] as number)
    if (word > joinedNext) {
      position++
      if (marked[word] === 1) features.find(marks[word] as number, word, position)
    } else if (word === fieldEnd) {
      features.endField(paper, position)
      if (titleOnly) break
      position += fieldGap
    }
    // The joined form of a compound takes no position of its own.
    else position--
  }
}
