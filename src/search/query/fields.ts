import type { PaperSource } from "../../papers/paper.ts"
import { closestWord } from "../../parsing/closest-word.ts"
import type { SearchFilters, SearchSort } from "../../vocabulary/search-request.ts"
import { words } from "../../words/words.ts"

const sentences = words.search.query

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

/** What one `key:value` says. */
export type FieldValue = { readonly filters: SearchFilters; readonly sort?: SearchSort }
/** Why a value doesn't fit its field, and a value that does. */
export type BadValue = { readonly message: string; readonly nearest?: string }

type Field = {
  readonly names: readonly string[]
  /** The values of a field that takes one of a few; of two names for one, the first is the plain one. */
  readonly choices?: Readonly<Record<string, string>>
  /** Whose known names it takes. */
  readonly suggests?: "author" | "organization"
  readonly read: (value: string) => FieldValue | BadValue
}

const sources = {
  huggingface: "huggingface",
  hf: "huggingface",
  page: "page",
  arxiv: "arxiv",
  rss: "rss",
  file: "file",
  starter: "starter",
} as const satisfies Record<string, PaperSource>
const contents = { code: "code", summary: "summary", project: "project", abstract: "abstract" } as const
const localities = { discussed: "discussed", voted: "voted" } as const
const sorts = {
  relevance: "relevance",
  newest: "newest",
  new: "newest",
  oldest: "oldest",
  old: "oldest",
  upvotes: "upvotes",
  votes: "upvotes",
} as const satisfies Record<string, SearchSort>

const fields: readonly Field[] = [
  {
    names: ["author", "authors", "by"],
    suggests: "author",
    read: (value) => named(value, { authors: [value] }),
  },
  {
    names: ["org", "organization", "organisation"],
    suggests: "organization",
    read: (value) => named(value, { organizations: [value] }),
  },
  { names: ["cat", "category"], read: (value) => named(value, { categories: [value] }) },
  { names: ["after", "since"], read: (value) => dated(value, (after) => ({ after })) },
  { names: ["before"], read: (value) => dated(value, (before) => ({ before })) },
  { names: ["upvotes", "votes"], read: upvotes },
  {
    names: ["has"],
    choices: contents,
    read: (value) => chosen(value, contents, (has) => filtered({ has: [has] })),
  },
  {
    names: ["source"],
    choices: sources,
    read: (value) => chosen(value, sources, (source) => filtered({ sources: [source] })),
  },
  {
    names: ["here"],
    choices: localities,
    read: (value) => chosen(value, localities, (here) => filtered({ here: [here] })),
  },
  {
    names: ["sort"],
    choices: sorts,
    read: (value) => chosen(value, sorts, (sort) => ({ filters: {}, sort })),
  },
]
const byName = new Map(fields.flatMap((field) => field.names.map((name) => [name, field] as const)))

/** Fields that may have a blank after the colon; `by: ` is too common in titles. */
export const spacedFields = [...byName.keys()].filter((name) => name !== "by")

/** The field with that name, in upper or lower case, or with one of its other names. */
export function fieldNamed(key: string): Field | undefined {
  return byName.get(key.toLowerCase())
}

/** The field name that was probably meant. */
export function closestField(key: string): string | undefined {
  return closestWord(key, [...byName.keys()])
}

/** Both at once: lists grow, of two dates the narrower one counts, and of two numbers the later one. */
export function withFilters(known: SearchFilters, more: SearchFilters): SearchFilters {
  const both = { ...known, ...more }
  for (const list of ["authors", "organizations", "categories", "has", "sources", "here"] as const)
    if (known[list] !== undefined && more[list] !== undefined)
      Object.assign(both, { [list]: [...known[list], ...more[list]] })
  if (known.after !== undefined && known.after > (more.after ?? "")) both.after = known.after
  if (known.before !== undefined && !(more.before !== undefined && more.before < known.before))
    both.before = known.before
  return both
}

function filtered(filters: SearchFilters): FieldValue {
  return { filters }
}

function named(value: string, filters: SearchFilters): FieldValue | BadValue {
  return /[\p{L}\p{N}]/u.test(value) ? { filters } : { message: sentences.needsName }
}

function chosen<V>(
  value: string,
  choices: Readonly<Record<string, V>>,
  read: (choice: V) => FieldValue,
): FieldValue | BadValue {
  const choice = Object.hasOwn(choices, value.toLowerCase()) ? choices[value.toLowerCase()] : undefined
  if (choice !== undefined) return read(choice)
  const known = Object.keys(choices)
  return { message: sentences.needsChoice(known), nearest: closestWord(value, known) }
}

/** `2024`, `2024-06` and `2024-06-03` name their first day. */
function dated(value: string, read: (date: string) => SearchFilters): FieldValue | BadValue {
  const [, year, month = "01", day = "01"] = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/.exec(value) ?? []
  const date = year === undefined ? undefined : isoDate(Number(year), Number(month), Number(day))
  return date === undefined ? { message: sentences.needsDate(value) } : filtered(read(date))
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return undefined
  const [yyyy, mm, dd] = [
    year.toString().padStart(4, "0"),
    ...[month, day].map((n) => `${n}`.padStart(2, "0")),
  ]
  return `${yyyy}-${mm}-${dd}`
}

/** `50` and `>=50` are at least 50, `>50` more, `<10` and `<=10` fewer, `10..50` between, both included. */
function upvotes(value: string): FieldValue | BadValue {
  const range = /^(\d{1,9})\.\.(\d{1,9})$/.exec(value)
  if (range !== null) return filtered({ minUpvotes: Number(range[1]), maxUpvotes: Number(range[2]) })
  const bound = /^(>=|<=|>|<|=)?(\d{1,9})\+?$/.exec(value)
  if (bound === null) return { message: sentences.needsUpvotes(value) }
  return filtered(upvoteBound(bound[1] ?? ">=", Number(bound[2])))
}

function upvoteBound(sign: string, votes: number): SearchFilters {
  if (sign === ">") return { minUpvotes: votes + 1 }
  if (sign === "<") return { maxUpvotes: votes - 1 }
  if (sign === "<=") return { maxUpvotes: votes }
  if (sign === "=") return { minUpvotes: votes, maxUpvotes: votes }
  return { minUpvotes: votes }
}
