import { isNewStyleId, type Paper } from "../papers/index.ts"
import {
  markMatches,
  meaningSought,
  type NearPaper,
  parseQuery,
  type SearchIndex,
  withoutQuotes,
} from "../search/index.ts"
import { NetworkError, UserError } from "../vocabulary/errors.ts"
import type { Library, PaperVector } from "../vocabulary/library.ts"
import type { ParsedQuery, SearchHit, SearchPage, SearchRequest } from "../vocabulary/search-request.ts"
import type { Services } from "../vocabulary/services.ts"
import type { LinkedRepos, Source } from "../vocabulary/sources.ts"
import type { PaperStore } from "../vocabulary/stores.ts"
import type { Random } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { createFindPaper } from "./find-paper.ts"
import type { IndexFollower } from "./index-follower.ts"
import { createLists } from "./lists.ts"
import type { Meaning } from "./meaning.ts"
import { createNetwork } from "./network.ts"

export type LibraryParts = Pick<Services, "papers" | "lists" | "huggingFace" | "arXiv" | "clock" | "log"> & {
  readonly follower: IndexFollower
  /** Absent: search goes by words alone. */
  readonly meaning?: Meaning | undefined
}

/**
 * The papers that the bot knows, as one: what is stored answers at once, what is not is asked for, stored and indexed.
 * Throws `UserError` where neither the store nor a source can answer.
 */
export function createLibrary(parts: LibraryParts): Library {
  const { papers, lists, follower, meaning, huggingFace, arXiv, clock } = parts
  const network = createNetwork({ ...parts, reindex: follower.refresh })
  /** In the order in which they are asked. */
  const sources: readonly Source[] = [huggingFace, arXiv]

  async function search(asked: SearchRequest): Promise<SearchPage> {
    const request = follower.index().read({ ...asked, today: asked.today ?? today() })
    const page = await searchRead(request)
    // Words that were taken for filters by mistake may still find something.
    const isUnderstood = request.text !== asked.text && page.total === 0
    return isUnderstood ? searchRead({ ...asked, query: parseQuery(asked.text, asked.today) }) : page
  }

  const today = () => clock.now().toString().slice(0, 10)

  async function searchRead(request: SearchRequest & { readonly query: ParsedQuery }): Promise<SearchPage> {
    const sought = meaning && meaningSought(request)
    const near = sought === undefined ? [] : await meaning?.near(sought)
    const { hits, ...found } = forgivingSearch(follower.index(), request, near)
    const { understood, problems } = request.query
    const names = isBare(request) ? follower.index().namesTyped(request.text) : []
    const known = await papers.get(hits.map((hit) => hit.id))
    const shown = hits.flatMap((hit): readonly SearchHit[] => {
      const paper = known.get(hit.id)
      return paper ? [{ paper, why: hit.why, ...markMatches(paper, hit) }] : []
    })
    return {
      ...{ ...found, hits: shown, understood, from: "store" },
      ...(names.length > 0 && { names }),
      ...(problems.length > 0 && { problems }),
    }
  }

  /** Each source's own search, until one finds something. What they find is stored. */
  async function searchElsewhere(text: string, limit: number): Promise<SearchPage> {
    const failures: string[] = []
    for (const source of sources) {
      const question = async () => network.keepPapers((await source.search(text, limit)).values)
      const answer = await network.ask(question, { patient: true })
      if (!answer.reached) failures.push(answer.why)
      else if (answer.value.length > 0) return pageOf(source, answer.value.slice(0, limit))
    }
    if (failures.length < sources.length) return { hits: [], total: 0, from: "arxiv" }
    throw new UserError(
      "sources-unreachable",
      words.library.noSourceSearched([...new Set(failures)].join(" ")),
      {
        hint: words.library.storedStillSearched,
      },
    )
  }

  function similar(paper: Paper, limit: number): Promise<readonly Paper[]> {
    const found = follower.index().similar(paper.id, limit, meaning?.nearPaper(paper.id))
    return inOrder(found.map(({ id }) => id))
  }

  async function inOrder(ids: readonly string[]): Promise<readonly Paper[]> {
    const known = await papers.get(ids)
    return ids.flatMap((id) => known.get(id) ?? [])
  }

  async function linked(paper: Paper): Promise<LinkedRepos | undefined> {
    if (!isNewStyleId(paper.id)) return undefined
    const asked = await network.ask(() => huggingFace.linked(paper.id), { patient: false })
    if (asked.reached) return asked.value
    throw new NetworkError("huggingface.co", asked.why)
  }

  return {
    find: createFindPaper({ papers, sources, follower }, network),
    search,
    searchElsewhere,
    suggest: async (kind, text, limit) => follower.index().suggest(kind, text, limit),
    similar,
    papers: inOrder,
    understand: (text) => follower.index().read({ text, today: today(), offset: 0, limit: 1 }).text,
    papersWith: (key) => follower.index().papersWith(key),
    vectorsOf: (ids) => vectorsOf(follower.index(), ids),
    phrasesOf: (paper) => follower.index().phrases(paper),
    ...createLists(parts, network),
    linked,
    listedOn: async (paper) => (await lists.daysOf([paper.id])).get(paper.id) ?? [],
    random: (random) => anyPaper(papers, follower.cursor(), random),
    count: () => papers.count(),
  }
}

function vectorsOf(index: SearchIndex, ids: readonly string[]): ReadonlyMap<string, PaperVector> {
  const vectors = ids.flatMap((id): readonly [string, PaperVector][] => {
    const vector = index.vector(id)
    return vector ? [[id, vector]] : []
  })
  return new Map(vectors)
}

/** Nothing but words, on the first page. */
function isBare({ query, filters, offset, exact }: SearchRequest & { readonly query: ParsedQuery }): boolean {
  const isPlain = exact !== true && filters === undefined && offset === 0 && query.problems.length === 0
  return isPlain && query.understood.length === 1 && query.understood[0]?.kind === "words"
}

/** If quotes and exclusions leave nothing, what is found without them. */
function forgivingSearch(
  index: SearchIndex,
  request: SearchRequest & { readonly query: ParsedQuery },
  near: readonly NearPaper[] | undefined,
) {
  const found = index.search(request, near)
  const query = request.exact === true || found.total > 0 ? undefined : withoutQuotes(request.query)
  if (query === undefined) return found
  const relaxed = index.search({ ...request, query }, near)
  return relaxed.total > 0 ? { ...relaxed, relaxed: true } : found
}

function pageOf({ name, title }: Source, papers: readonly Paper[]): SearchPage {
  const why = words.library.foundBy(title)
  const hits = papers.map((paper) => ({ paper, title: [{ text: paper.title }], why }))
  return { hits, total: papers.length, from: name }
}

// The store counts its changes, and each paper's last one has a number: the paper after a random number is drawn, without
// a list of all ids.
async function anyPaper(papers: PaperStore, newest: number, random: Random): Promise<Paper | undefined> {
  return (await nextPaper(papers, Math.floor(random() * newest))) ?? (await nextPaper(papers, 0))
}

async function nextPaper(papers: PaperStore, from: number): Promise<Paper | undefined> {
  const batch = 20
  for (let at = from; ; ) {
    const { changes, cursor } = await papers.changesSince(at, batch)
    const found = changes.find((change) => change.paper !== undefined)?.paper
    if (found !== undefined || changes.length === 0) return found
    at = cursor
  }
}
