import { rarity } from "./impact.ts"
import { type Known, readingsOf } from "./readings.ts"
import { type Alternative, weightOf } from "./slots.ts"
import { authorSign } from "./vocabulary.ts"

/** What is sought in the place of a word that no paper holds. */
export type Correction = {
  readonly written: string
  /** The word as it stands in the query. */
  readonly raw: string
  /** One slot; two where the word was taken for two that were written as one. */
  readonly parts: readonly CorrectedPart[]
  /** What each alternative's term reads like, to say what was found. */
  readonly readings: ReadonlyMap<number, string>
}
export type CorrectedPart = {
  readonly word: string
  readonly alternatives: readonly Alternative[]
  /** Numbers of the words that it may be, which count as written in full. */
  readonly meant?: readonly number[]
}

/** How sure a guess is, by what would have had to happen. */
export const shares = { asWritten: 1, oneEdit: 0.9, completion: 0.85, twoEdits: 0.55 }
const mostAlternatives = 8

/** Undefined where nothing that is known comes near; numbers are never corrected. */
export function correctionOf(
  written: string,
  isLast: boolean,
  known: Known,
): Omit<Correction, "raw"> | undefined {
  if (/^\d+$/.test(written) || written.length < 2 || written.length > longestGuess) return undefined
  const guesses = likeliest(guessesFor(written, isLast, known), known)
  const surest = guesses[0]
  if (surest === undefined || surest.share < shares.oneEdit) {
    const split = splitOf(written, known)
    if (split !== undefined) return split
  }
  if (surest === undefined) return undefined
  return correctedTo(guesses, written, known)
}

/**
 * For a word that some papers hold and that led nowhere: it may still be a slip, if a word one edit away is in far more
 * papers. Its own reading stays the best, but weighs no more than the other.
 */
export function doubtOf(written: string, known: Known): Omit<Correction, "raw"> | undefined {
  const { vocabulary, spelling } = known
  const own = vocabulary.knownWord(written)
  if (written.length < shortestDoubted || /\d/.test(written)) return undefined
  const papers = papersWith(written, known)
  const near = spelling
    .near(written, 1)
    .map((word) => ({ word, share: shares.oneEdit, papers: vocabulary.wordCounts.at(word) }))
  const likelier = near.filter((guess) => guess.papers >= doubt.times * papers)
  if (likelier.length === 0) return undefined
  const itself = own === undefined ? [] : [{ word: own, share: shares.asWritten, papers }]
  return correctedTo([...likeliest(likelier, known), ...itself], written, known)
}

/** How many times more papers must hold the other word. */
export const doubt = { times: 8 }
const shortestDoubted = 4

function correctedTo(guesses: readonly Guessed[], written: string, known: Known): Omit<Correction, "raw"> {
  const { alternatives, readings } = readingsOfGuesses(guesses, known)
  const meant = guesses.map(({ word }) => word)
  return { written, parts: [{ word: written, alternatives, meant }], readings }
}

const longestGuess = 40

type Guessed = { readonly word: number; readonly share: number; readonly papers: number }

function guessesFor(written: string, isLast: boolean, { vocabulary, spelling }: Known): Guessed[] {
  const found = new Map<number, Guessed>()
  const put = (word: number, share: number) => {
    const papers = vocabulary.wordCounts.at(word)
    const before = found.get(word)
    if (before === undefined || before.share < share) found.set(word, { word, share, papers })
  }
  if (written.length > 2) for (const word of spelling.near(written, 1)) put(word, shares.oneEdit)
  if (isLast) for (const word of spelling.completions(written)) put(word, shares.completion)
  if (found.size === 0 && written.length > 4)
    for (const word of spelling.near(written, 2)) put(word, shares.twoEdits)
  return [...found.values()]
}

/** The likeliest first: few edits, and of those what most papers hold. */
function likeliest(guesses: readonly Guessed[], { vocabulary: { wordTexts } }: Known): Guessed[] {
  const likelihood = ({ share, papers }: Guessed) => share ** 4 * Math.log(1 + papers)
  return [...guesses]
    .sort(
      (a, b) =>
        likelihood(b) - likelihood(a) || ((wordTexts[a.word] ?? "") < (wordTexts[b.word] ?? "") ? -1 : 1),
    )
    .slice(0, mostAlternatives)
}

/** All guesses weigh as if they were as rare as the likeliest: that a guess is rare makes it no better. */
function readingsOfGuesses(guesses: readonly Guessed[], known: Known) {
  const readings = new Map<number, string>()
  const alternatives: Alternative[] = []
  let most = 0
  for (const { word, share } of guesses) {
    const text = known.vocabulary.wordTexts[word] ?? ""
    for (const { term, isAuthor } of readingsOf(text, known)) {
      if (readings.has(term)) continue
      readings.set(term, text)
      const rare = rarity(known.vocabulary.termCounts.at(term), known.papers)
      if (most === 0) most = rare
      alternatives.push({ term, isAuthor, weight: weightOf(Math.min(rare, most), share) })
    }
  }
  return { alternatives: alternatives.sort((a, b) => b.weight - a.weight), readings }
}

/** The word as two known ones: `videoworld`. The cut at which the rarer half is commonest. */
function splitOf(written: string, known: Known): Omit<Correction, "raw"> | undefined {
  let best: { readonly at: number; readonly papers: number } | undefined
  for (let at = 2; at <= written.length - 2; at++) {
    const papers = Math.min(papersWith(written.slice(0, at), known), papersWith(written.slice(at), known))
    const fewest = Math.min(at, written.length - at) < shortHalf ? fewestForShortHalf : 1
    if (papers >= fewest && papers > (best?.papers ?? 0)) best = { at, papers }
  }
  if (best === undefined) return undefined
  const halves = [written.slice(0, best.at), written.slice(best.at)]
  const parts = halves.map((word) => ({ word, alternatives: readingsOf(word, known) }))
  return {
    written,
    parts,
    readings: new Map(
      parts.flatMap(({ word, alternatives }) => alternatives.map(({ term }) => [term, word] as const)),
    ),
  }
}

/** Two or three letters are a word somewhere; rare ones are chance. */
const shortHalf = 4
const fewestForShortHalf = 3

function papersWith(word: string, { vocabulary }: Known): number {
  const number = vocabulary.knownWord(word)
  return number === undefined
    ? 0
    : Math.max(vocabulary.wordCounts.at(number), vocabulary.papersWith(authorSign + word))
}
