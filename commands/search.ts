import { commandForm } from "../src/cards/command-form.ts"
import {
  elsewhereCard,
  foundCard,
  type NameMeant,
  nothingCard,
  refusedCard,
  type Searched,
} from "../src/cards/search-card.ts"
import { searchForm } from "../src/cards/search-form.ts"
import { asksForSaved, namesIn } from "../src/search/index.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { Context, DateSpan } from "../src/vocabulary/command.ts"
import { type ArgumentsOf, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Library } from "../src/vocabulary/library.ts"
import type { SearchPage } from "../src/vocabulary/search-request.ts"
import { words } from "../src/words/words.ts"
import { mostMeant, unknownNames } from "./names-meant.ts"
import { defaultLimit, pagingOptions } from "./options.ts"
import { requestOf } from "./search-request.ts"

const sayings = words.commands.search

const options = {
  query: {
    kind: "text",
    positional: true,
    query: true,
    maxLength: 1000,
    suggest: "paper",
    description: sayings.options.query,
  },
  author: { kind: "text", suggest: "author", description: sayings.options.author },
  org: { kind: "text", suggest: "organization", description: sayings.options.org },
  after: { kind: "date", description: sayings.options.after },
  before: { kind: "date", description: sayings.options.before },
  upvotes: { kind: "integer", min: 0, max: 100_000, description: sayings.options.upvotes },
  "with-code": { kind: "flag", description: sayings.options.withCode },
  sort: {
    kind: "choice",
    description: sayings.options.sort,
    choices: [
      { value: "relevance", label: sayings.sorts.relevance },
      { value: "newest", label: sayings.sorts.newest },
      { value: "oldest", label: sayings.sorts.oldest },
      { value: "upvotes", label: sayings.sorts.upvotes },
    ],
  },
  exact: { kind: "flag", description: sayings.options.exact },
  ...pagingOptions,
} as const

type Arguments = ArgumentsOf<typeof options>

export const search = defineCommand({
  name: "search",
  description: sayings.description,
  options,
  visibility: "private",
  surface: "any",
  needs: "library",
  personal: ({ query }) => typeof query === "string" && asksForSaved(query),
  // At first with a field for each option, later with what the query says of them.
  form: async (values) =>
    Object.keys(values).length === 0 ? commandForm({ name: "search", options }) : searchForm(values),
  examples: sayings.examples,
  async run(args, context) {
    const written = wholeQuery(args)
    if (written === "") throw new UserError("missing", sayings.missing, { hint: sayings.missingHint })
    const { exact, page = 1, limit = defaultLimit } = args
    const query = await withWordsApart(written, context.library)
    const found = await look({ query, exact, page, limit }, context)
    const searched: Searched = { found, asked: { query, exact, limit: args.limit }, page, limit }
    if (found.hits.length > 0) return foundCard(searched, await statsOf(found, context))
    if (found.problems !== undefined) return refusedCard(searched)
    const meant = await namesMeant(query, context.library)
    const terms = meant.length > 0 ? "" : termsOf(found)
    const asksElsewhere = found.total === 0 && terms !== "" && !asksForSaved(query)
    const card = nothingCard({ ...searched, meant }, asksElsewhere ? "asking" : "not asked")
    return asksElsewhere ? { card, later: askElsewhere(terms, searched, context) } : card
  },
})

/** Options are fields of the query, so that a heading and a button say and change both alike. */
function wholeQuery(args: Arguments): string {
  const { query = "", author, org, after, before, upvotes, "with-code": withCode, sort } = args
  const fields = [
    author && `author:${quoted(author)}`,
    org && `org:${quoted(org)}`,
    after && `since:${dayText(after)}`,
    before && `before:${dayText(before)}`,
    upvotes && `upvotes:${upvotes}`,
    withCode && "has:code",
    sort && `sort:${sort}`,
  ]
  return [query.trim(), ...fields].filter(Boolean).join(" ")
}

/** A year, a month or a day, as it was written. */
function dayText({ from, to }: DateSpan): string {
  if (from.endsWith("-01-01") && to.endsWith("-12-31")) return from.slice(0, 4)
  return from === to ? from : from.slice(0, 7)
}

function quoted(name: string): string {
  const bare = name.replaceAll(/["“”„«»]/g, "").trim()
  return /\s/.test(bare) ? `"${bare}"` : bare
}

/** The words and phrases, without filters: all that other sources can look for. */
function termsOf({ understood = [] }: SearchPage): string {
  return understood
    .flatMap(({ kind, label }) => (kind === "words" || kind === "phrase" ? [label] : []))
    .join(" ")
    .replaceAll(/["“”]/g, "")
}

async function look(
  {
    query,
    exact,
    page,
    limit,
  }: { readonly query: string; readonly exact: boolean; readonly page: number; readonly limit: number },
  context: Context,
): Promise<SearchPage> {
  const request = await requestOf(query, context)
  return context.library.search({ ...request, offset: (page - 1) * limit, limit, exact })
}

/** A shell takes the quotes of `"author:lecun diffusion"` away: a name of several words that nobody has ends after the first. */
async function withWordsApart(query: string, library: Library): Promise<string> {
  for (const { written, name, field, isExcluded } of namesIn(query)) {
    if (isExcluded) continue
    const [first = "", ...rest] = name.trim().split(/\s+/)
    if (rest.length === 0 || (await library.search({ text: written, offset: 0, limit: 1 })).total > 0)
      continue
    const apart = query.replace(written, () => `${field}:${first} ${rest.join(" ")}`)
    if ((await library.search({ text: apart, offset: 0, limit: 1 })).total > 0) return apart
  }
  return query
}

/** For each name in a filter that no paper has: names that were probably meant, with the query that has them instead. */
async function namesMeant(query: string, library: Library): Promise<readonly NameMeant[]> {
  const unknown = await unknownNames(query, library)
  return unknown
    .filter(({ isExcluded }) => !isExcluded)
    .flatMap(({ field, written, near }) =>
      near.map(({ value, detail = "" }) => ({
        name: value,
        papers: detail,
        query: query.replace(written, () => `${field}:${quoted(value)}`),
      })),
    )
    .slice(0, mostMeant)
}

async function askElsewhere(terms: string, searched: Searched, context: Context): Promise<Card> {
  try {
    const found = await context.library.searchElsewhere(terms, searched.limit)
    return elsewhereCard({ found, asked: searched.asked }, await statsOf(found, context))
  } catch (error) {
    // "Asking now" must not stay when nobody is asked any more.
    if (error instanceof UserError) return nothingCard(searched, { failed: error.message })
    throw error
  }
}

function statsOf({ hits }: SearchPage, { community, actor }: Context) {
  return community.paperStats(
    actor,
    hits.map(({ paper }) => paper.id),
  )
}
