import { commandForm } from "../src/cards/command-form.ts"
import { elsewhereCard, foundCard, nothingCard, type Searched } from "../src/cards/search-card.ts"
import { parseQuery } from "../src/search/index.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { type ArgumentsOf, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type {
  ParsedQuery,
  QueryProblem,
  SearchFilters,
  SearchPage,
} from "../src/vocabulary/search-request.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

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
  form: async (values) =>
    Object.keys(values).length === 0 ? commandForm({ name: "search", options }) : undefined,
  examples: sayings.examples,
  async run(args, context) {
    const text = args.query?.trim() ?? ""
    const query = parseQuery(text)
    const [page, limit] = [args.page ?? 1, args.limit ?? defaultLimit]
    const found = await look(args, text, query, { page, limit }, context)
    const problems = query.problems.map(problemText)
    const searched: Searched = { found, asked: askedAgain(args), page, limit, problems }
    if (found.hits.length > 0) return foundCard(searched, await statsOf(found, context))
    const terms = [query.words, ...query.phrases].join(" ").trim()
    const asksElsewhere = found.total === 0 && terms !== ""
    const card = nothingCard(searched, asksElsewhere ? "asking" : "not asked")
    return asksElsewhere ? { card, later: askElsewhere(terms, searched, context) } : card
  },
})

async function look(
  args: Arguments,
  text: string,
  query: ParsedQuery,
  { page, limit }: { readonly page: number; readonly limit: number },
  { library, community, actor }: Context,
): Promise<SearchPage> {
  const filters = filtersOf(args)
  if (text === "" && Object.values(filters).every((value) => value === undefined))
    throw new UserError("missing", sayings.missing, { hint: sayings.missingHint })
  const { here } = query.filters
  return library.search({
    text,
    query,
    filters,
    offset: (page - 1) * limit,
    limit,
    sort: args.sort,
    exact: args.exact,
    local: here ? await community.touched(actor.community, here) : undefined,
  })
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

function problemText({ message, suggestion }: QueryProblem): string {
  return suggestion ? sayings.problem(message, suggestion) : message
}

function filtersOf({ author, org, after, before, upvotes, "with-code": withCode }: Arguments): SearchFilters {
  return {
    authors: author ? [author] : undefined,
    organizations: org ? [org] : undefined,
    after: after?.from,
    before: before?.from,
    minUpvotes: upvotes,
    has: withCode ? ["code"] : undefined,
  }
}

// As buttons call it again. The page is left out: each button brings its own.
function askedAgain({ page: _, after, before, ...rest }: Arguments): Searched["asked"] {
  return { ...rest, after: after?.from, before: before?.from }
}
