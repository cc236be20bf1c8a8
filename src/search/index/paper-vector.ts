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

/** The keys of pairs begin here; those of terms are their numbers. */
const firstPair = 2 ** 30

/**
 * A pair of terms as a number of 31 bits, which maps find several times faster than a larger one. Of a million pairs some
 * hundreds share their number with another one.
 */
function pairKey(first: number, second: number): number {
  const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b)
  return firstPair + ((mixed ^ (mixed >>> 15)) & (firstPair - 1))
}

/**
 * What a paper is about, as a vector of length 1 over its terms and the pairs of neighboring ones: "diffusion transformer"
 * says more than both words. A pair is as rare as its terms together, so that no counts of pairs have to be kept.
 */
export function paperVector({ shared: { vocabulary }, size }: IndexedPapers, paper: PaperRef): PaperVector {
  const text = textNumbers(paper)
  const counted = createKeyCounts(2 * text.length)
  let [last, lastRarity, lastAt] = [0, 0, Number.NEGATIVE_INFINITY]
  eachTerm(text, vocabulary, (term, field, at) => {
    if (field === "organization" || isNumber(vocabulary, term)) return
    const rare = idf(vocabulary.termCounts.at(term), size)
    counted.add(term, rare)
    if (lastAt === at - 1) counted.add(pairKey(last, term), lastRarity + rare)
    last = term
    lastRarity = rare
    lastAt = at
  })
  return unitVector(counted.keys(), counted.times, counted.rarities)
}

/** Counts how often each key comes, in the order they first came. A table of `most` places is faster here than a `Map`. */
function createKeyCounts(most: number) {
  const bits = Math.ceil(Math.log2(2 * most + 1))
  const mask = 2 ** bits - 1
  /** Places plus one, open addressing. */
  const table = new Int32Array(mask + 1)
  const keys = new Int32Array(most)
  const times = new Float64Array(most)
  const rarities = new Float64Array(most)
  let size = 0
  return {
    times,
    rarities,
    keys: () => keys.slice(0, size),
    add(key: number, rare: number): void {
      let cell = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
      while (table[cell] !== 0 && keys[(table[cell] as number) - 1] !== key) cell = (cell + 1) & mask
      if (table[cell] === 0) {
        keys[size] = key
        rarities[size] = rare
        table[cell] = ++size
      }
      const place = (table[cell] as number) - 1
      times[place] = (times[place] as number) + 1
    },
  }
}

function unitVector(keys: Int32Array, times: Float64Array, rarities: Float64Array): PaperVector {
  const weights = new Float32Array(keys.length)
  let squares = 0
  for (let i = 0; i < weights.length; i++) {
    const time = times[i] as number
    const weight = (time === 1 ? 1 : 1 + Math.log(time)) * (rarities[i] as number) ** rarity
    weights[i] = weight
    squares += weight * weight
  }
  const length = Math.sqrt(squares) || 1
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) / length
  return { keys, weights }
}

function isNumber(vocabulary: Vocabulary, term: number): boolean {
  const first = vocabulary.terms.firstByte(term)
  return first >= 48 && first <= 57 && /^\d+$/.test(vocabulary.termText(term))
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
