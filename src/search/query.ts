import type { SearchFilters, SearchSort } from "../vocabulary/search-request.ts"
import { addFilter, type QueryProblem } from "./filter-language.ts"

/** What a person typed, taken apart. Any string has one; what is no filter is words. */
export type ParsedQuery = {
  /** The words that are sought, as written, in their order; the words of phrases are not among them. */
  readonly words: string
  /** Each must stand in the paper as it stands here. */
  readonly phrases: readonly string[]
  /** Words and phrases that must not be in the paper. */
  readonly excluded: readonly string[]
  readonly filters: SearchFilters
  readonly sort?: SearchSort
  /** Filters that are unknown or make no sense, with what to say about them. The rest is searched all the same. */
  readonly problems: readonly QueryProblem[]
}

/**
 * Reads the query language: words, `"phrases"`, `-exclude`, `-"exclude this"`, and filters such as
 * `author:lecun org:"Google DeepMind" upvotes:>50`. A missing closing quote ends at the end of the text.
 */
export function parseQuery(text: string): ParsedQuery {
  const words: string[] = []
  const phrases: string[] = []
  const excluded: string[] = []
  const problems: QueryProblem[] = []
  const asked: { filters: SearchFilters; sort?: SearchSort } = { filters: {} }
  for (const { written, minus, key, value, quoted } of pieces(plainAccents(text))) {
    const outcome = key === "" ? "words" : addFilter(asked, { written, minus, key, value })
    if (typeof outcome === "object") problems.push(outcome)
    if (outcome !== "words") continue
    const said = key === "" ? value : `${key} ${value}`
    if (minus) excluded.push(said)
    else if (quoted && key === "") phrases.push(value)
    else words.push(said)
  }
  return { words: words.join(" "), phrases, excluded: excluded.filter(hasLetters), problems, ...asked }
}

type Piece = {
  readonly written: string
  readonly minus: boolean
  readonly key: string
  readonly value: string
  readonly quoted: boolean
}

/** A space, or a quoted text, ends a piece. */
function* pieces(text: string): Generator<Piece> {
  let at = 0
  while (at < text.length) {
    if (isSpace(text, at)) {
      at++
      continue
    }
    const start = at
    const minus = text.charAt(at) === "-" && at + 1 < text.length && !isSpace(text, at + 1)
    if (minus) at++
    const key = keyAt(text, at)
    if (key !== "") at += key.length + 1
    const quoted = isQuote(text, at)
    const end = quoted ? closingQuote(text, at + 1) : nextSpace(text, at)
    const value = text.slice(quoted ? at + 1 : at, end)
    at = Math.min(text.length, quoted ? end + 1 : end)
    yield { written: text.slice(start, at), minus, key, value, quoted }
  }
}

/** The name before a colon, where a value follows: `author:lecun`, not `BERT: pre-training` and not a link. */
function keyAt(text: string, start: number): string {
  let at = start
  while (isLetter(text, at)) at++
  const follows = at + 1 < text.length && !isSpace(text, at + 1) && !text.startsWith("://", at)
  return at > start && text.charAt(at) === ":" && follows ? text.slice(start, at) : ""
}

function closingQuote(text: string, from: number): number {
  let at = from
  while (at < text.length && !isQuote(text, at)) at++
  return at
}

function nextSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && !isSpace(text, at)) at++
  return at
}

const isLetter = (text: string, at: number) => /^[a-z]$/i.test(text.charAt(at))
const isSpace = (text: string, at: number) => text.charAt(at).trim() === ""
const isQuote = (text: string, at: number) => /^["“”„«»]$/.test(text.charAt(at))
const hasLetters = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** TeX accents hold a quote that opens no phrase: `T\"ULU`, `Erd\H{o}s`. */
function plainAccents(text: string): string {
  return text.replace(/\\["'`^~=.Hcuv]\s?\{?(\p{L})\}?/gu, "$1")
}
