/** A word of a text: folded, with its position in the text as written (UTF-16, end excluded). */
export type Word = {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Whether only a hyphen or the like separates it from the word before: `self-attention`, `GPT-4o`. */
  readonly joined: boolean
}

/**
 * The words of a text in reading order: runs of letters, digits and marks, each folded. Chinese and Japanese have no
 * spaces, so there every two neighboring letters are a word.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let end = -1
  for (const { 0: written, index } of text.matchAll(letters)) {
    const joined = index === end + 1 && joiners.has(text.charAt(end))
    end = index + written.length
    if (unspaced.test(written)) addPairs(written, index, words)
    else {
      const folded = fold(written.slice(0, longestWord))
      if (folded !== "") words.push({ text: folded, start: index, end, joined })
    }
  }
  return words
}

export const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const scripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu

function addPairs(written: string, from: number, words: Word[]): void {
  for (const { 0: run, index } of written.matchAll(scripts)) {
    const letters = unspaced.test(run) ? [...run] : [run.slice(0, longestWord)]
    let start = from + index
    for (const [at, letter] of letters.entries()) {
      const pair = letter + (letters[at + 1] ?? "")
      const isRest = at > 0 && at === letters.length - 1
      const text = isRest ? "" : fold(pair)
      if (text !== "") words.push({ text, start, end: start + pair.length, joined: false })
      start += letter.length
    }
  }
}

/** Beginnings of words, two letters each: 1 at the place of each (`placeOf`). */
export type Beginnings = Uint8Array

/** These beginnings, in upper and lower case the same. Of other scripts than Latin none is needed. */
export function beginningsOf(texts: readonly string[]): Beginnings {
  const beginnings = new Uint8Array(letterCount * letterCount)
  for (const text of texts)
    beginnings[
      placeOf(text.toLowerCase().charCodeAt(0), text.length > 1 ? text.toLowerCase().charCodeAt(1) : 0)
    ] = 1
  return beginnings
}

/**
 * Those of `wordsOf(text)` that begin with one of these, and all that have other letters than Latin ones; the rest is
 * passed over unread, which takes a tenth of the time. `joined` is not told.
 */
export function wordsBeginning(text: string, beginnings: Beginnings): Word[] {
  const words: Word[] = []
  let start = 0
  let isPlainRun = true
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0
    if (code >= letterCount) isPlainRun = false
    else if (lowerLetters[code] === 0) {
      if (!isPlainRun) addRun(text.slice(start, at), start, words)
      else if (at > start && beginnings[placeIn(text, start, at)] === 1)
        words.push({
          text: text.slice(start, Math.min(at, start + longestWord)).toLowerCase(),
          start,
          end: at,
          joined: false,
        })
      start = at + 1
      isPlainRun = true
    }
  }
  return words
}

function addRun(run: string, start: number, words: Word[]): void {
  for (const word of wordsOf(run)) words.push({ ...word, start: start + word.start, end: start + word.end })
}

const letterCount = 128

/** Each letter and digit of ASCII in lower case; 0 for every other character. */
const lowerLetters = Uint8Array.from({ length: letterCount }, (_, code) => {
  const letter = String.fromCharCode(code)
  return /[a-z0-9]/i.test(letter) ? letter.toLowerCase().charCodeAt(0) : 0
})

const placeOf = (first: number, second: number) => first * letterCount + second

/** The place of the first two letters of a run. */
function placeIn(text: string, start: number, end: number): number {
  const second = start + 1 < end ? (lowerLetters[text.charCodeAt(start + 1)] as number) : 0
  return placeOf(lowerLetters[text.charCodeAt(start)] as number, second)
}

const letters = /[\p{L}\p{N}\p{M}]+/gu
const joiners = new Set(["-", "‐", "‑", "–", "_", "'", "’", ".", "/", "+", "^"])

/** Longer runs are cut, so that a hostile text costs no more than its length. */
const longestWord = 64

/**
 * Lower case, no accents, compatibility forms as plain letters (`ﬁ`, full-width, `²`), Greek letters by name, so that
 * `β-VAE` and `beta-VAE` are the same. Never throws; a lone surrogate stays.
 */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase()
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþıα-ω]/gu, (letter) => spelledOut[letter] ?? letter)
}

/** Whether all letters are of the Latin alphabet without accents. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

/** Letters that Unicode does not decompose, and the Greek ones that formulas are made of. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  ο: "omicron",
  π: "pi",
  ρ: "rho",
  ς: "sigma",
  σ: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
}

/**
 * Words that say nothing about the topic, and those that people ask with. A query drops them only if other words
 * remain: `what is attention` becomes `attention`, `to be or not to be` stays.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "a|about|after|all|also|am|an|and|any|are|as|at|be|because|been|before|being|between|both|but|by|can|could|did|do|" +
    "does|doing|done|during|each|few|for|from|further|had|has|have|having|he|her|here|hers|him|his|how|i|if|in|into|" +
    "is|it|its|itself|just|me|more|most|my|no|nor|not|of|off|on|once|only|or|other|our|ours|out|over|own|same|she|" +
    "should|so|some|such|than|that|the|their|theirs|them|themselves|then|there|these|they|this|those|through|to|too|" +
    "under|until|up|very|was|we|were|what|when|where|which|while|who|whom|whose|why|will|with|would|you|your|" +
    // How people ask for papers.
    "paper|papers|article|articles|please|show|find|give|tell|recent|work|works|there's|what's"
  ).split("|"),
)
