import type { PaperSource } from "../../papers/paper.ts"
import { closestWord } from "../../parsing/closest-word.ts"
import type { SearchFilters, SearchSort } from "../../vocabulary/search-request.ts"
import { words } from "../../words/words.ts"
import { type DaySpan, daySpan } from "./days.ts"

const sentences = words.search.query

/** What one `key:value` says. */
export type FieldValue = { readonly filters: SearchFilters; readonly sort?: SearchSort }
/** Why a value doesn't fit its field, and a value that does. */
export type BadValue = { readonly message: string; readonly nearest?: string }

export type Field = {
  readonly names: readonly string[]
  /** The values of a field that takes one of a few; of two names for one, the first is the plain one. */
  readonly choices?: Readonly<Record<string, string>>
  /** Whose known names it takes. */
  readonly suggests?: "author" | "organization"
  /** Whether it asks about papers that the asker saved, and takes one of their tags. */
  readonly isOwn?: boolean
  readonly takesTags?: boolean
  /** Whether its values are days. */
  readonly takesDays?: boolean
  readonly read: (value: string, today?: string) => FieldValue | BadValue
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
const shelves = {
  saved: "saved",
  later: "later",
  reading: "reading",
  read: "read",
  dropped: "dropped",
} as const
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
  { names: ["title"], read: (value) => named(value, { titles: [value] }) },
  { names: ["cat", "category"], read: (value) => named(value, { categories: [value] }) },
  {
    names: ["since", "after"],
    takesDays: true,
    read: (value, today) => dated(value, today, ({ from }) => ({ after: from })),
  },
  {
    names: ["until"],
    takesDays: true,
    read: (value, today) => dated(value, today, ({ to }) => ({ before: dayAfter(to) })),
  },
  {
    names: ["date", "on", "during"],
    takesDays: true,
    read: (value, today) => {
      const [first = "", last = first] = value.split("..")
      const end = dated(last, today, ({ to }) => ({ before: dayAfter(to) }))
      const start = dated(first, today, ({ from }) => ({ after: from }))
      if ("message" in start) return start
      return "message" in end ? end : filtered({ ...start.filters, ...end.filters })
    },
  },
  {
    names: ["before"],
    takesDays: true,
    read: (value, today) => dated(value, today, ({ from }) => ({ before: from })),
  },
  { names: ["upvotes", "votes"], read: upvotes },
  {
    names: ["has"],
    choices: contents,
    read: (value) => chosen("has", value, contents, (has) => filtered({ has: [has] })),
  },
  {
    names: ["source"],
    choices: sources,
    read: (value) => chosen("source", value, sources, (source) => filtered({ sources: [source] })),
  },
  {
    names: ["here"],
    choices: localities,
    read: (value) => chosen("here", value, localities, (here) => filtered({ here: [here] })),
  },
  {
    names: ["in"],
    isOwn: true,
    choices: shelves,
    read: (value) => chosen("in", value, shelves, (shelf) => filtered({ in: [shelf] })),
  },
  {
    names: ["tag", "tags"],
    isOwn: true,
    takesTags: true,
    read: (value) => named(value, { tags: [value.replace(/^#/, "")] }),
  },
  { names: ["note", "notes"], isOwn: true, read: (value) => named(value, { notes: [value] }) },
  {
    names: ["sort"],
    choices: sorts,
    read: (value) => chosen("sort", value, sorts, (sort) => ({ filters: {}, sort })),
  },
]
const proseBeforeColon: ReadonlySet<string> = new Set(["by", "on", "in", "title", "note", "notes"])

const byName = new Map(fields.flatMap((field) => field.names.map((name) => [name, field] as const)))

/** Fields that may have a blank after the colon; `by: ` is too common in titles, and `Title: ` before them. */
export const spacedFields = [...byName.keys()].filter((name) => !proseBeforeColon.has(name))

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
  for (const list of lists)
    if (known[list] !== undefined && more[list] !== undefined)
      Object.assign(both, { [list]: [...known[list], ...more[list]] })
  if (known.after !== undefined && known.after > (more.after ?? "")) both.after = known.after
  if (known.before !== undefined && !(more.before !== undefined && more.before < known.before))
    both.before = known.before
  return both
}

const lists = [
  ...(["authors", "organizations", "categories", "titles", "has", "sources", "here"] as const),
  ...(["in", "tags", "notes"] as const),
] as const

/** Whether filters ask about the asker's own papers. */
export function asksForOwn(filters: SearchFilters): boolean {
  return filters.in !== undefined || filters.tags !== undefined || filters.notes !== undefined
}

function filtered(filters: SearchFilters): FieldValue {
  return { filters }
}

function named(value: string, filters: SearchFilters): FieldValue | BadValue {
  return /[\p{L}\p{N}]/u.test(value) ? { filters } : { message: sentences.needsName }
}

function chosen<V>(
  key: string,
  value: string,
  choices: Readonly<Record<string, V>>,
  read: (choice: V) => FieldValue,
): FieldValue | BadValue {
  const choice = Object.hasOwn(choices, value.toLowerCase()) ? choices[value.toLowerCase()] : undefined
  if (choice !== undefined) return read(choice)
  const known = Object.keys(choices)
  const plain = [...new Set(Object.values(choices).map(String))]
  return { message: sentences.needsChoice(key, value, plain), nearest: closestWord(value, known) }
}

function dated(
  value: string,
  today: string | undefined,
  read: (span: DaySpan) => SearchFilters,
): FieldValue | BadValue {
  const span = daySpan(value, today)
  if (span === "no day") return { message: sentences.needsFixedDay(value) }
  return span === undefined ? { message: sentences.needsDate(value) } : filtered(read(span))
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
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
