import { withoutLeadIn } from "../../parsing/plain-words.ts"
import type { SearchFilters } from "../../vocabulary/search-request.ts"
import { daySpan } from "./days.ts"
import { fieldNamed } from "./fields.ts"
import { piecesOf } from "./pieces.ts"

/** What the papers say about words, asked before words are taken for a filter. */
export type Known = {
  /** Whether any paper passes. */
  passes(filters: SearchFilters): boolean
  /** Whether a paper has these words next to each other: then they are words. */
  holds(phrase: string): boolean
}

/** The first author whom a citation names, and its year. */
export type Citation = { readonly name: string; readonly year: string | undefined }

/** A question in the query language. */
export type Question = { readonly text: string; readonly cited?: Citation | undefined }

type Asked = { readonly known: Known; readonly today: string | undefined; readonly isForPapers: boolean }
/** What a rule took out of a text, and the filters that say the same. */
type Reading = { readonly rest: string; readonly fields: readonly string[]; readonly cited?: Citation }
type Rule = (text: string, asked: Asked) => Reading | undefined

/**
 * A question in plain words as a query: "latest papers on diffusion with code" becomes `diffusion sort:newest has:code`.
 * What has quotes or operators is left as it is, and so is what papers call themselves: nothing that some paper holds as
 * a phrase is taken for a filter.
 */
export function understand(whole: string, known: Known, today: string | undefined): Question {
  const { text, written } = apart(whole)
  const count = text.split(/\s+/).length
  if (count > mostWords || !mayAsk.test(text) || /["“”«»]|\((?!\d{4}[a-z]?\))|\bOR\b|\bNOT\b/.test(text))
    return { text: whole }
  const asked: Asked = { known, today, isForPapers: asksForPapers.test(text) }
  const found: Reading[] = []
  let rest = text.trim()
  for (const rule of rules) {
    const read = rule(rest, asked)
    if (read === undefined) continue
    found.push(read)
    rest = read.rest.replaceAll(/\s+/g, " ").trim()
  }
  if (found.length === 0 && !asked.isForPapers) return { text: whole }
  const fields = found.flatMap((read) => read.fields)
  const words = withoutNoun(withoutLeadIn(rest))
  const all = [words, ...fields, ...written].filter((part) => part !== "").join(" ")
  return { text: all === "" ? whole : all, cited: found[0]?.cited }
}

/** The words of a query, and apart from them the fields that are written out. */
function apart(whole: string): { readonly text: string; readonly written: readonly string[] } {
  const fields = piecesOf(whole).filter(({ key }) => fieldNamed(key) !== undefined)
  const text = fields.reduce((left, { written }) => left.replace(written, () => " "), whole)
  return { text: text.trim(), written: fields.map(({ written }) => written) }
}

/** Longer questions describe what they are about: "by" and "in 2010" belong to it. */
const mostWords = 12

/** Most queries are words alone; they cost nothing. */
const mayAsk =
  /\b(?:papers?|works?|research|articles?|publications?|preprints?|studies|literature|latest|newest|recent|new|most|highest|top|best|oldest|earliest|by|from|at|since|after|before|until|in|during|between|week|month|year|yesterday|today|code|project|show|find|give|get|tell|send|et|(?:19|20)\d\d)\b/i

const noun = "(?:papers?|works?|research|articles?|publications?|preprints?|studies|literature)"
const asksForPapers = new RegExp(
  `^(?:.*\\s)?${noun}\\s+(?:about|on|for|regarding|by|from|with|since|in)\\b|^(?:show|find|give|get|tell|send) (?:me|us)\\b|\\s(?:papers?|articles?|publications?|preprints?)$`,
  "i",
)

/** "papers" alone, or before and after what they are about. */
function withoutNoun(words: string): string {
  return words.replace(
    new RegExp(
      `^${noun}(?:\\s+(?:about|on|for|regarding)\\b)?\\s*|(?:^|\\s+)(?:papers?|articles?|publications?|preprints?)$`,
      "i",
    ),
    "",
  )
}

/** `Zhao et al. 2025 image`, `Zhao and Li et al (2025)`: how papers are cited. */
function citation(text: string): Reading | undefined {
  const [whole, name, year] = citationForm.exec(text) ?? []
  if (whole === undefined || name === undefined) return undefined
  // What was presented in one year was often put on arXiv in the year before.
  const years = year === undefined ? [] : [`date:${Number(year) - 1}..${year}`]
  return { rest: text.slice(whole.length), fields: [`author:${name}`, ...years], cited: { name, year } }
}

const citationForm =
  /^([\p{L}][\p{L}'’-]+)(?:\s+(?:and|&)\s+[\p{L}][\p{L}'’-]+)?,?\s+et\.?\s+al\b\.?,?\s*\(?((?:19|20)\d\d)?[a-z]?\b\)?[.,:;]?\s*/iu

/** "latest papers on", "most upvoted", "top 5 of all time", "what is new in". */
function order(text: string, { isForPapers }: Asked): Reading | undefined {
  for (const { form, sort, isSure } of orders) {
    const [whole, rest = ""] = form.exec(text) ?? []
    if (whole === undefined || !(isSure || isForPapers || rest === "")) continue
    return { rest: text.slice(0, text.length - whole.length) + rest, fields: [`sort:${sort}`] }
  }
  return undefined
}

const lead = "^(?:.*?\\b(?:what|which|show|find|give|get|list|tell)\\b.*?)?(?:the\\s+|some\\s+)?"
const of = `(?:\\s+${noun})?(?:\\s+(?:of\\s+all\\s+time|ever))?(?:\\s+(?:on|about|in|for|from|of))?`
const orders = [
  {
    form: new RegExp(
      `${lead}(?:most|highest)[- ](?:up)?(?:voted|liked|popular|rated)${of}(?:\\s+(.*)|)$`,
      "i",
    ),
    sort: "upvotes",
    isSure: true,
  },
  {
    form: new RegExp(
      `${lead}(?:top|best)(?:\\s+\\d{1,2}|\\s+${noun}|\\s+of\\s+all\\s+time)+${of}(?:\\s+(.*)|)$`,
      "i",
    ),
    sort: "upvotes",
    isSure: false,
  },
  {
    form: /^(?:.*?\s)?(?:what(?:['’]?s| is)|anything) (?:new|the latest)(?: (?:in|on|with|about|for)\s+(.*)|)$/i,
    sort: "newest",
    isSure: true,
  },
  {
    form: new RegExp(
      `${lead}(?:latest|newest|most recent|recent|new)(?:(?:\\s+${noun})(?:\\s+(?:on|about|in|for|from|by|with))?|\\s+(?:on|about))(?:\\s+(.*)|)$`,
      "i",
    ),
    sort: "newest",
    isSure: true,
  },
  { form: new RegExp(`${lead}latest(?:\\s+(.*\\s${noun})|)$`, "i"), sort: "newest", isSure: true },
  {
    form: new RegExp(`${lead}(?:oldest|earliest|first)\\s+${noun}${of}(?:\\s+(.*)|)$`, "i"),
    sort: "oldest",
    isSure: true,
  },
] as const

/** "from last week", "since 2024", "between 2023 and 2025", "in June 2025". */
function days(text: string, { today, isForPapers }: Asked): Reading | undefined {
  // "has risen from 2009 to 2014" is a claim.
  if (!isForPapers && text.split(" ").length > mostBesideDay) return undefined
  const [both, from, to] = /(?:^|\s)between\s+((?:19|20)\d\d)\s+and\s+((?:19|20)\d\d)\b/i.exec(text) ?? []
  if (both !== undefined) return { rest: text.replace(both, ""), fields: [`since:${from}`, `until:${to}`] }
  const [whole, preposition = "", value = ""] = dayForm.exec(text) ?? []
  if (whole === undefined) return undefined
  const isBare = preposition === ""
  // "in may" and "today's" say too little.
  if (isBare && /\d{4}|^\p{L}+$/u.test(value)) return undefined
  if (typeof daySpan(value, today) !== "object") return undefined
  const field = dayFields.get(preposition.toLowerCase()) ?? "date"
  return {
    rest: text.replace(whole, " "),
    fields: [`${field}:${value.includes(" ") ? `"${value}"` : value}`],
  }
}

const mostBesideDay = 6

const months = "(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
const dayForm = new RegExp(
  "(?:^|\\s)(?:(?:published|posted|released|out|submitted|written|appeared)\\s+)?" +
    "(?:(from|since|after|before|until|in|during|of|within)\\s+)?(?:the\\s+)?" +
    `((?:last|past|this|previous)\\s+(?:\\d{1,3}\\s+)?(?:day|week|month|year)s?|yesterday|today|(?:19|20)\\d\\d(?:-\\d\\d(?:-\\d\\d)?)?|${months}\\s+(?:19|20)\\d\\d)(?=\\s|$)`,
  "i",
)
const dayFields = new Map([
  ["since", "since"],
  ["after", "since"],
  ["before", "before"],
  ["until", "until"],
])

/** "with code", "with a project page". */
function contents(text: string, { known, isForPapers }: Asked): Reading | undefined {
  const [whole, code] = contentForm.exec(text) ?? []
  if (whole === undefined) return undefined
  const before = text.slice(0, text.indexOf(whole)).trim()
  const last = before.split(" ").at(-1) ?? ""
  const isOwn = !isForPapers && known.holds(`${last} ${whole.trim()}`)
  if (before === "" || isOwn) return undefined
  return { rest: text.replace(whole, ""), fields: [code === undefined ? "has:project" : "has:code"] }
}

const contentForm =
  /\s(?:(?:that|which) (?:has|have|come|comes) )?(?:with|having|and) (?:(?:the |a |an )?(?:open[- ]?sourced? |public |available |github |source )*(code)(?: available| released| on github)?|(?:a )?project page)(?=\s(?:since|from|by|in|of)\b|$)/i

/** "by Yann LeCun", "papers from Google DeepMind". */
function names(text: string, { known, isForPapers }: Asked): Reading | undefined {
  for (const match of text.matchAll(
    /(?:^|\s)(?:(?:written|published|authored) )?(by|from|at)\s+(?=\p{L})/giu,
  )) {
    const [whole, preposition = ""] = match
    const after = text.slice(match.index + whole.length).split(/\s+/)
    for (let count = Math.min(4, after.length); count > 0; count--) {
      const name = after.slice(0, count).join(" ")
      const field = fieldOf(name, preposition.toLowerCase(), known)
      const isSure = isForPapers || count > 1 || (/^\p{Lu}/u.test(name) && match.index === 0)
      if (field === undefined || !isSure || (!isForPapers && known.holds(`${preposition} ${name}`))) continue
      const rest = `${text.slice(0, match.index)} ${after.slice(count).join(" ")}`
      return { rest, fields: [`${field}:${name.includes(" ") ? `"${name}"` : name}`] }
    }
  }
  return undefined
}

function fieldOf(name: string, preposition: string, known: Known): "author" | "org" | undefined {
  if (name.length < 3 || /^(?:the|a|an)\b/i.test(name)) return undefined
  if (preposition === "by" && known.passes({ authors: [name] })) return "author"
  return known.passes({ organizations: [name] }) ? "org" : undefined
}

/** "diffusion 2025": a year after a few words, unless papers write it so. */
function closingYear(text: string, { known, today }: Asked): Reading | undefined {
  const [, before = "", year = ""] = /^(.*\S)\s+((?:19|20)\d\d)$/.exec(text) ?? []
  const words = before.split(" ")
  if (before === "" || words.length > mostBeforeYear || (today !== undefined && year > today.slice(0, 4)))
    return undefined
  if (known.holds(`${words.at(-1)} ${year}`)) return undefined
  return { rest: before, fields: [`date:${year}`] }
}

const mostBeforeYear = 4

const rules: readonly Rule[] = [citation, order, days, contents, names, closingYear]
