import type { Condition, ParsedQuery, QueryProblem } from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { queryOf } from "./build-query.ts"
import { closestField, type FieldValue, fieldNamed } from "./fields.ts"
import { Refused, type Term } from "./filter-tokens.ts"
import { type Factor, readGroup } from "./group.ts"
import { asRunningText, type Piece, piecesOf, withoutQuotesAroundFields } from "./pieces.ts"
import type { QueryPart } from "./query-part.ts"

const { query: sentences, filter: refusals } = catalogue.search

/**
 * Reads the query language: words, `"phrases"`, `-exclude`, `NOT exclude`, `OR`, groups, and fields such as
 * `author:lecun -cat:cs.CV org:"Google DeepMind" upvotes:>50`. Forgiving: a missing closing quote ends at the end of the
 * text, words are ranked with or without OR, and quotes around fields (`"author:lecun diffusion"`) are ignored. `today`
 * is the ISO day from which "last week" is counted.
 */
export function parseQuery(text: string, today?: string): ParsedQuery {
  const plain = withoutQuotesAroundFields(plainAccents(text))
  const structured = hasStructure.test(plain) ? structuredParts(plain, today) : undefined
  return queryOf(plain, structured ?? partsOf(plain, today))
}

/** For a query whose quotes or exclusions left nothing: phrases as words, nothing excluded. Undefined if it has none. */
export function withoutQuotes({ words, phrases, excluded, ...query }: ParsedQuery): ParsedQuery | undefined {
  const all = [words, ...phrases].join(" ").trim()
  const isStrict = phrases.length + excluded.length > 0
  return isStrict && all !== "" ? { ...query, words: all, phrases: [], excluded: [] } : undefined
}

/** Piece by piece: no text is refused. */
function partsOf(text: string, today: string | undefined): readonly QueryPart[] {
  // A title in capitals has no operators.
  const operators = /\p{Ll}/u.test(text) ? /^(OR|AND|NOT)$/ : /^$/
  const parts: QueryPart[] = []
  let not: Piece | undefined
  const pieces = asRunningText(piecesOf(text))
  const isShort = pieces.length <= mostWithSigns
  for (const piece of pieces) {
    const { start, end, written } = piece
    const isOperator = !piece.quoted && !piece.minus && operators.test(written)
    if (isOperator) {
      if (written !== "NOT") parts.push({ start, end, written, kind: "operator" })
      not = written === "NOT" ? piece : undefined
    } else {
      const from = not?.start ?? start
      const span = { start: from, end, written: text.slice(from, end) }
      parts.push({
        ...span,
        ...partOf({ ...piece, minus: piece.minus || not !== undefined }, today, isShort),
      })
      not = undefined
    }
  }
  return parts
}

type Unplaced<P> = P extends unknown ? Omit<P, "start" | "end" | "written"> : never

function partOf(piece: Piece, today: string | undefined, isShort: boolean): Unplaced<QueryPart> {
  const { written, minus, key, spaced, value, quoted } = piece
  const sign = isShort && !quoted ? foreignSign(written) : undefined
  const read = key === "" ? (sign ?? "words") : readField(piece, today)
  if (read === "words") {
    const text = key === "" ? value : spaced ? written : `${key} ${value}`
    return { kind: minus ? "excluded" : quoted && key === "" ? "phrase" : "word", value: text }
  }
  if ("message" in read) return { kind: "problem", problem: read }
  if (minus) return { kind: "without", filters: read.filters }
  return { kind: "fields", ...read }
}

/** What `key:value` says; "words" if it isn't a filter; a problem if it was meant as one and can't be. */
function readField(
  { written, minus, key, spaced, value }: Piece,
  today: string | undefined,
): FieldValue | QueryProblem | "words" {
  const field = fieldNamed(key)
  if (field === undefined) {
    const nearest = minus || key !== key.toLowerCase() ? undefined : closestField(key)
    if (nearest === undefined) return "words"
    const suggestion = `${nearest}:${value.includes(" ") ? `"${value}"` : value}`
    return { written, message: sentences.unknownFilter(key), suggestion }
  }
  const read = field.read(value.trim(), today)
  if (!("message" in read)) {
    const isOrder = minus && read.sort !== undefined
    return isOrder ? { written, message: sentences.noMinusSort(written) } : read
  }
  if (spaced) return "words"
  const suggestion = read.nearest === undefined ? undefined : `${key}:${read.nearest}`
  return { written, message: read.message, suggestion }
}

/** In a sentence, signs are signs. */
const mostWithSigns = 5

/** Another program's operator, with the right spelling. */
function foreignSign(written: string): QueryProblem | undefined {
  if (/^\+\p{L}/u.test(written))
    return { written, message: sentences.needlessPlus, suggestion: written.slice(1) }
  if (/^\/[\p{L}\p{N}.*+?[\]\\|^$-]+\/\w?$/u.test(written)) {
    const inner = written.slice(1).replace(/\/\w?$/, "")
    return {
      written,
      message: refusals.noRegex,
      ...(/^[\p{L}\p{N}]+$/u.test(inner) && { suggestion: inner }),
    }
  }
  if (/^\p{L}{3,}\*$/u.test(written))
    return { written, message: refusals.noStar, suggestion: written.slice(0, -1) }
  return undefined
}

/** Alternatives of fields, and groups that are excluded, have a structure that pieces can't show. */
const hasStructure = /(?:^|\s)(?:NOT\s*|-)\(|^(?=.*[a-z]+:)(?=.*\bOR\b)/s

/** The parts of a query in which groups count; undefined if it can't be read so. An order stands beside all groups. */
function structuredParts(text: string, today: string | undefined): readonly QueryPart[] | undefined {
  const orders = partsOf(text, today).filter((part) => part.kind === "fields" && part.sort !== undefined)
  const rest = orders.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  )
  try {
    const { factors, connector } = readGroup(rest, (term) => conditionOfTerm(term, today))
    if (connector === "AND")
      return [...factors.flatMap((factor) => partsOfFactor(factor, factor.condition)), ...orders]
    const [first, last] = [factors[0], factors.at(-1)]
    const [start, end] = [first?.start ?? 0, last?.end ?? text.length]
    const whole = { start, end, text: text.slice(start, end) }
    const condition: Condition = { kind: "any", of: factors.map((factor) => factor.condition) }
    return [...partsOfFactor(whole, condition), ...orders]
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

function conditionOfTerm({ key, value, quoted, written }: Term, today: string | undefined): Condition {
  if (key === "") return { kind: "text", value, isExact: quoted }
  const read = fieldNamed(key)?.read(value.trim(), today)
  if (read === undefined || "message" in read || read.sort !== undefined) throw new Refused(written, "")
  return { kind: "fields", filters: read.filters }
}

function partsOfFactor(
  factor: Pick<Factor, "start" | "end" | "text">,
  condition: Condition,
): readonly QueryPart[] {
  const span = { start: factor.start, end: factor.end, written: factor.text }
  switch (condition.kind) {
    case "text":
      return [{ ...span, kind: condition.isExact ? "phrase" : "word", value: condition.value }]
    case "fields":
      return [{ ...span, kind: "fields", filters: condition.filters }]
    case "not": {
      const { of } = condition
      if (of.kind === "any") return of.of.flatMap((one) => partsOfFactor(factor, { kind: "not", of: one }))
      if (of.kind === "text") return [{ ...span, kind: "excluded", value: of.value }]
      return of.kind === "fields"
        ? [{ ...span, kind: "without", filters: of.filters }]
        : [{ ...span, kind: "condition", condition }]
    }
    case "any": {
      const texts = condition.of.flatMap((one) => (one.kind === "text" && !one.isExact ? [one.value] : []))
      if (texts.length === condition.of.length) return [{ ...span, kind: "word", value: texts.join(" ") }]
      const merged = sameList(condition.of)
      return [
        merged ? { ...span, kind: "fields", filters: merged } : { ...span, kind: "condition", condition },
      ]
    }
    case "all":
      return [{ ...span, kind: "condition", condition }]
    default:
      return condition satisfies never
  }
}

/** Alternatives of one field are one filter with several values. */
function sameList(of: readonly Condition[]) {
  for (const list of ["authors", "organizations", "categories", "sources", "here"] as const) {
    const values = of.map((one) => (one.kind === "fields" ? one.filters[list] : undefined))
    if (values.every((value) => value !== undefined)) return { [list]: values.flat() }
  }
  return undefined
}

/** The quote of a TeX accent opens no phrase: `T\"ULU`, `Erd\H{o}s`. */
function plainAccents(text: string): string {
  return text.replace(/\\["'`^~=.Hcuv]\s?\{?(\p{L})\}?/gu, "$1")
}
