import type { ParsedQuery, QueryProblem, SearchFilters, SearchSort } from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { closestField, type FieldValue, fieldNamed, withFilters } from "./fields.ts"

const sentences = catalogue.search.query

/**
 * Reads the query language: words, `"phrases"`, `-exclude`, `-"exclude this"`, and filters such as
 * `author:lecun org:"Google DeepMind" upvotes:>50`. A missing closing quote ends at the end of the text.
 */
export function parseQuery(text: string): ParsedQuery {
  const words: string[] = []
  const phrases: string[] = []
  const excluded: string[] = []
  const problems: QueryProblem[] = []
  let filters: SearchFilters = {}
  let sort: SearchSort | undefined
  for (const piece of pieces(plainAccents(text))) {
    const { minus, key, value, quoted } = piece
    const said = key === "" ? "words" : readField(piece)
    if (said === "words") {
      const text = key === "" ? value : `${key} ${value}`
      if (minus) excluded.push(text)
      else if (quoted && key === "") phrases.push(text)
      else words.push(text)
    } else if ("message" in said) problems.push(said)
    else {
      filters = withFilters(filters, said.filters)
      sort = said.sort ?? sort
    }
  }
  return { words: words.join(" "), phrases, excluded: excluded.filter(hasLetters), problems, filters, sort }
}

/** What `key:value` says; "words" if it isn't a filter; a problem if it was meant as one and can't be. */
function readField({ written, minus, key, value }: Piece): FieldValue | QueryProblem | "words" {
  const field = fieldNamed(key)
  if (field === undefined) {
    const nearest = minus ? undefined : closestField(key)
    if (nearest === undefined) return "words"
    const suggestion = `${nearest}:${value.includes(" ") ? `"${value}"` : value}`
    return { written, message: sentences.unknownFilter(key), suggestion }
  }
  if (minus) return { written, message: sentences.noMinusFilter(written) }
  const read = field.read(value.trim())
  if (!("message" in read)) return read
  const suggestion = read.nearest === undefined ? undefined : `${key}:${read.nearest}`
  return { written, message: read.message, suggestion }
}

type Piece = {
  readonly written: string
  readonly minus: boolean
  readonly key: string
  readonly value: string
  readonly quoted: boolean
}

/** A space or a closing quote ends a piece. */
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

/** The quote of a TeX accent opens no phrase: `T\"ULU`, `Erd\H{o}s`. */
function plainAccents(text: string): string {
  return text.replace(/\\["'`^~=.Hcuv]\s?\{?(\p{L})\}?/gu, "$1")
}
