import type { Paper } from "../../papers/paper.ts"
import type { Condition, SearchFilters } from "../../vocabulary/search-request.ts"
import { words as catalogue } from "../../words/words.ts"
import { daySpan } from "./days.ts"
import { asksForOwn, closestField, type Field, fieldNamed, withFilters } from "./fields.ts"
import { neededBy } from "./filter-keys.ts"
import { testOf } from "./filter-tests.ts"
import { Refused, type Term } from "./filter-tokens.ts"
import { conditionOf, type Group, readGroup } from "./group.ts"

const { filter: sentences } = catalogue.search

/** A filter that means something: a test of a paper, never a ranking. */
export type PaperFilter = {
  readonly kind: "filter"
  readonly matches: (paper: Paper) => boolean
  /**
   * What a matching paper has: of each group one of the keys that `paperKeys` gives. Without groups it could be any
   * paper. A new paper then meets only the filters that one of its keys leads to.
   */
  readonly needs: readonly (readonly string[])[]
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
export function parseFilter(text: string, today?: string): PaperFilter | FilterRefusal {
  const read = readOnce(text, today)
  if (read.kind === "filter" || read.suggestion === undefined) return read
  // One correction may leave the next mistake.
  let { suggestion } = read
  for (let tries = 0; tries < mostCorrections; tries++) {
    const again = readOnce(suggestion, today)
    if (again.kind === "filter") return { ...read, suggestion }
    if (again.suggestion === undefined) break
    suggestion = again.suggestion
  }
  return { ...read, suggestion: undefined }
}

const mostCorrections = 20

function readOnce(text: string, today: string | undefined): PaperFilter | FilterRefusal {
  try {
    const group = readGroup(text, (term) => readTerm(text, term, today))
    const whole = conditionOf(group)
    const parts = group.connector === "OR" ? [{ text: text.trim(), condition: whole }] : group.factors
    refuseContradiction(text, group)
    return {
      kind: "filter",
      matches: testOf(whole),
      needs: neededBy(whole),
      parts: parts.map(({ text, condition }) => ({ text, matches: testOf(condition) })),
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { written, message, suggestion } = error
    return { kind: "refused", written, message, suggestion }
  }
}

function readTerm(text: string, term: Term, today: string | undefined): Condition {
  const { key, value, quoted } = term
  if (key === "") return { kind: "text", value, isExact: quoted }
  const field = fieldNamed(key)
  const written = value.includes(" ") ? `"${value}"` : value
  if (field === undefined) {
    const nearest = closestField(key)
    throw Refused.at(text, term, sentences.unknownField(key), nearest && `${nearest}:${written}`)
  }
  const read = field.read(value.trim(), undefined)
  const fixed = fixedDay(field, value, today)
  if ("message" in read && fixed) throw Refused.at(text, term, read.message, `${key}:${fixed}`)
  if ("message" in read)
    throw Refused.at(
      text,
      term,
      read.message,
      read.nearest === undefined ? undefined : `${key}:${read.nearest}`,
    )
  if (read.sort !== undefined) throw Refused.at(text, term, sentences.noSort, "")
  if (read.filters.here !== undefined) throw Refused.at(text, term, sentences.noHere, "")
  if (asksForOwn(read.filters)) throw Refused.at(text, term, sentences.noOwn(key), "")
  return { kind: "fields", filters: read.filters }
}

/** The date that a relative day names today: a channel's filter is read again every day. */
function fixedDay(field: Field, value: string, today: string | undefined): string | undefined {
  const span = field.takesDays && today !== undefined ? daySpan(value, today) : undefined
  return typeof span === "object" ? span.from : undefined
}

/** What is required all at once must be possible. */
function refuseContradiction(text: string, { factors, connector }: Group): void {
  if (connector === "OR") return
  const each = factors.map(({ text, condition }) => ({
    text,
    filters: condition.kind === "fields" ? condition.filters : {},
  }))
  const filters = each.reduce<SearchFilters>((all, { filters }) => withFilters(all, filters), {})
  const written = (name: keyof SearchFilters) =>
    each.filter((one) => one.filters[name] !== undefined).map((one) => one.text)
  const { after, before } = filters
  if (after !== undefined && before !== undefined && after >= before)
    throw new Refused([...written("after"), ...written("before")].join(" "), sentences.noDay)
  const least = Math.max(...each.map(({ filters }) => filters.minUpvotes ?? 0))
  const most = Math.min(...each.map(({ filters }) => filters.maxUpvotes ?? Number.POSITIVE_INFINITY))
  if (least > most) throw new Refused(text.trim(), sentences.noUpvotes)
}
