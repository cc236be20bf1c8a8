import type { Paper } from "../../papers/paper.ts"
import type { PaperVector, SharedPhrase } from "../../vocabulary/library.ts"
import { idf } from "./bm25f.ts"
import type { IndexedPapers, PaperRef } from "./indexed-papers.ts"
import { eachTerm, textNumbers } from "./paper-terms.ts"
import { stem } from "./stem.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { stopWords, wordsOf } from "./words.ts"

/**
 * A little more than 1, because a rare word tells more about a taste than about an answer. Tuned on half of the keywords
 * of `npm run bench:recommending`.
 */
const rarity = 1.2

/** A pair of terms as one number: exact, because there are far fewer than 67 million terms. */
const pairKey = (first: number, second: number) => (first + 1) * 2 ** 26 + second

/**
 * What a paper is about, as a vector of length 1 over its terms and the pairs of neighboring ones: "diffusion transformer"
 * says more than both words. A pair is as rare as its terms together, so that no counts of pairs have to be kept.
 */
export function paperVector({ shared: { vocabulary }, size }: IndexedPapers, paper: PaperRef): PaperVector {
  const times = new Map<number, number>()
  const rarities = new Map<number, number>()
  const count = (key: number, rare: () => number) => {
    const before = times.get(key)
    times.set(key, (before ?? 0) + 1)
    if (before === undefined) rarities.set(key, rare())
  }
  const rare = (term: number) => rarities.get(term) ?? idf(vocabulary.termCounts.at(term), size)
  let last: { readonly term: number; readonly at: number } | undefined
  eachTerm(textNumbers(paper), vocabulary, (term, field, at) => {
    if (field === "organization" || isNumber(vocabulary, term)) return
    count(term, () => rare(term))
    if (last?.at === at - 1) {
      const { term: first } = last
      count(pairKey(first, term), () => rare(first) + rare(term))
    }
    last = { term, at }
  })
  return unitVector(times, rarities)
}

function unitVector(times: ReadonlyMap<number, number>, rarities: ReadonlyMap<number, number>): PaperVector {
  const keys = Float64Array.from(times.keys())
  const weights = new Float32Array(keys.length)
  let squares = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number
    const weight = (1 + Math.log(times.get(key) ?? 1)) * (rarities.get(key) ?? 0) ** rarity
    weights[i] = weight
    squares += weight * weight
  }
  const length = Math.sqrt(squares) || 1
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / length
  return { keys, weights }
}

function isNumber({ termTexts }: Vocabulary, term: number): boolean {
  const first = (termTexts[term] ?? "").charCodeAt(0)
  return first >= 48 && first <= 57 && /^\d+$/.test(termTexts[term] ?? "")
}

type Written = { readonly term: number; readonly start: number; readonly end: number }

type PhraseTexts = Pick<Paper, "title" | "keywords" | "abstract" | "summary">

/** The words and pairs of words of a paper as it writes them, by the keys of its vector: as in a keyword rather than elsewhere. */
export function paperPhrases(
  { shared: { vocabulary }, size }: IndexedPapers,
  { keywords, title, abstract, summary = "" }: PhraseTexts,
): ReadonlyMap<number, SharedPhrase> {
  const phrases = new Map<number, SharedPhrase>()
  const share = (term: number) => vocabulary.termCounts.at(term) / Math.max(1, size)
  const put = (key: number, phrase: SharedPhrase) => {
    const known = phrases.get(key)
    // Within a sentence rather than in a title, so that only names keep their capital.
    const isBetter = known === undefined || (isCapitalized(known.text) && !isCapitalized(phrase.text))
    if (isBetter) phrases.set(key, { ...phrase, isNamed: phrase.isNamed || known?.isNamed === true })
  }
  const read = (text: string, isNamed: boolean) => {
    for (const [before, { term, start, end }] of neighbors(wordsWritten(text, vocabulary))) {
      put(term, { text: text.slice(start, end), common: share(term), isNamed, parts: [] })
      if (before === undefined || !isJoint(text.slice(before.end, start))) continue
      const common = Math.min(share(before.term), share(term))
      const pair = text.slice(before.start, end)
      put(pairKey(before.term, term), { text: pair, common, isNamed, parts: [before.term, term] })
    }
  }
  for (const text of [...keywords, title]) read(text, true)
  for (const text of [abstract, summary]) read(text, false)
  return phrases
}

/** The words of a text that stand for terms; undefined between words that are not neighbors. */
function wordsWritten(text: string, vocabulary: Vocabulary): readonly (Written | undefined)[] {
  return wordsOf(text).map(({ text: word, start, end }) => {
    const term = stopWords.has(word) ? undefined : vocabulary.knownTerm(stem(word))
    return term === undefined || isNumber(vocabulary, term) ? undefined : { term, start, end }
  })
}

function neighbors(
  words: readonly (Written | undefined)[],
): readonly (readonly [before: Written | undefined, word: Written])[] {
  return words.flatMap((word, at) => (word ? [[words[at - 1], word] as const] : []))
}

const isJoint = (between: string) => between === " " || between === "-"

/** `Diffusion` at the beginning of a sentence, and not `DDT` or `FlowGRPO`. */
function isCapitalized(text: string): boolean {
  return /(?:^|[ -])\p{Lu}\p{Ll}/u.test(text)
}
