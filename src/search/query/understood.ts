import type { Condition, SearchFilters, SearchSort, Understood } from "../../vocabulary/search-request.ts"
import { dayInWords } from "../../words/counted.ts"
import { words } from "../../words/words.ts"
import type { QueryPart } from "./query-part.ts"

const { understood: sayings } = words.search

/** What was read out of a query, each with the query that is left without it: the words as one, filters, the order last. */
export function understoodOf(text: string, parts: readonly QueryPart[]): readonly Understood[] {
  const isWord = (part: QueryPart) => part.kind === "word" || part.kind === "operator"
  const label = parts.flatMap((part) => (part.kind === "word" ? [part.value] : [])).join(" ")
  const without = (taken: (part: QueryPart) => boolean) => withoutParts(text, parts.filter(taken))
  const others = parts.flatMap((part): readonly Understood[] => {
    const said = labelOf(part)
    if (said === undefined) return []
    return [{ kind: kindOf(part), label: said, without: without((one) => one === part) }]
  })
  const filters = others.filter(({ kind }) => kind !== "order")
  const orders = others.filter(({ kind }) => kind === "order")
  return [
    ...(label === "" ? [] : [{ kind: "words" as const, label, without: without(isWord) }]),
    ...filters,
    ...orders,
  ]
}

function kindOf(part: QueryPart): Understood["kind"] {
  if (part.kind === "phrase") return "phrase"
  return part.kind === "fields" && part.sort !== undefined ? "order" : "filter"
}

function withoutParts(text: string, parts: readonly QueryPart[]): string {
  let left = text
  for (const { start, end } of parts.toReversed()) left = `${left.slice(0, start)} ${left.slice(end)}`
  return left.replaceAll(/\s+/g, " ").trim()
}

function labelOf(part: QueryPart): string | undefined {
  switch (part.kind) {
    case "phrase":
      return sayings.phrase(part.value)
    case "excluded":
      return sayings.without(part.value)
    case "fields":
      return part.sort === undefined ? filtersLabel(part.filters, fieldOf(part)) : sortLabel(part.sort)
    case "without":
      return sayings.not(filtersLabel(part.filters, fieldOf(part)))
    case "condition":
      return conditionLabel(part.condition) ?? part.written
    case "word":
    case "operator":
    case "problem":
      return undefined
    default:
      return part satisfies never
  }
}

function conditionLabel(condition: Condition): string | undefined {
  if (condition.kind !== "any") return undefined
  const labels = condition.of.map((one) => (one.kind === "fields" ? filtersLabel(one.filters) : undefined))
  return labels.every((label) => label !== undefined) ? labels.join(sayings.or) : undefined
}

/** A field as it was written: `until` and `last week`. */
function fieldOf({ written }: QueryPart): WrittenField {
  const [, key = "", value = ""] = /^(?:NOT\s+|-)?\(?([a-z]+):\s*(.*)$/is.exec(written) ?? []
  return { key: key.toLowerCase(), value: value.replaceAll(/["“”„«»]/g, "") }
}

type WrittenField = { readonly key: string; readonly value: string }

/** What a field demands, in words; relative days as they were written. */
function filtersLabel(filters: SearchFilters, written?: WrittenField): string {
  const {
    authors,
    organizations,
    categories,
    titles,
    after,
    before,
    minUpvotes,
    maxUpvotes,
    has,
    sources,
    here,
    in: shelves,
    tags,
    notes,
  } = filters
  if (authors) return sayings.by(authors.join(sayings.or))
  if (organizations) return sayings.from(organizations.join(sayings.or))
  if (categories) return sayings.in(categories.join(sayings.or))
  if (titles) return titles.map(sayings.titled).join(sayings.and)
  if (after !== undefined && before !== undefined) return sayings.of(dayLabel(written, after))
  if (after !== undefined) return sayings.since(dayLabel(written, after))
  if (before !== undefined)
    return written?.key === "until"
      ? sayings.until(dayLabel(written, before))
      : sayings.before(dayLabel(written, before))
  if (has) return has.map((what) => sayings.has[what]).join(sayings.and)
  if (sources) return sources.map((source) => words.cards.paper.sources[source]).join(sayings.or)
  if (here) return here.map((what) => sayings.here[what]).join(sayings.or)
  if (shelves) return shelves.map((shelf) => sayings.shelves[shelf]).join(sayings.and)
  if (tags) return tags.map(sayings.tagged).join(sayings.and)
  if (notes) return notes.map(sayings.noted).join(sayings.and)
  return sayings.upvotes(minUpvotes, maxUpvotes)
}

/** `2025` and "last week" as they are written, a month and a day in words. */
function dayLabel(written: WrittenField | undefined, day: string): string {
  if (written === undefined) return dayInWords(day)
  const { value } = written
  if (/^\d{4}-\d{1,2}$/.test(value)) return sayings.month(value)
  const [year, month = "", date = ""] = value.split("-")
  const isDay = /^\d{4}-\d{1,2}-\d{1,2}$/.test(value)
  return isDay ? dayInWords(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`) : value
}

function sortLabel(sort: SearchSort): string {
  return sayings.sorts[sort]
}
