import { elsewhereCard, foundCard, nothingCard, type Searched } from "../src/cards/search-card.ts"
import { parseQuery } from "../src/search/index.ts"
import type { Card, Text } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { type ArgumentsOf, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type {
  ParsedQuery,
  QueryProblem,
  SearchFilters,
  SearchPage,
} from "../src/vocabulary/search-request.ts"
import { words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

const options = {
  query: {
    kind: "text",
    positional: true,
    query: true,
    maxLength: 1000,
    suggest: "paper",
    description: 'Words, "phrases", -exclude, and filters such as author:lecun has:code',
  },
  author: { kind: "text", suggest: "author", description: "Only papers of this author" },
  org: { kind: "text", suggest: "organization", description: "Only papers of this organisation" },
  after: { kind: "date", description: "Published on this day or later" },
  before: { kind: "date", description: "Published before this day" },
  upvotes: { kind: "integer", min: 0, max: 100_000, description: "At least so many upvotes on Hugging Face" },
  "with-code": { kind: "flag", description: "Only papers with code" },
  sort: {
    kind: "choice",
    description: "What comes first",
    choices: [
      { value: "relevance", label: "best match" },
      { value: "newest", label: "newest" },
      { value: "oldest", label: "oldest" },
      { value: "upvotes", label: "most upvotes" },
    ],
  },
  exact: { kind: "flag", description: "Search for exactly these words, without correcting them" },
  ...pagingOptions,
} as const

export const search = defineCommand({
  name: "search",
  description: "Find papers by title, author, topic or a question",
  localized: localized.search,
  options,
  visibility: "public",
  surface: "any",
  needs: "library",
  form: async () => ({}),
  examples: [
    "search diffusion",
    'search "attention is all you need"',
    "search sparse attention after:2024-06 limit:5 --with-code",
    "search author:lecun sort:newest",
  ],
  async run(args, context) {
    const text = args.query?.trim() ?? ""
    const query = parseQuery(text)
    const [page, limit] = [args.page ?? 1, args.limit ?? defaultLimit]
    const found = await look(args, text, query, { page, limit }, context)
    const searched: Searched = {
      found,
      asked: packed(args),
      page,
      limit,
      problems: query.problems.map(problemText),
    }
    if (found.hits.length > 0) return foundCard(searched, await standingsOf(found, context))
    const terms = [query.words, ...query.phrases].join(" ").trim()
    const asksElsewhere = found.total === 0 && terms !== ""
    const card = nothingCard(searched, asksElsewhere ? "asking" : "not asked")
    return asksElsewhere ? { card, later: askElsewhere(terms, searched, context) } : card
  },
})

async function look(
  args: ArgumentsOf<typeof options>,
  text: string,
  query: ParsedQuery,
  { page, limit }: { readonly page: number; readonly limit: number },
  { library, community, actor }: Context,
): Promise<SearchPage> {
  const filters = filtersOf(args)
  if (text === "" && Object.keys(filters).length === 0) {
    throw new UserError("missing", "What are you looking for?", {
      hint: "For example: `search sparse attention`",
    })
  }
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
    return elsewhereCard({ found, asked: searched.asked }, await standingsOf(found, context))
  } catch (error) {
    // "Asking now" must not stay when nobody is asked any more.
    if (error instanceof UserError) return nothingCard(searched, { failed: error.message })
    throw error
  }
}

function standingsOf({ hits }: SearchPage, { community, actor }: Context) {
  return community.paperStats(
    actor,
    hits.map(({ paper }) => paper.id),
  )
}

function problemText({ message, suggestion }: QueryProblem): Text {
  return words(suggestion ? `${message} Did you mean ${suggestion}?` : message)
}

function filtersOf(args: ArgumentsOf<typeof options>): SearchFilters {
  return {
    ...(args.author ? { authors: [args.author] } : {}),
    ...(args.org ? { organizations: [args.org] } : {}),
    ...(args.after ? { after: args.after.from } : {}),
    ...(args.before ? { before: args.before.from } : {}),
    ...(args.upvotes === undefined ? {} : { minUpvotes: args.upvotes }),
    ...(args["with-code"] ? { has: ["code"] as const } : {}),
  }
}

// As buttons call it again. The page is left out: each button brings its own.
function packed(args: ArgumentsOf<typeof options>): Searched["asked"] {
  const { after, before, page: _page, exact, "with-code": withCode, ...plain } = args
  const given = Object.entries(plain).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    ...Object.fromEntries(given),
    ...(after ? { after: after.from } : {}),
    ...(before ? { before: before.from } : {}),
    ...(exact ? { exact } : {}),
    ...(withCode ? { "with-code": withCode } : {}),
  }
}
