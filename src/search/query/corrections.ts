import { idf } from "../index/bm25f.ts"
import { authorSign } from "../index/vocabulary.ts"
import { type Alternative, type Corpus, termsFor, weightOf } from "./slots.ts"

/** What is searched instead of a misspelled word. */
export type Correction = {
  readonly written: string
  /** The word as it is in the query. */
  readonly raw: string
  /** One slot; two if the word is two words written as one. */
  readonly parts: readonly CorrectedPart[]
  /** The word for each alternative's term, to tell people what was found. */
  readonly readings: ReadonlyMap<number, string>
}
type CorrectedPart = {
  readonly word: string
  readonly alternatives: readonly Alternative[]
  /** Numbers of the words it may be, which count as written in full. */
  readonly meant?: readonly number[]
}

/** How likely a candidate is, by what would have happened. */
const shares = { asWritten: 1, oneEdit: 0.9, completion: 0.85, twoEdits: 0.55 }
const mostCandidates = 8
const longestCorrected = 40

type Candidate = { readonly word: number; readonly share: number; readonly papers: number }
type Corrected = Omit<Correction, "raw"> | undefined

/** For a word that no paper holds. Undefined if no known word is close; numbers are never corrected. */
export function correctUnknown(written: string, corpus: Corpus, isLast: boolean): Corrected {
  if (/^\d+$/.test(written) || written.length < 2 || written.length > longestCorrected) return undefined
  const candidates = likeliest(candidatesFor(written, isLast, corpus), corpus)
  const [best] = candidates
  const split = best === undefined || best.share < shares.oneEdit ? splitOf(written, corpus) : undefined
  return split ?? (best && correctedTo(candidates, written, corpus))
}

/**
 * For a word that some papers hold but that found nothing good: it may still be a typo if a word one edit away is in the
 * text of far more papers; that many people are called so says nothing. Its own reading stays the best, but weighs no
 * more than the other.
 */
export function correctRare(written: string, corpus: Corpus): Corrected {
  const { vocabulary, spelling } = corpus
  if (written.length < shortestRare || /\d/.test(written)) return undefined
  const papers = papersWith(written, corpus)
  const inText = (word: number) => vocabulary.termCounts.at(vocabulary.termOf(word))
  const commoner = spelling
    .near(written, 1)
    .filter((word) => isLikelySlip(written, vocabulary.wordText(word)))
    .map((word) => ({ word, share: shares.oneEdit, papers: vocabulary.wordCounts.at(word) }))
    .filter(({ word, papers: most }) => Math.min(most, inText(word)) >= timesCommoner * papers)
  if (commoner.length === 0) return undefined
  const own = vocabulary.knownWord(written)
  const itself = own === undefined ? [] : [{ word: own, share: shares.asWritten, papers }]
  return correctedTo([...likeliest(commoner, corpus), ...itself], written, corpus)
}

/** How many times more papers must hold the other word. */
const timesCommoner = 8
const shortestRare = 4

/** Four letters with another one in place of one are a word of their own (`lang`, `beta`), not a slip. */
function isLikelySlip(written: string, meant: string): boolean {
  return written.length > shortestRare || meant.length !== written.length
}

function candidatesFor(written: string, isLast: boolean, { vocabulary, spelling }: Corpus): Candidate[] {
  const found = new Map<number, Candidate>()
  const put = (word: number, share: number) => {
    const before = found.get(word)
    if (before === undefined || before.share < share)
      found.set(word, { word, share, papers: vocabulary.wordCounts.at(word) })
  }
  if (written.length > 2) for (const word of spelling.near(written, 1)) put(word, shares.oneEdit)
  if (isLast) for (const word of spelling.completions(written)) put(word, shares.completion)
  if (found.size === 0 && written.length > 4)
    for (const word of spelling.near(written, 2)) put(word, shares.twoEdits)
  return [...found.values()]
}

/** Few edits first, then what most papers hold. */
function likeliest(candidates: readonly Candidate[], { vocabulary }: Corpus): Candidate[] {
  const likelihood = ({ share, papers }: Candidate) => share ** 4 * Math.log(1 + papers)
  const text = ({ word }: Candidate) => vocabulary.wordText(word)
  return [...candidates]
    .sort((a, b) => likelihood(b) - likelihood(a) || (text(a) < text(b) ? -1 : 1))
    .slice(0, mostCandidates)
}

/** All candidates get the idf of the likeliest at most: a rare candidate is not a better one. */
function correctedTo(candidates: readonly Candidate[], written: string, corpus: Corpus): Corrected {
  const readings = new Map<number, string>()
  const alternatives: Alternative[] = []
  let most = 0
  for (const { word, share } of candidates) {
    const text = corpus.vocabulary.wordText(word)
    for (const { term, isAuthor } of termsFor(text, corpus)) {
      if (readings.has(term)) continue
      readings.set(term, text)
      const own = idf(corpus.vocabulary.termCounts.at(term), corpus.papers)
      if (most === 0) most = own
      alternatives.push({ term, isAuthor, weight: weightOf(Math.min(own, most), share) })
    }
  }
  alternatives.sort((a, b) => b.weight - a.weight)
  return {
    written,
    parts: [{ word: written, alternatives, meant: candidates.map(({ word }) => word) }],
    readings,
  }
}

/** The word as two known ones, such as `videoworld`, cut so that the rarer half is as common as possible. */
function splitOf(written: string, corpus: Corpus): Corrected {
  let best: { readonly at: number; readonly papers: number } | undefined
  for (let at = 2; at <= written.length - 2; at++) {
    const papers = Math.min(papersWith(written.slice(0, at), corpus), papersWith(written.slice(at), corpus))
    const fewest = Math.min(at, written.length - at) < shortHalf ? fewestForShortHalf : 1
    if (papers >= fewest && papers > (best?.papers ?? 0)) best = { at, papers }
  }
  if (best === undefined) return undefined
  const halves = [written.slice(0, best.at), written.slice(best.at)]
  const parts = halves.map((word) => ({ word, alternatives: termsFor(word, corpus) }))
  const readings = parts.flatMap(({ word, alternatives }) =>
    alternatives.map(({ term }) => [term, word] as const),
  )
  return { written, parts, readings: new Map(readings) }
}

/** Two or three letters are a word somewhere; rare ones are chance. */
const shortHalf = 4
const fewestForShortHalf = 3

function papersWith(word: string, { vocabulary }: Corpus): number {
  const number = vocabulary.knownWord(word)
  if (number === undefined) return 0
  return Math.max(vocabulary.wordCounts.at(number), vocabulary.papersWith(authorSign + word))
}
