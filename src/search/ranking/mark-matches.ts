import type { Paper } from "../../papers/paper.ts"
import type { Run, Text } from "../../vocabulary/card.ts"
import { signedWords } from "../index/signs.ts"
import { stem } from "../index/stem.ts"
import { type Beginnings, beginningsOf, type Word, wordsBeginning } from "../index/words.ts"
import type { Marks } from "./found.ts"

/**
 * A hit's title with the matches marked, and the passage of its summary or abstract with the most matches; no passage if
 * neither has any.
 */
export function markMatches(
  paper: Paper,
  { marks }: { readonly marks: Marks },
): { readonly title: Text; readonly passage?: Text } {
  const title = markedText(paper.title, 0, paper.title.length, matchesIn(paper.title, marks))
  const passage = [paper.abstract, paper.summary ?? ""]
    .map((text) => bestPassage(text, marks))
    .reduce((best, next) => (next.found > best.found ? next : best))
  return passage.found === 0 ? { title } : { title, passage: passage.text }
}

/** About two lines of a chat message. */
const passageLength = 200

type Match = Word & { readonly kind: string }

function matchesIn(text: string, marks: Marks): Match[] {
  const { stems, prefixes } = marks
  const sought = soughtBy.get(marks) ?? soughtOf(marks)
  soughtBy.set(marks, sought)
  const plain = wordsBeginning(text, sought.beginnings).flatMap((word) => {
    const stemmed = stem(word.text)
    if (stems.has(stemmed)) return [{ ...word, kind: stemmed }]
    const prefix = prefixes.find((start) => word.text.startsWith(start))
    return prefix === undefined ? [] : [{ ...word, kind: prefix }]
  })
  const signed = sought.mayHaveSigns ? signedWords(text).filter((word) => stems.has(word.text)) : []
  if (signed.length === 0) return plain
  return [...plain, ...signed.map((word) => ({ ...word, kind: word.text }))].sort((a, b) => a.start - b.start)
}

/** What rules most words out. All hits of an answer have the same marks. */
type Sought = { readonly beginnings: Beginnings; readonly mayHaveSigns: boolean }
const soughtBy = new WeakMap<Marks, Sought>()

function soughtOf({ stems, prefixes }: Marks): Sought {
  const texts = [...stems, ...prefixes]
  return { beginnings: beginningsOf(texts.flatMap(formsOf)), mayHaveSigns: texts.some(mayBeSigned) }
}

/** A word and its stem begin alike, but the last letter of a short stem may be another: `try`, `tri`. */
function formsOf(text: string): readonly string[] {
  if (text.length > 2) return [text]
  return ["", ..."abcdefghijklmnopqrstuvwxyz0123456789"].map((second) => text.charAt(0) + second)
}

/** `c++` keeps its sign; `don't` is written without. */
const mayBeSigned = (text: string) => /[^\p{L}\p{N}]|nt$/u.test(text)

/** The earliest window with the most different words. */
function bestPassage(text: string, marks: Marks): { readonly found: number; readonly text: Text } {
  const matches = matchesIn(text, marks)
  let best = { found: 0, first: 0 }
  for (let first = 0; first < matches.length; first++) {
    const found = differentWithin(matches, first)
    if (found > best.found) best = { found, first }
  }
  const match = matches[best.first]
  if (match === undefined) return { found: 0, text: [] }
  const { start, end } = window(text, match.start)
  return { found: best.found, text: withEllipses(text, start, end, markedText(text, start, end, matches)) }
}

function differentWithin(matches: readonly Match[], first: number): number {
  const start = matches[first]?.start ?? 0
  const kinds = new Set<string>()
  for (let i = first; i < matches.length; i++) {
    const match = matches[i]
    if (match === undefined || match.end - start > passageLength * 0.8) break
    kinds.add(match.kind)
  }
  return kinds.size
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
