import { type ArgumentsOf, defineCommand } from "../src/command.ts"
import type { Context } from "../src/context.ts"
import { UserError } from "../src/errors.ts"
import { parseQuery } from "../src/search/index.ts"
import type { SearchFilters } from "../src/search-request.ts"
import { askElsewhere, foundCard, nothingCard, type Searched } from "./search-cards.ts"

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
  limit: { kind: "integer", min: 1, max: 25, description: "How many on a page (5)" },
  page: { kind: "integer", min: 1, max: 200, description: "Which page" },
} as const

const defaultLimit = 5

export const search = defineCommand({
  name: "search",
  description: "Find papers by title, author, topic or a question",
  options,
  visibility: "public",
  surface: "chat",
  examples: [
    "search diffusion",
    'search "attention is all you need"',
    "search sparse attention after:2024-06 limit:5 --with-code",
    "search author:lecun sort:newest",
  ],
  async run(args, context) {
    const searched = await look(args, context)
    if (searched.page.hits.length > 0) return foundCard(searched, context)
    const elsewhere = searched.page.total === 0 && searched.terms !== ""
    const card = nothingCard(searched, elsewhere, context)
    return elsewhere ? { card, later: askElsewhere(searched, context) } : card
  },
})

async function look(args: ArgumentsOf<typeof options>, context: Context): Promise<Searched> {
  const text = args.query?.trim() ?? ""
  const filters = filtersOf(args)
  if (text === "" && Object.keys(filters).length === 0) {
    throw new UserError("missing", "What are you looking for?", {
      hint: `For example: \`${context.prefix} search sparse attention\``,
    })
  }
  const parsed = parseQuery(text)
  const limit = args.limit ?? defaultLimit
  const pageNumber = args.page ?? 1
  const page = await context.library.search({
    text,
    filters,
    offset: (pageNumber - 1) * limit,
    limit,
    ...(args.sort ? { sort: args.sort } : {}),
    ...(args.exact ? { exact: true } : {}),
    ...(parsed.filters.here ? { local: await context.community.touched(context.actor.community) } : {}),
  })
  const terms = [parsed.words, ...parsed.phrases].join(" ").trim()
  return { page, terms, problems: parsed.problems, paging: { pageNumber, limit }, asked: packed(args) }
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
