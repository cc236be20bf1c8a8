import type { Paper } from "../../papers/paper.ts"
import { fold, isPlain } from "../index/words.ts"
import { type KnownWord, knownRun, lowerCode, wordOf } from "./known-words.ts"

/** Title or abstract, as a filter reads it. */
export type TextField = {
  readonly words: readonly KnownWord[]
  /** Where stems stand, also those of words without their signs: what has no place is not in the text. */
  readonly places: ReadonlyMap<string, Places>
  /** Compounds in one word: `selfattention` for `self-attention`. */
  readonly joined: ReadonlySet<string>
  /** The text without spaces, for scripts that have none; empty where no letter can be of one. */
  readonly letters: string
}

/** Most words stand in a text once. */
type Places = number | readonly number[]

const known = new WeakMap<Paper, readonly TextField[]>()

/** The title, and the abstract or what stands for it; read once for all filters. */
export function textsOf(paper: Paper): readonly TextField[] {
  const remembered = known.get(paper)
  if (remembered !== undefined) return remembered
  const fields = [paper.title, paper.abstract === "" ? (paper.summary ?? "") : paper.abstract].map(textField)
  known.set(paper, fields)
  return fields
}

function textField(text: string): TextField {
  const words: KnownWord[] = []
  const joined = new Set<string>()
  for (let from = 0; from < text.length; ) {
    const space = text.indexOf(" ", from)
    const end = space < 0 ? text.length : space
    addWords(text, from, end, words, joined)
    from = end + 1
  }
  return { words, places: placesOf(words), joined, letters: mayBeUnspaced(text) ? lettersOf(text) : "" }
}

function placesOf(words: readonly KnownWord[]): ReadonlyMap<string, Places> {
  const places = new Map<string, number | number[]>()
  const put = (stem: string, at: number) => {
    const before = places.get(stem)
    if (before === undefined) places.set(stem, at)
    else if (typeof before === "number") places.set(stem, [before, at])
    else before.push(at)
  }
  for (let at = 0; at < words.length; at++) {
    const { stem, bare } = words[at] as KnownWord
    put(stem, at)
    if (bare !== undefined) put(bare, at)
  }
  return places
}

/** The words and compounds between two spaces. Few have other letters than ASCII's, or signs, and are read with care. */
function addWords(text: string, from: number, to: number, words: KnownWord[], joined: Set<string>): void {
  const before = words.length
  let begun = from
  for (let at = from; at < to; ) {
    const word = knownRun(text, at)
    const end = at + (word?.text.length ?? 0)
    if (word !== undefined) words.push(word)
    if (end < to && isIntricate(text, end)) {
      words.length = before
      addIntricate(text.slice(from, to), words, joined)
      return
    }
    if (word === undefined || !isJoint(text, end)) {
      if (at > begun) joined.add(text.slice(begun, end).toLowerCase().replace(plainJoints, ""))
      begun = end + 1
    }
    at = end + 1
  }
}

/** Whether what stands there, after a run of letters and digits if any, may belong to a word. */
function isIntricate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code > 127 || signs.has(code)) return true
  if (!joints.has(code)) return false
  const next = text.charCodeAt(at + 1)
  if (next > 127) return true
  if (code !== point || lowerCode(next) <= lastDigit) return false
  const before = text.charCodeAt(at - 1)
  return before !== point && lowerCode(before) === 0
}

const isJoint = (text: string, at: number) =>
  joints.has(text.charCodeAt(at)) && lowerCode(text.charCodeAt(at + 1)) !== 0

const codesOf = (letters: string) => new Set(Array.from(letters, (letter) => letter.charCodeAt(0)))
const signs = codesOf("+#*&")
const joints = codesOf("-_'./")
const plainJoints = /[-_'./]/g
const [point, lastDigit] = [".".charCodeAt(0), "9".charCodeAt(0)]

function addIntricate(written: string, words: KnownWord[], joined: Set<string>): void {
  for (const word of strictWords(written)) words.push(wordOf(word))
  for (const one of written.match(patternsFor(written).compound) ?? []) joined.add(strictWords(one).join(""))
}

/** Folded words in order. Signs that make it another word belong to it: `C++`, `C#`, `A*`, `.NET`, `&` in `AT&T`. */
export function strictWords(text: string): readonly string[] {
  const { word } = patternsFor(text)
  if (isPlain(text)) return text.toLowerCase().match(word) ?? []
  return (text.match(word) ?? []).map(fold).filter((word) => word !== "")
}

/** How words and compounds are written in an alphabet. */
function patternsOf(letter: string, digit: string, mark: string) {
  const any = letter + digit + mark
  const own = letter + digit
  return {
    word: new RegExp(
      `(?:(?<![${own}.])\\.(?=[${letter}]))?[${any}]+(?:\\+{2,}|[+#*](?![${own}]))?|(?<=[${own}])&(?=[${own}])`,
      "gu",
    ),
    compound: new RegExp(`[${any}]+(?:[-‐‑–_'’./][${any}]+)+`, "gu"),
  }
}

const anyLetters = patternsOf("\\p{L}", "\\p{N}", "\\p{M}")
/** Most texts are plain, and read in half the time. */
const plainLetters = patternsOf("A-Za-z", "0-9", "")
const patternsFor = (text: string) => (isPlain(text) ? plainLetters : anyLetters)

/** Whether a text has letters that may be of a script without spaces: none stands before those of Unicode's East Asia. */
export const mayBeUnspaced = (text: string) => /[\u2e80-\uffff]/.test(text)

/** Without spaces, for scripts that have none. Halves of letters beside a space don't become one. */
export const lettersOf = (text: string) => fold(text.toWellFormed()).replaceAll(/\s+/g, "")
