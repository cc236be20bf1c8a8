import type { Paper } from "../../papers/paper.ts"
import { stem } from "../index/stem.ts"
import { fold, isPlain } from "../index/words.ts"

/** Title or abstract, as a filter reads it. */
export type TextField = {
  readonly words: readonly string[]
  /** Their stems, each at its word's place. */
  readonly stems: readonly string[]
  /** Where these stand, and the stems of words without their signs: what has no place is not in the text. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** Compounds in one word: `selfattention` for `self-attention`. */
  readonly joined: ReadonlySet<string>
  /** The text without spaces, for scripts that have none; empty for plain text. */
  readonly letters: string
}

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
  const words = strictWords(text)
  const stems = words.map(stem)
  return {
    words,
    stems,
    places: placesOf(words, stems),
    joined: joinedIn(text),
    letters: isPlain(text) ? "" : lettersOf(text),
  }
}

function placesOf(
  words: readonly string[],
  stems: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  const put = (stem: string, at: number) => {
    const known = places.get(stem)
    if (known === undefined) places.set(stem, [at])
    else known.push(at)
  }
  for (const [at, word] of words.entries()) {
    put(stems[at] ?? word, at)
    if (endsWithSign(word)) put(stem(word.replace(signs, "")), at)
  }
  return places
}

/** Only what has a joint between two spaces is looked through: most words have none. */
function joinedIn(text: string): ReadonlySet<string> {
  const { compound } = patternsFor(text)
  const found = new Set<string>()
  let end = 0
  for (const { index } of text.matchAll(joint)) {
    if (index < end) continue
    const start = text.lastIndexOf(" ", index) + 1
    end = text.indexOf(" ", index)
    if (end < 0) end = text.length
    for (const one of text.slice(start, end).match(compound) ?? []) found.add(strictWords(one).join(""))
  }
  return found
}

const joint = /[-‐‑–_'’./][^ ]/g

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

/** Without spaces, for scripts that have none. Halves of letters beside a space don't become one. */
export const lettersOf = (text: string) => fold(text.toWellFormed()).replaceAll(/\s+/g, "")

const signs = /[+#*]+$/
const endsWithSign = (word: string) => "+#*".includes(word.at(-1) ?? " ")
