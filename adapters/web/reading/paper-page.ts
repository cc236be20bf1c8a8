/** Everything that a paper's own page shows, read for one name of the paper. */
import { oneSentence } from "../../../src/cards/one-sentence.ts"
import { sharedTopics } from "../../../src/cards/shared-topics.ts"
import { within } from "../../../src/concurrency/deadline.ts"
import { listDayAt, type Paper, parsePaperName } from "../../../src/papers/index.ts"
import type { PaperStats, Thread } from "../../../src/vocabulary/community-stores.ts"
import { NetworkError, UserError } from "../../../src/vocabulary/errors.ts"
import type { LinkedRepos } from "../../../src/vocabulary/sources.ts"
import { words } from "../../../src/words/words.ts"
import { type ReadServices, webCommunity } from "../options.ts"

export type SimilarPaper = { readonly paper: Paper; readonly shared: readonly string[] }

/** A paper's place on the day's list that it was on last. */
export type PlaceOnList = {
  readonly day: string
  readonly isNewest: boolean
  readonly at: number
  readonly of: number
  readonly previous?: Paper
  readonly next?: Paper
}

export type PaperPage = {
  readonly paper: Paper
  readonly stats: PaperStats
  readonly sentence: string | undefined
  readonly listedOn: readonly string[]
  readonly place: PlaceOnList | undefined
  readonly similar: readonly SimilarPaper[]
  readonly linked: LinkedRepos | undefined
  readonly thread: Thread | undefined
  readonly elsewhere: readonly ThreadElsewhere[]
}

/** A thread of a community on another platform: how much was said, and where. Its messages are not kept. */
export type ThreadElsewhere = {
  readonly platform: string
  readonly replies: number
  /** Absent where the platform isn't connected here. */
  readonly link: string | undefined
}

/** The page, and the channels in which it can be shared. */
export type PaperView = PaperPage & { readonly channels: readonly { readonly id: string }[] }

export type FoundPage = { readonly page: PaperPage } | { readonly unknown: string; readonly why?: string }

const mostSimilar = 5
/** Linked models are asked for on the network; a page does not wait for them longer. They are stored for the next one. */
const linkedMs = 400

/** Reads the page of the paper that an address names, in whatever way. */
export async function readPaperPage(services: ReadServices, name: string): Promise<FoundPage> {
  const parsed = parsePaperName(name)
  if (parsed.kind !== "id") return { unknown: name }
  try {
    const found = await services.library.find(parsed)
    return found.kind === "one" ? { page: await pageOf(services, found.paper) } : { unknown: name }
  } catch (error) {
    if (error instanceof UserError || error instanceof NetworkError)
      return { unknown: name, why: error.message }
    throw error
  }
}

async function pageOf(services: ReadServices, paper: Paper): Promise<PaperPage> {
  const { library, stats } = services
  const [ofPapers, listedOn, similar, linked, elsewhere] = await Promise.all([
    stats.of(webCommunity, undefined, [paper.id]),
    library.listedOn(paper),
    library.similar(paper, mostSimilar),
    linkedInTime(services, paper),
    services.threads.elsewhere(webCommunity, paper.id),
  ])
  const known = ofPapers.get(paper.id) ?? { votes: 0, mine: false, threads: [], posts: [] }
  return {
    ...{ paper, stats: known, listedOn, linked, sentence: oneSentence(paper) },
    place: await placeOnList(services, paper, listedOn.toSorted().at(-1)),
    similar: similar.map((other) => ({ paper: other, shared: sharedTopics(paper, other) })),
    thread: known.threads[0],
    elsewhere: elsewhere.map((thread) => elsewhereOf(thread, services)),
  }
}

function elsewhereOf(
  { community, place, thread, replies }: Thread,
  { adapters }: Pick<ReadServices, "adapters">,
): ThreadElsewhere {
  const [platform = ""] = community.split(":", 1)
  return { platform, replies, link: adapters.get(platform)?.linkTo({ community, place, thread }) }
}

async function linkedInTime(
  { library, clock, log }: ReadServices,
  paper: Paper,
): Promise<LinkedRepos | undefined> {
  const asking = library.linked(paper).catch((err: unknown) => {
    if (!(err instanceof NetworkError)) log.warn({ err, paper: paper.id }, words.web.log.linkedFailed)
    return undefined
  })
  const answer = await within(clock, linkedMs, asking)
  return answer.inTime ? answer.value : undefined
}

/** Ordered as the list's page is by default. */
async function placeOnList(
  services: ReadServices,
  paper: Paper,
  day: string | undefined,
): Promise<PlaceOnList | undefined> {
  const list = day === undefined ? undefined : await services.lists.get(day)
  if (list === undefined || day === undefined) return undefined
  const papers = await services.library.papers(list.entries.map((entry) => entry.paper))
  const ordered = papers.toSorted((one, other) => other.upvotes - one.upvotes)
  const at = ordered.findIndex(({ id }) => id === paper.id)
  if (at < 0) return undefined
  const isNewest = day === listDayAt(services.clock.now())
  const [previous, next] = [at > 0 ? ordered[at - 1] : undefined, ordered[at + 1]]
  return {
    day,
    isNewest,
    at: at + 1,
    of: ordered.length,
    ...(previous && { previous }),
    ...(next && { next }),
  }
}
