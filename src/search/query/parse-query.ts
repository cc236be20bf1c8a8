import type { ParsedQuery, QueryProblem, SearchFilters, SearchSort } from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { closestField, type FieldValue, fieldNamed, spacedFields, withFilters } from "./fields.ts"

const sentences = catalogue.search.query

/**
 * Reads the query language: words, `"phrases"`, `-exclude`, `NOT exclude`, and filters such as `author:lecun
 * -cat:cs.CV org:"Google DeepMind" upvotes:>50`. Forgiving: a missing closing quote ends at the end of the text, words
 * are ranked with or without OR, and quotes around filters (`"author:lecun diffusion"`) are ignored.
 */
export function parseQuery(text: string): ParsedQuery {
  const words: string[] = []
  const phrases: string[] = []
  const excluded: string[] = []
  const without: SearchFilters[] = []
  const problems: QueryProblem[] = []
  let filters: SearchFilters = {}
  let sort: SearchSort | undefined
  // A title in capitals has no operators.
  const operators = /\p{Ll}/u.test(text) ? /^(OR|AND|NOT)$/ : /^$/
  read(plainAccents(text))
  return {
    words: words.join(" "),
    phrases,
    excluded: excluded.filter(hasLetters),
    filters,
    without,
    sort,
    problems,
  }

  function read(text: string): void {
    let negated = false
    for (const piece of asRunningText(pieces(text))) {
      const isOperator = !piece.quoted && !piece.minus && operators.test(piece.written)
      if (!isOperator) take({ ...piece, minus: piece.minus || negated })
      negated = isOperator && piece.written === "NOT"
    }
  }

  function take(piece: Piece): void {
    const { written, minus, key, spaced, value, quoted } = piece
    const said = key === "" ? "words" : readField(piece)
    if (quoted && key === "" && !minus && holdsField(value)) read(value)
    else if (said === "words") {
      const text = key === "" ? value : spaced ? written : `${key} ${value}`
      if (minus) excluded.push(text)
      else if (quoted && key === "") phrases.push(text)
      else words.push(text)
    } else if ("message" in said) problems.push(said)
    else if (minus) without.push(said.filters)
    else {
      filters = withFilters(filters, said.filters)
      sort = said.sort ?? sort
    }
  }
}

/** For a query whose quotes or exclusions left nothing: phrases as words, nothing excluded. Undefined if it has none. */
export function withoutQuotes({ words, phrases, excluded, ...query }: ParsedQuery): ParsedQuery | undefined {
  const all = [words, ...phrases].join(" ").trim()
  const isStrict = phrases.length + excluded.length > 0
  return isStrict && all !== "" ? { ...query, words: all, phrases: [], excluded: [] } : undefined
}

function holdsField(text: string): boolean {
  return [...text.matchAll(/(?:^|\s)-?([a-z]+):\S/g)].some(([, key = ""]) => fieldNamed(key) !== undefined)
}

/** What `key:value` says; "words" if it isn't a filter; a problem if it was meant as one and can't be. */
function readField({ written, minus, key, spaced, value }: Piece): FieldValue | QueryProblem | "words" {
  const field = fieldNamed(key)
  if (field === undefined) {
    const nearest = minus ? undefined : closestField(key)
    if (nearest === undefined) return "words"
    const suggestion = `${nearest}:${value.includes(" ") ? `"${value}"` : value}`
    return { written, message: sentences.unknownFilter(key), suggestion }
  }
  const read = field.read(value.trim())
  if (!("message" in read)) {
    const isOrder = minus && read.sort !== undefined
    return isOrder ? { written, message: sentences.noMinusSort(written) } : read
  }
  if (spaced) return "words"
  const suggestion = read.nearest === undefined ? undefined : `${key}:${read.nearest}`
  return { written, message: read.message, suggestion }
}

/** In a sentence, a quotation and a word after a hyphen are words like others. */
function asRunningText(all: readonly Piece[]): readonly Piece[] {
  const isPlain = ({ minus, key, quoted }: Piece) => !minus && key === "" && !quoted
  const plain = all.filter(isPlain).length
  const last = all.findLastIndex(isPlain)
  return all.map((piece, at) => {
    const { minus, key, quoted } = piece
    if (key !== "") return piece
    if (quoted) return minus || plain < sentence.withQuotation ? piece : { ...piece, quoted: false }
    return minus && plain >= sentence.withHyphen && at < last ? { ...piece, minus: false } : piece
  })
}

/** So many other words make a sentence. */
const sentence = { withQuotation: 10, withHyphen: 5 }

type Piece = {
  readonly written: string
  readonly minus: boolean
  readonly key: string
  /** Whether a blank follows the colon, as it does in titles: then it is a field only if the value fits. */
  readonly spaced: boolean
  readonly value: string
  readonly quoted: boolean
}

const quotes = '"“”„«»'
const piecePattern = new RegExp(
  String.raw`(-(?=\S))?\(?(?:([A-Za-z]+):(?=\S)(?!//)|(${spacedFields.join("|")}):\s+(?=\S))?` +
    `(?:[${quotes}]([^${quotes}]*)[${quotes}]?|(\\S+))`,
  "g",
)

/** A space or a closing quote ends a piece. A link and `BERT: pre-training` have no key. */
function pieces(text: string): Piece[] {
  return [...text.matchAll(piecePattern)].map(([written, minus, key, spacedKey, quoted, bare = ""]) => {
    const name = key ?? spacedKey ?? ""
    const value = name !== "" && !bare.includes("(") ? bare.replace(/\)+$/, "") : bare
    return {
      written,
      minus: minus !== undefined,
      key: name,
      spaced: spacedKey !== undefined,
      value: quoted ?? value,
      quoted: quoted !== undefined,
    }
  })
}

const hasLetters = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** The quote of a TeX accent opens no phrase: `T\"ULU`, `Erd\H{o}s`. */
function plainAccents(text: string): string {
  return text.replace(/\\["'`^~=.Hcuv]\s?\{?(\p{L})\}?/gu, "$1")
}
