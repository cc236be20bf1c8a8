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

/**
 * Finds those of `wordsOf(text)` that begin with one of these, and all that have other letters than Latin ones; the rest is
 * passed over unread, which takes a twentieth of the time. `joined` is not told.
 */
export function wordFinder(beginnings: readonly string[]): (text: string) => Word[] {
  const plain = beginnings.filter((text) => /^[a-z0-9]+$/.test(text)).join("|")
  const sought = plain === "" ? undefined : new RegExp(`${before}(?:${plain})[a-z0-9]*${after}`, "gi")
  return (text) => {
    const words = sought === undefined ? [] : plainWords(text, sought)
    if (!foreign.test(text)) return words
    const others = [...text.matchAll(foreignRuns)].flatMap(({ 0: run, index }) => wordsFrom(run, index))
    return [...words, ...others].sort((a, b) => a.start - b.start)
  }
}

const foreign = /[\u0080-\uffff]/
const before = "(?<![a-z0-9\\u0080-\\uffff])"
const after = "(?![a-z0-9\\u0080-\\uffff])"
const foreignRuns = new RegExp(`${before}[a-z0-9]*[\\u0080-\\uffff][a-z0-9\\u0080-\\uffff]*`, "gi")

function plainWords(text: string, sought: RegExp): Word[] {
  const words: Word[] = []
  for (let found = sought.exec(text); found !== null; found = sought.exec(text)) {
    const { 0: written, index: start } = found
    const folded = written.slice(0, longestWord).toLowerCase()
    words.push({ text: folded, start, end: start + written.length, joined: false })
  }
  return words
}

function wordsFrom(run: string, from: number): Word[] {
  return wordsOf(run).map((word) => ({ ...word, start: from + word.start, end: from + word.end }))
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
