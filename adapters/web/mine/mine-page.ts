/** Everything that a reader's own page shows, read for that reader alone and kept nowhere. */
import type { Paper } from "../../../src/papers/index.ts"
import { findSaved, withPapers } from "../../../src/reading/find-saved.ts"
import type { Actor } from "../../../src/vocabulary/actor.ts"
import type { Digest, MailDigest } from "../../../src/vocabulary/digests.ts"
import type { FeedAddress } from "../../../src/vocabulary/feeds.ts"
import type { FollowStatus } from "../../../src/vocabulary/following.ts"
import type { ReadingState, SavedPaper } from "../../../src/vocabulary/readers.ts"
import type { Recommended } from "../../../src/vocabulary/recommending.ts"
import type { QueryProblem } from "../../../src/vocabulary/search-request.ts"
import type { ReadServices } from "../options.ts"
import type { StatsOfPapers } from "../reading/list-options.ts"
import type { MineOptions } from "./mine-address.ts"

/** A paper on the page, and how it is saved where it is. */
export type OwnPaper = { readonly paper: Paper; readonly saved?: SavedPaper }

export type MinePage = {
  readonly options: MineOptions
  readonly counts: Readonly<Record<ReadingState | "upvoted", number>>
  readonly shown: readonly OwnPaper[]
  readonly total: number
  readonly problems: readonly QueryProblem[]
  readonly tags: readonly { readonly tag: string; readonly papers: number }[]
  readonly follows: readonly FollowStatus[]
  /** On the page's front alone: who turns pages or filters looks for something else. */
  readonly recommended: Recommended | undefined
  readonly stats: StatsOfPapers
  readonly digest: Digest | undefined
  /** The platform where it comes, or would; undefined where no account of theirs takes direct messages. */
  readonly digestTo: string | undefined
  /** `offered`: this bot sends mail. */
  readonly mail: { readonly offered: boolean; readonly digest: MailDigest | undefined }
  readonly feeds: readonly FeedAddress[]
  readonly now: Temporal.Instant
  readonly timeZone: string
}

export const pageLength = 20
const shownRecommended = 4

type Services = ReadServices & { readonly timeZone: string }
type Found = Pick<MinePage, "shown" | "total" | "problems">

export async function readMine(services: Services, actor: Actor, options: MineOptions): Promise<MinePage> {
  const { saved, votes, follows, recommendations, digests, mailDigests, feeds, persons, stats, clock } =
    services
  const [counts, voted, found, tags, followed, recommended, digest, digestTo, mailed, ownFeeds, timeZone] =
    await Promise.all([
      saved.counts(actor),
      votes.ofMember(actor.community, actor.member),
      look(services, actor, options),
      saved.tags(actor),
      follows.list(actor),
      isFront(options) ? recommendations.for(actor, { limit: shownRecommended }) : undefined,
      digests.of(actor),
      digests.comesTo(actor),
      mailDigests.of(actor),
      feeds.list(actor),
      persons.timeZoneOf(actor),
    ])
  const papers = [...found.shown, ...(recommended?.items ?? [])].map(({ paper }) => paper.id)
  return {
    options,
    counts: { ...counts, upvoted: voted.length },
    ...found,
    ...{ tags, follows: followed, recommended, digest, digestTo, feeds: ownFeeds },
    mail: { offered: mailDigests.isOffered(), digest: mailed },
    stats: await stats.of(actor.community, actor.member, papers),
    now: clock.now(),
    timeZone: timeZone ?? services.timeZone,
  }
}

function isFront({ shelf, query, tag, page }: MineOptions): boolean {
  return shelf === "later" && query === "" && tag === "" && page === 1
}

async function look(services: Services, actor: Actor, options: MineOptions): Promise<Found> {
  const { shelf, query, tag, page } = options
  const filter = tag === "" ? {} : { tag }
  if (query !== "") {
    const { saved, problems } = await findSaved(query, actor, filter, services)
    return { ...(await pageOf(services, saved, page)), problems }
  }
  if (shelf === "upvoted") return upvoted(services, actor, page)
  const state = tag !== "" ? {} : shelf === "notes" ? { hasNote: true } : { state: shelf }
  const { saved, total } = await services.saved.list(actor, { ...filter, ...state, page, limit: pageLength })
  // The list got shorter while somebody turned pages.
  if (saved.length === 0 && page > 1) return look(services, actor, { ...options, page: 1 })
  return { shown: await withPapers(saved, services.library), total, problems: [] }
}

async function pageOf({ library }: Services, saved: readonly SavedPaper[], page: number) {
  const some = saved.slice((page - 1) * pageLength, page * pageLength)
  return { shown: await withPapers(some, library), total: saved.length }
}

async function upvoted({ votes, library, saved }: Services, actor: Actor, page: number): Promise<Found> {
  const all = await votes.ofMember(actor.community, actor.member)
  const ids = all.slice((page - 1) * pageLength, page * pageLength).map(({ paper }) => paper)
  const [papers, own] = await Promise.all([library.papers(ids), saved.of(actor, ids)])
  const shown = papers.map((paper) => ({ paper, saved: own.get(paper.id) }))
  return {
    shown: shown.map(({ saved: one, ...rest }) => (one ? { ...rest, saved: one } : rest)),
    total: all.length,
    problems: [],
  }
}
