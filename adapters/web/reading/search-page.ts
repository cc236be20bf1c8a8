/** What a query finds, and what of it was understood. */
import type { Paper } from "../../../src/papers/index.ts"
import { ownPapers } from "../../../src/reading/own-papers.ts"
import { parseQuery } from "../../../src/search/index.ts"
import { NetworkError, UserError } from "../../../src/vocabulary/errors.ts"
import type {
  QueryProblem,
  SearchFilters,
  SearchPage,
  SearchSort,
} from "../../../src/vocabulary/search-request.ts"
import { type ReadServices, webCommunity } from "../options.ts"

export const searchSorts = [
  "relevance",
  "newest",
  "oldest",
  "upvotes",
] as const satisfies readonly SearchSort[]
export const pageLength = 20
/** Beyond this nobody turns pages. */
const mostPages = 50
/** Facets are counted when all results are read, so not for more than this. */
const mostCounted = 200

export type SearchOptions = {
  readonly query: string
  /** Absent: as the query says, or the best match. */
  readonly sort?: SearchSort
  readonly page: number
  readonly isExact: boolean
  /** Asks Hugging Face and arXiv. */
  readonly isElsewhere: boolean
}

/** What narrows the results, as it is added to the query; `count` as text, because some counts have an end. */
export type Facet = { readonly label: string; readonly add: string; readonly count: string }

export type SearchView = {
  readonly options: SearchOptions
  readonly problems: readonly QueryProblem[]
  /** Absent where nothing was searched. */
  readonly found?: SearchPage
  /** Why others could not be asked. */
  readonly failed?: string
  readonly years: readonly Facet[]
  readonly organizations: readonly Facet[]
  readonly here: Readonly<Record<"discussed" | "voted" | "code", string | undefined>>
}

/** Reads the options of an address. */
export function readSearchOptions(param: (name: string) => string | undefined): SearchOptions {
  const page = Number(param("page"))
  const sort = searchSorts.find((one) => one === param("sort"))
  return {
    query: (param("q") ?? "").trim().slice(0, 1000),
    ...(sort && { sort }),
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, mostPages) : 1,
    isExact: param("exact") === "1",
    isElsewhere: param("elsewhere") === "1",
  }
}

/** The address of a search with these options. */
export function searchAddress({ query, sort, page, isExact, isElsewhere }: Partial<SearchOptions>): string {
  const params = new URLSearchParams({ q: query ?? "" })
  if (sort) params.set("sort", sort)
  if (isExact) params.set("exact", "1")
  if (isElsewhere) params.set("elsewhere", "1")
  if (page !== undefined && page > 1) params.set("page", String(page))
  return `/search?${params}`
}

const nothing = {
  years: [],
  organizations: [],
  here: { discussed: undefined, voted: undefined, code: undefined },
}

/** Searches, unless a filter is refused: `has:banana` must not become a search for everything else. */
export async function readSearch(
  services: ReadServices,
  options: SearchOptions,
  member: string | undefined,
): Promise<SearchView> {
  const { problems } = parseQuery(options.query, services.clock.now().toString().slice(0, 10))
  if (options.query === "" || problems.length > 0) return { options, problems, ...nothing }
  if (options.isElsewhere)
    return { options, problems, ...nothing, ...(await elsewhere(services, options.query)) }
  const touched = {
    discussed: services.threads.papers(webCommunity),
    voted: services.votes.papers(webCommunity),
  }
  const local = { discussed: new Set(await touched.discussed), voted: new Set(await touched.voted) }
  const asker = member === undefined ? undefined : { community: webCommunity, member }
  const own = await ownPapers(options.query, asker, services.saved)
  const ask = (offset: number, limit: number, filters?: SearchFilters) =>
    services.library.search({
      ...{ text: options.query, exact: options.isExact, offset, limit, local, own },
      ...(options.sort && { sort: options.sort }),
      ...(filters && { filters }),
    })
  const found = await ask((options.page - 1) * pageLength, pageLength)
  const isCounted = !found.atLeast && found.total <= mostCounted
  const [all, discussed, voted, code] = await Promise.all([
    isCounted && found.total > pageLength ? ask(0, mostCounted) : found,
    ask(0, 1, { here: ["discussed"] }),
    ask(0, 1, { here: ["voted"] }),
    ask(0, 1, { has: ["code"] }),
  ])
  const here = { discussed: countOf(discussed), voted: countOf(voted), code: countOf(code) }
  const papers = isCounted ? all.hits.map(({ paper }) => paper) : []
  return { options, problems, found, here, ...facetsOf(papers) }
}

async function elsewhere(
  services: ReadServices,
  query: string,
): Promise<Pick<SearchView, "found" | "failed">> {
  const { words, phrases } = parseQuery(query)
  try {
    return { found: await services.library.searchElsewhere([words, ...phrases].join(" ").trim(), pageLength) }
  } catch (error) {
    if (error instanceof UserError || error instanceof NetworkError) return { failed: error.message }
    throw error
  }
}

/** A cap is not a count. */
function countOf({ total, atLeast }: SearchPage): string | undefined {
  return total === 0 ? undefined : `${total}${atLeast ? "+" : ""}`
}

const mostFacets = 6

function facetsOf(papers: readonly Paper[]): Pick<SearchView, "years" | "organizations"> {
  const years = counted(papers.flatMap(({ publishedOn }) => publishedOn?.slice(0, 4) ?? []))
  const organizations = counted(papers.flatMap(({ organization }) => organization ?? []))
  return {
    years: years
      .toSorted(([one], [other]) => other.localeCompare(one))
      .map(([year, count]) => ({
        label: year,
        count: String(count),
        add: `after:${year} before:${Number(year) + 1}`,
      }))
      .slice(0, mostFacets),
    organizations: organizations
      .filter(([, count]) => count > 1)
      .map(([name, count]) => ({
        label: name,
        count: String(count),
        add: `org:"${name.replaceAll('"', " ")}"`,
      }))
      .slice(0, mostFacets),
  }
}

/** Each value with how often it is there, most often first. */
function counted(values: readonly string[]): readonly (readonly [value: string, count: number])[] {
  const counts = [...Map.groupBy(values, (value) => value)].map(
    ([value, all]) => [value, all.length] as const,
  )
  return counts.toSorted(([, one], [, other]) => other - one)
}
