import type { PaperSource } from "../papers/paper.ts"
import type { SearchFilters, SearchSort } from "../vocabulary/search-request.ts"
import { closestWord } from "./closest-word.ts"

/** A piece of a query that looks like a filter and is none. */
export type QueryProblem = {
  readonly written: string
  /** What is wrong, as a sentence for the asker. */
  readonly message: string
  /** What was probably meant, to put in the place of `written`. */
  readonly suggestion?: string
}

/** Every filter's name with a value that works, for help. */
export const filterExamples = [
  "author:lecun",
  'org:"Google DeepMind"',
  "cat:cs.CL",
  "after:2024-06",
  "before:2025",
  "upvotes:>50",
  "has:code",
  "has:summary",
  "source:arxiv",
  "here:voted",
  "here:discussed",
  "sort:newest",
] as const

type Asked = { filters: SearchFilters; sort?: SearchSort }
type Written = {
  readonly written: string
  readonly minus: boolean
  readonly key: string
  readonly value: string
}

/**
 * Puts one `key:value` into what is asked. "words": it is no filter at all and should be searched for. A problem:
 * it was meant as a filter and cannot be one.
 */
export function addFilter(
  asked: Asked,
  { written, minus, key, value }: Written,
): "filter" | "words" | QueryProblem {
  const name = filterNamed(key)
  if (name === undefined) return unknownFilter(written, key, value, minus)
  if (minus) return { written, message: `A filter cannot be excluded: ${written} was left out.` }
  const outcome = readers[name](asked, value.trim())
  if (outcome === undefined) return "filter"
  const { message, nearest } = outcome
  return { written, message, ...(nearest === undefined ? {} : { suggestion: `${key}:${nearest}` }) }
}

/** The filter of that name, in upper or lower case, whole or shortened. */
export function filterNamed(key: string): FilterName | undefined {
  return names.get(key.toLowerCase())
}

/** The values of a filter that takes one of a few; none for others. Of two names for one, the plain one. */
export function filterChoices(name: FilterName): readonly string[] {
  const choices = { has: haves, source: sources, here: heres, sort: sorts } as const
  if (!Object.hasOwn(choices, name)) return []
  return [...new Set(Object.values(choices[name as keyof typeof choices]))]
}

function unknownFilter(written: string, key: string, value: string, minus: boolean): "words" | QueryProblem {
  const nearest = closestWord(key, [...names.keys()])
  if (nearest === undefined || minus) return "words"
  const quoted = value.includes(" ") ? `"${value}"` : value
  return { written, message: `There is no filter “${key}:”.`, suggestion: `${nearest}:${quoted}` }
}

export type FilterName =
  | "author"
  | "org"
  | "cat"
  | "after"
  | "before"
  | "upvotes"
  | "has"
  | "source"
  | "here"
  | "sort"

const names: ReadonlyMap<string, FilterName> = new Map([
  ["author", "author"],
  ["authors", "author"],
  ["by", "author"],
  ["org", "org"],
  ["organization", "org"],
  ["organisation", "org"],
  ["cat", "cat"],
  ["category", "cat"],
  ["after", "after"],
  ["since", "after"],
  ["before", "before"],
  ["upvotes", "upvotes"],
  ["votes", "upvotes"],
  ["has", "has"],
  ["source", "source"],
  ["here", "here"],
  ["sort", "sort"],
])

type Wrong = { readonly message: string; readonly nearest?: string | undefined }

const sources = {
  huggingface: "huggingface",
  hf: "huggingface",
  page: "page",
  arxiv: "arxiv",
  rss: "rss",
  file: "file",
  starter: "starter",
} as const satisfies Record<string, PaperSource>
const haves = { code: "code", summary: "summary", project: "project", abstract: "abstract" } as const
const heres = { discussed: "discussed", voted: "voted" } as const
const sorts = {
  relevance: "relevance",
  newest: "newest",
  new: "newest",
  oldest: "oldest",
  old: "oldest",
  upvotes: "upvotes",
  votes: "upvotes",
} as const satisfies Record<string, SearchSort>

const readers: Readonly<Record<FilterName, (asked: Asked, value: string) => Wrong | undefined>> = {
  author: (asked, value) => addTo(asked, "authors", value),
  org: (asked, value) => addTo(asked, "organizations", value),
  cat: (asked, value) => addTo(asked, "categories", value),
  after: (asked, value) => addDate(asked, "after", value),
  before: (asked, value) => addDate(asked, "before", value),
  upvotes: addUpvotes,
  has: (asked, value) =>
    addChoice(value, haves, (has) => narrow(asked, { has: [...(asked.filters.has ?? []), has] })),
  source: (asked, value) =>
    addChoice(value, sources, (source) =>
      narrow(asked, { sources: [...(asked.filters.sources ?? []), source] }),
    ),
  here: (asked, value) =>
    addChoice(value, heres, (here) => narrow(asked, { here: [...(asked.filters.here ?? []), here] })),
  sort: (asked, value) =>
    addChoice(value, sorts, (sort) => {
      asked.sort = sort
    }),
}

function narrow(asked: Asked, more: SearchFilters): void {
  asked.filters = { ...asked.filters, ...more }
}

function addTo(
  asked: Asked,
  list: "authors" | "organizations" | "categories",
  value: string,
): Wrong | undefined {
  if (!/[\p{L}\p{N}]/u.test(value)) return { message: "This filter needs a name." }
  narrow(asked, { [list]: [...(asked.filters[list] ?? []), value] })
  return undefined
}

function addChoice<V>(
  value: string,
  choices: Readonly<Record<string, V>>,
  put: (choice: V) => void,
): Wrong | undefined {
  const choice = Object.hasOwn(choices, value.toLowerCase()) ? choices[value.toLowerCase()] : undefined
  if (choice === undefined) {
    const known = Object.keys(choices)
    return { message: `This filter takes ${known.join(", ")}.`, nearest: closestWord(value, known) }
  }
  put(choice)
  return undefined
}

/** `2024`, `2024-06` and `2024-06-03` name their first day. Of two, the narrower one holds. */
function addDate(asked: Asked, side: "after" | "before", value: string): Wrong | undefined {
  const [, year, month = "01", day = "01"] = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/.exec(value) ?? []
  const date = year === undefined ? undefined : isoDate(Number(year), Number(month), Number(day))
  if (date === undefined) return { message: `“${value}” is no date; write 2024, 2024-06 or 2024-06-03.` }
  const known = asked.filters[side]
  const narrower = known === undefined || (side === "after" ? date > known : date < known)
  if (narrower) narrow(asked, { [side]: date })
  return undefined
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return undefined
  return [year.toString().padStart(4, "0"), ...[month, day].map((n) => n.toString().padStart(2, "0"))].join(
    "-",
  )
}

/** `50` and `>=50` are at least 50, `>50` more, `<10` and `<=10` fewer, `10..50` between, both ends in. */
function addUpvotes(asked: Asked, value: string): Wrong | undefined {
  const range = /^(\d{1,9})\.\.(\d{1,9})$/.exec(value)
  const bound = /^(>=|<=|>|<|=)?(\d{1,9})\+?$/.exec(value)
  if (range !== null) narrow(asked, { minUpvotes: Number(range[1]), maxUpvotes: Number(range[2]) })
  else if (bound === null) return { message: `“${value}” is no number of upvotes; write >50, <10 or 10..50.` }
  else narrow(asked, upvoteBound(bound[1] ?? ">=", Number(bound[2])))
  return undefined
}

function upvoteBound(sign: string, votes: number): SearchFilters {
  if (sign === ">") return { minUpvotes: votes + 1 }
  if (sign === "<") return { maxUpvotes: votes - 1 }
  if (sign === "<=") return { maxUpvotes: votes }
  if (sign === "=") return { minUpvotes: votes, maxUpvotes: votes }
  return { minUpvotes: votes }
}
