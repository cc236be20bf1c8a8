import { isNewStyleId, type Paper } from "../papers/index.ts"
import { markMatches, meaningSought, parseQuery } from "../search/index.ts"
import { NetworkError } from "../vocabulary/errors.ts"
import type { Library } from "../vocabulary/library.ts"
import type { SearchHit, SearchPage, SearchRequest } from "../vocabulary/search-request.ts"
import type { ArXiv, HuggingFace, LinkedRepos } from "../vocabulary/sources.ts"
import type { ListStore, PaperStore } from "../vocabulary/stores.ts"
import type { Clock, Log, Random } from "../vocabulary/system.ts"
import { createAnnounced } from "./announced-papers.ts"
import { createFindPaper } from "./find-paper.ts"
import type { IndexFollower } from "./index-follower.ts"
import { createListedPapers } from "./listed-papers.ts"
import type { Meaning } from "./meaning.ts"
import { createNetwork, type Network } from "./network.ts"
import { createSearchElsewhere } from "./search-elsewhere.ts"

export type LibraryParts = {
  readonly papers: PaperStore
  readonly lists: ListStore
  readonly follower: IndexFollower
  /** Absent: search goes by words alone. */
  readonly meaning?: Meaning
  readonly huggingFace: HuggingFace
  readonly arXiv: ArXiv
  readonly clock: Clock
  readonly log: Log
}

/**
 * The papers that the bot knows, as one: what is stored answers at once, what is not is asked for, kept and indexed.
 * Throws `UserError` where neither the store nor a source can answer.
 */
export function createLibrary(parts: LibraryParts): Library {
  const network = createNetwork(parts)
  const { papers, lists, follower, meaning } = parts

  return {
    find: createFindPaper(parts, network),
    search: (request) => search(parts, request),
    searchElsewhere: createSearchElsewhere(parts, network),
    suggest: async (kind, text, limit) => follower.index().suggest(kind, text, limit),
    similar: async (paper, limit) =>
      inOrder(
        papers,
        follower
          .index()
          .similar(paper.id, limit, meaning?.nearPaper(paper.id))
          .map(({ id }) => id),
      ),
    papers: (ids) => inOrder(papers, ids),
    ...createListedPapers(parts, network),
    announced: createAnnounced(parts, network),
    linked: (paper) => linked(parts, network, paper),
    listedOn: async (paper) => (await lists.daysOf([paper.id])).get(paper.id) ?? [],
    random: (random) => anyPaper(parts, random),
    count: () => papers.count(),
  }
}

async function search(
  { papers, follower, meaning }: LibraryParts,
  asked: SearchRequest,
): Promise<SearchPage> {
  const request = { ...asked, query: asked.query ?? parseQuery(asked.text) }
  const sought = meaning && meaningSought(request)
  const near = sought === undefined ? [] : await meaning?.near(sought)
  const { hits, ...found } = follower.index().search(request, near)
  const known = await papers.get(hits.map((hit) => hit.id))
  const shown = hits.flatMap((hit): readonly SearchHit[] => {
    const paper = known.get(hit.id)
    return paper ? [{ paper, why: hit.why, ...markMatches(paper, hit) }] : []
  })
  return { ...found, hits: shown, from: "store" }
}

async function inOrder(store: PaperStore, ids: readonly string[]): Promise<readonly Paper[]> {
  const known = await store.get(ids)
  return ids.map((id) => known.get(id)).filter((paper) => paper !== undefined)
}

async function linked(
  { huggingFace }: LibraryParts,
  network: Network,
  paper: Paper,
): Promise<LinkedRepos | undefined> {
  if (!isNewStyleId(paper.id)) return undefined
  const asked = await network.ask(() => huggingFace.linked(paper.id), { patient: false })
  if (asked.reached) return asked.value
  throw new NetworkError("huggingface.co", asked.why)
}

// The store counts its changes, and each paper's last one is a place on that scale: whoever comes next after a random
// place is drawn, without a list of all ids.
async function anyPaper({ papers, follower }: LibraryParts, random: Random): Promise<Paper | undefined> {
  const place = Math.floor(random() * follower.cursor())
  return (await nextPaper(papers, place)) ?? (await nextPaper(papers, 0))
}

async function nextPaper(papers: PaperStore, from: number): Promise<Paper | undefined> {
  const batch = 20
  let at = from
  while (true) {
    const { changes, cursor } = await papers.changesSince(at, batch)
    const found = changes.find((change) => change.paper !== undefined)?.paper
    if (found !== undefined || changes.length === 0) return found
    at = cursor
  }
}
