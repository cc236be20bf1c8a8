import type { Paper } from "../papers/index.ts"
import type { PaperVector, SharedPhrase } from "../vocabulary/library.ts"
import type { WordWeight } from "../vocabulary/recommending.ts"
import { isGeneric } from "./generic-words.ts"
import { fit, type Profile, type Weighed } from "./profile.ts"

/** The sign whose paper is most like a recommended one, and the words that both share. */
export type Nearest = { readonly sign: Weighed; readonly words: readonly string[] }

type Phrases = ReadonlyMap<number, SharedPhrase>

type PhrasesOf = (paper: string) => Phrases

const mostWords = 3
/** A word that more of all papers hold says nothing: "model", "training". One that neither title nor keyword names has to be rarer. */
const mostCommon = { named: 0.12, other: 0.03 }
const leastLetters = 3
/** What a title or keyword names is the topic; a word of the abstract may be by the way. */
const namedFactor = 3
/** So many of the nearest papers are looked at for words that people would call topics. */
const mostLookedAt = 4

/** Undefined where no paper that speaks for it shares a word that people would call a topic. */
export function nearestOf(
  vector: PaperVector,
  phrases: Phrases,
  { signs, profile }: { readonly signs: readonly Weighed[]; readonly profile: Profile },
  phrasesOf: PhrasesOf,
): Nearest | undefined {
  const own = weightsOf(vector)
  const near = signs
    .filter(({ weight }) => weight > 0)
    .map((sign) => ({ sign, score: fit({ weights: own, length: 1 }, sign.vector) * sign.weight }))
    .toSorted((a, b) => b.score - a.score || (a.sign.paper < b.sign.paper ? -1 : 1))
  for (const { sign } of near.slice(0, mostLookedAt)) {
    const shared = sharedPhrases(own, sign.vector, phrases, phrasesOf(sign.paper))
    const speaking = shared.filter(({ key }) => (profile.weights.get(key) ?? 0) > 0)
    const words = withoutParts(speaking).slice(0, mostWords)
    if (words.length > 0) return { sign, words }
  }
  return undefined
}

type Shared = { readonly key: number; readonly phrase: SharedPhrase; readonly weight: number }

/** The words and pairs of words that two papers share and people would call topics, the weightiest first. */
function sharedPhrases(
  own: ReadonlyMap<number, number>,
  { keys, weights }: PaperVector,
  phrases: Phrases,
  others: Phrases,
): readonly Shared[] {
  const shared: Shared[] = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number
    const [mine, phrase] = [own.get(key), phrases.get(key)]
    if (mine === undefined || phrase === undefined) continue
    const isNamed = phrase.isNamed || others.get(key)?.isNamed === true
    if (!isTopic(phrase, isNamed)) continue
    shared.push({ key, phrase, weight: mine * (weights[i] as number) * (isNamed ? namedFactor : 1) })
  }
  return shared.toSorted((a, b) => b.weight - a.weight || a.key - b.key)
}

/** Each word once: a pair stands for its words. */
function withoutParts(shared: readonly Shared[]): readonly string[] {
  const pairs = shared.filter(({ phrase }) => phrase.parts.length > 0)
  const inPairs = new Set(pairs.slice(0, mostWords).flatMap(({ phrase }) => phrase.parts))
  const taken = new Set<number>()
  return shared.flatMap(({ key, phrase: { text, parts } }) => {
    if (inPairs.has(key) || parts.some((part) => taken.has(part))) return []
    for (const part of parts) taken.add(part)
    return [inSentence(text)]
  })
}

function isTopic({ text, common }: SharedPhrase, isNamed: boolean): boolean {
  return (
    common <= (isNamed ? mostCommon.named : mostCommon.other) &&
    text.length >= leastLetters &&
    /^[\p{L}\p{N}][\p{L}\p{N}\p{M} .+#-]*$/u.test(text) &&
    !isGeneric(text)
  )
}

/** Words that a title or a sentence capitalizes are small again; names like `DDT` and `FlowGRPO` stay. */
function inSentence(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (word) =>
    /^\p{Lu}[\p{Ll}\p{N}]*$/u.test(word) && word.length > 1 ? word.toLowerCase() : word,
  )
}

function weightsOf({ keys, weights }: PaperVector): ReadonlyMap<number, number> {
  return new Map(Array.from(keys, (key, i) => [key, weights[i] as number]))
}

const mostExplained = 12

/** What each word of a paper adds to its score, the weightiest first, and the papers that brought the word. */
export function wordWeights(
  vector: PaperVector,
  phrases: Phrases,
  signs: readonly Weighed[],
  profile: Profile,
  titleOf: (paper: Paper["id"]) => string,
): readonly WordWeight[] {
  const holding = (key: number) => signs.filter(({ vector }) => vector.keys.includes(key))
  return Array.from(vector.keys, (key, i) => ({
    key,
    weight: ((vector.weights[i] as number) * (profile.weights.get(key) ?? 0)) / profile.length,
  }))
    .filter(({ key, weight }) => weight !== 0 && phrases.has(key))
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.key - b.key)
    .slice(0, mostExplained)
    .map(({ key, weight }) => ({
      word: inSentence(phrases.get(key)?.text ?? ""),
      weight,
      from: holding(key).map(({ paper }) => titleOf(paper)),
    }))
}
