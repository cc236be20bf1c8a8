import type { Paper } from "../../papers/paper.ts"
import type { SearchFilters } from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { closestField, fieldNamed, withFilters } from "./fields.ts"
import { holdsText, type PaperTest, passesFilters } from "./filter-tests.ts"
import { type FilterToken, Refused, type Term, tokensOf } from "./filter-tokens.ts"

const sentences = catalogue.search.filter

/** A filter that means something: a test of a paper, never a ranking. */
export type PaperFilter = {
  readonly kind: "filter"
  readonly matches: (paper: Paper) => boolean
  /** What has to hold at once, as written, each with its own test: what each word removes. None for an empty filter. */
  readonly parts: readonly FilterPart[]
}
export type FilterPart = { readonly text: string; readonly matches: (paper: Paper) => boolean }

/** A filter that can't mean what is written there. */
export type FilterRefusal = {
  readonly kind: "refused"
  /** The part that can't be meant. */
  readonly written: string
  /** Why, as a sentence for people. */
  readonly message: string
  /** The whole filter as it was probably meant; `parseFilter` accepts it. */
  readonly suggestion?: string
}

/**
 * Reads a filter strictly: every word is required, `"phrases"`, `OR`, `NOT` and `-`, groups in parentheses, and fields
 * such as `author:"Bo Fox"` or `-cat:cs.CV`. What it can't mean is refused with the right spelling, so that no filter
 * matches something else, or nothing, in silence. Never throws.
 */
export function parseFilter(text: string): PaperFilter | FilterRefusal {
  const read = readOnce(text)
  if (read.kind === "filter" || read.suggestion === undefined) return read
  // One correction may leave the next mistake.
  let { suggestion } = read
  for (let tries = 0; tries < mostCorrections; tries++) {
    const again = readOnce(suggestion)
    if (again.kind === "filter") return { ...read, suggestion }
    if (again.suggestion === undefined) break
    suggestion = again.suggestion
  }
  return { ...read, suggestion: undefined }
}

const mostCorrections = 20

function readOnce(text: string): PaperFilter | FilterRefusal {
  try {
    const group = createReader(text, tokensOf(text)).whole()
    const parts = group.connector === "OR" ? [{ text: text.trim(), matches: testOf(group) }] : group.factors
    refuseContradiction(text, group)
    return {
      kind: "filter",
      matches: testOf(group),
      parts: parts.map(({ text, matches }) => ({ text, matches })),
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { written, message, suggestion } = error
    return { kind: "refused", written, message, suggestion }
  }
}

/** One operand: a word, phrase, field or group, perhaps excluded. */
type Factor = {
  readonly text: string
  readonly matches: PaperTest
  /** What a field that is not excluded demands. */
  readonly filters?: SearchFilters
}
type Group = { readonly factors: readonly Factor[]; readonly connector: "AND" | "OR" }

function testOf({ factors, connector }: Group): PaperTest {
  return connector === "OR"
    ? (paper) => factors.some(({ matches }) => matches(paper))
    : (paper) => factors.every(({ matches }) => matches(paper))
}

/** A recursive descent over the tokens of a filter. */
function createReader(text: string, tokens: readonly FilterToken[]) {
  let next = 0
  let depth = 0
  return { whole }

  function whole(): Group {
    const read = group()
    const left = tokens[next]
    if (left !== undefined) throw refused(left, sentences.unopened, "")
    return read
  }

  function group(): Group {
    const factors: Factor[] = []
    const ors: boolean[] = []
    for (let token = tokens[next]; token !== undefined && token.kind !== "close"; token = tokens[next]) {
      const isOperator = token.kind === "or" || token.kind === "and"
      if (isOperator) {
        next++
        const after = tokens[next]
        const isDangling =
          factors.length === 0 || after === undefined || ["close", "or", "and"].includes(after.kind)
        if (isDangling) throw refused(token, sentences.needsBothSides(token.written), "")
      }
      if (factors.length > 0) ors.push(token.kind === "or")
      factors.push(factor())
    }
    const connector = ors.includes(true) ? "OR" : "AND"
    if (connector === "OR" && ors.includes(false)) throw ambiguous(factors, ors)
    return { factors, connector }
  }

  function factor(): Factor {
    if (++depth > deepest) throw new Refused(text.trim(), sentences.tooDeep)
    const read = operand()
    depth--
    return read
  }

  function operand(): Factor {
    const token = tokens[next]
    const start = token?.start ?? text.length
    next++
    switch (token?.kind) {
      case "not": {
        const after = tokens[next]
        if (after === undefined || !["not", "open", "term"].includes(after.kind))
          throw refused(token, sentences.needsWord(token.written), "")
        const { matches } = factor()
        return { text: writtenFrom(start), matches: (paper) => !matches(paper) }
      }
      case "open": {
        const inner = group()
        const close = tokens[next++]
        if (close === undefined) throw new Refused("(", sentences.unclosed, `${text.trim()})`)
        if (inner.factors.length === 0) throw refused({ ...token, end: close.end }, sentences.emptyGroup, "")
        return { text: writtenFrom(start), matches: testOf(inner) }
      }
      case "term":
        return { text: token.written, ...readTerm(text, token) }
      default:
        throw new Error("A factor begins with a term, a group or NOT.")
    }
  }

  function writtenFrom(start: number): string {
    return text.slice(start, tokens[next - 1]?.end)
  }

  function refused(token: FilterToken, message: string, replacement: string): Refused {
    return Refused.at(text, token, message, replacement)
  }

  /** Words and OR without parentheses can be read in two ways, so neither is guessed. */
  function ambiguous(factors: readonly Factor[], ors: readonly boolean[]): Refused {
    const runs: string[][] = [[]]
    for (const [at, { text }] of factors.entries()) {
      if (at > 0 && ors[at - 1] === false) runs.push([])
      runs.at(-1)?.push(text)
    }
    const grouped = runs.map((run) => (run.length > 1 ? `(${run.join(" OR ")})` : run[0])).join(" ")
    const whole = factors.map(({ text }, at) => (at > 0 && ors[at - 1] ? `OR ${text}` : text)).join(" ")
    return new Refused(
      whole,
      sentences.ambiguous,
      text.replace(whole, () => grouped),
    )
  }
}

const deepest = 50

function readTerm(text: string, term: Term): Pick<Factor, "matches" | "filters"> {
  const { key, value, quoted } = term
  if (key === "") return { matches: holdsText(value, quoted) }
  const field = fieldNamed(key)
  const written = value.includes(" ") ? `"${value}"` : value
  if (field === undefined) {
    const nearest = closestField(key)
    throw Refused.at(text, term, sentences.unknownField(key), nearest && `${nearest}:${written}`)
  }
  const read = field.read(value.trim())
  if ("message" in read)
    throw Refused.at(
      text,
      term,
      read.message,
      read.nearest === undefined ? undefined : `${key}:${read.nearest}`,
    )
  if (read.sort !== undefined) throw Refused.at(text, term, sentences.noSort, "")
  if (read.filters.here !== undefined) throw Refused.at(text, term, sentences.noHere, "")
  return { matches: passesFilters(read.filters), filters: read.filters }
}

/** What is required all at once must be possible. */
function refuseContradiction(text: string, { factors, connector }: Group): void {
  if (connector === "OR") return
  const filters = factors.reduce<SearchFilters>((all, { filters = {} }) => withFilters(all, filters), {})
  const written = (name: keyof SearchFilters) =>
    factors.filter((factor) => factor.filters?.[name] !== undefined).map((factor) => factor.text)
  const { after, before } = filters
  if (after !== undefined && before !== undefined && after >= before)
    throw new Refused([...written("after"), ...written("before")].join(" "), sentences.noDay)
  const least = Math.max(...factors.map(({ filters }) => filters?.minUpvotes ?? 0))
  const most = Math.min(...factors.map(({ filters }) => filters?.maxUpvotes ?? Number.POSITIVE_INFINITY))
  if (least > most) throw new Refused(text.trim(), sentences.noUpvotes)
}
