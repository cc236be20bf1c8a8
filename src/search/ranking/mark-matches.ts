import type { Paper } from "../../papers/paper.ts"
import type { Run, Text } from "../../vocabulary/card.ts"
import { signedWords } from "../index/signs.ts"
import { stem } from "../index/stem.ts"
import { type Word, wordFinder } from "../index/words.ts"
import type { Marks } from "./found.ts"

/**
 * A hit's title with the matches marked, and the passage of its summary or abstract with the most matches; no passage if
 * neither has any.
 */
export function markMatches(
  paper: Paper,
  { marks }: { readonly marks: Marks },
): { readonly title: Text; readonly passage?: Text } {
  const sought = soughtBy.get(marks) ?? soughtOf(marks)
  soughtBy.set(marks, sought)
  const title = markedText(paper.title, 0, paper.title.length, matchesIn(paper.title, sought))
  const best = [paper.abstract, paper.summary ?? ""]
    .map((text) => densest(text, matchesIn(text, sought)))
    .reduce((one, next) => (next.found > one.found ? next : one))
  return best.found === 0 ? { title } : { title, passage: passageFrom(best) }
}

/** About two lines of a chat message. */
const passageLength = 200

type Match = Word & { readonly kind: string }

/** The words to mark, ready to be found. All hits of an answer share them. */
type Sought = {
  readonly stems: ReadonlySet<string>
  readonly find: (text: string) => readonly Word[]
  readonly mayHaveSigns: boolean
}
const soughtBy = new WeakMap<Marks, Sought>()

function soughtOf({ stems }: Marks): Sought {
  const beginnings = [...new Set(Array.from(stems, beginningOf))]
  return { stems, find: wordFinder(beginnings), mayHaveSigns: [...stems].some(mayBeSigned) }
}

/** A word and its stem begin alike, but the stem's last letter may be another one: `try`, `tri`. */
function beginningOf(stemmed: string): string {
  return stemmed.slice(0, Math.max(1, stemmed.length - 1))
}

/** `c++` keeps its sign; `don't` is written without. */
const mayBeSigned = (text: string) => /[^\p{L}\p{N}]|nt$/u.test(text)

function matchesIn(text: string, { stems, find, mayHaveSigns }: Sought): readonly Match[] {
  const plain: Match[] = []
  for (const word of find(text)) {
    const kind = stem(word.text)
    if (stems.has(kind)) plain.push({ ...word, kind })
  }
  const signed = mayHaveSigns ? signedWords(text).filter((word) => stems.has(word.text)) : []
  if (signed.length === 0) return plain
  return [...plain, ...signed.map((word) => ({ ...word, kind: word.text }))].sort((a, b) => a.start - b.start)
}

/** A text with its matches, and the first of the window in which most of them differ. */
type Passage = {
  readonly text: string
  readonly matches: readonly Match[]
  readonly found: number
  readonly first: number
}

/** The earliest window with the most different words. */
function densest(text: string, matches: readonly Match[]): Passage {
  const before = sameBefore(matches)
  let best = { found: 0, first: 0 }
  for (let first = 0; matches.length - first > best.found; first++) {
    const found = differentWithin(matches, before, first)
    if (found > best.found) best = { found, first }
  }
  return { text, matches, ...best }
}

/** For each match the place of the one before it of the same word, or -1. */
function sameBefore(matches: readonly Match[]): readonly number[] {
  const last = new Map<string, number>()
  return matches.map(({ kind }, at) => {
    const before = last.get(kind) ?? -1
    last.set(kind, at)
    return before
  })
}

function differentWithin(matches: readonly Match[], before: readonly number[], first: number): number {
  const most = (matches[first]?.start ?? 0) + passageLength * 0.8
  let found = 0
  for (let at = first; (matches[at]?.end ?? Number.POSITIVE_INFINITY) <= most; at++)
    if ((before[at] ?? -1) < first) found++
  return found
}

function passageFrom({ text, matches, first }: Passage): Text {
  const { start, end } = window(text, matches[first]?.start ?? 0)
  return withEllipses(text, start, end, markedText(text, start, end, matches))
}

/** Begins at the sentence of the first match if that is near, otherwise at a word shortly before it. */
function window(text: string, first: number): { readonly start: number; readonly end: number } {
  if (text.length <= passageLength) return { start: 0, end: text.length }
  const sentence = Math.max(text.lastIndexOf(". ", first), text.lastIndexOf("? ", first)) + 2
  const near = first - passageLength / 4
  let start = sentence === 1 ? 0 : sentence
  if (start < near) start = wordStart(text, near)
  const most = start + passageLength
  if (most >= text.length) return { start: wordStart(text, text.length - passageLength), end: text.length }
  const space = text.lastIndexOf(" ", most)
  return { start, end: space > start ? space : most }
}

function wordStart(text: string, near: number): number {
  const space = text.indexOf(" ", Math.max(0, Math.floor(near) - 1))
  return space === -1 || space - near > 30 ? Math.max(0, Math.floor(near)) : space + 1
}

function withEllipses(text: string, start: number, end: number, marked: Text): Text {
  const before: Text = start > 0 ? [{ text: "… " }] : []
  const after: Text = end < text.length ? [{ text: " …" }] : []
  return [...before, ...marked, ...after]
}

function markedText(text: string, start: number, end: number, matches: readonly Match[]): Text {
  const runs: Run[] = []
  let at = start
  for (const match of matches) {
    if (match.start < at || match.end > end) continue
    if (match.start > at) runs.push({ text: text.slice(at, match.start) })
    runs.push({ text: text.slice(match.start, match.end), mark: true })
    at = match.end
  }
  if (at < end) runs.push({ text: text.slice(at, end) })
  return runs
}
