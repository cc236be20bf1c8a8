import type { ListName, Paper } from "../papers/index.ts"
import type { FilterPart } from "../search/index.ts"
import type { Rehearsal, Upcoming } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Library, ListedPapers } from "../vocabulary/library.ts"
import type { ListStore } from "../vocabulary/stores.ts"
import { dueList, listChangesAt, papersTaken, readList, savedFilter } from "./lists.ts"
import { nextRun, startOfRuns } from "./next-run.ts"
import { rehearseSearch } from "./rehearse-search.ts"
import { parseSchedule } from "./schedule.ts"

export type Rehearsing = {
  readonly lists: Pick<ListStore, "get">
  readonly library: Pick<Library, "list" | "trending" | "announced" | "papers">
}

const spans = [7, 30]
const shownExamples = 3
const bestShown = 2

type Post = {
  readonly at: Temporal.Instant
  readonly listKey: string
  readonly titles: readonly string[] | undefined
  /** All papers of the list. */
  readonly papers: readonly Paper[]
}

/**
 * What a subscription would have brought in the last 7 and 30 days. Without `ask`, lists that are not stored count as
 * unknown; with it they are asked for.
 */
export async function rehearse(
  rehearsing: Rehearsing,
  subscription: Subscription,
  now: Temporal.Instant,
  { ask }: { readonly ask: boolean },
): Promise<readonly Rehearsal[]> {
  const { kind } = subscription.content
  // What suits a community depends on the votes of the day.
  if (kind === "recommended") return []
  if (kind === "query")
    return rehearseSearch(
      (list) => (ask ? readList(rehearsing.library, list) : stored(rehearsing, list)),
      subscription,
      now,
      spans,
    )
  const posts: Post[] = []
  let unreachable: string | undefined
  const read = new Map<string, Promise<ListedPapers | undefined>>()
  for (const { at, list } of pastLists(subscription, now)) {
    const listed = read.get(list.key) ?? (ask ? readList(rehearsing.library, list) : stored(rehearsing, list))
    read.set(list.key, listed)
    const answer = await listed
    if (answer?.state === "unreachable") unreachable ??= answer.why
    const papers = answer?.state === "listed" ? answer.papers : []
    posts.push({ at, listKey: list.key, titles: titlesTaken(answer, subscription), papers })
  }
  const filter = savedFilter(subscription.filter)
  const parts = filter.kind === "filter" ? filter.parts : []
  return spans.map((days) => ({
    ...summed(days, posts, now.subtract({ hours: days * 24 }), parts),
    ...(unreachable !== undefined && { unreachable }),
  }))
}

/**
 * Each list once, at the first time at which it would have been posted, oldest first; what is trending is posted at every
 * time.
 */
function pastLists(subscription: Subscription, now: Temporal.Instant) {
  const schedule = parseSchedule(subscription.schedule)
  const lists = new Map<string, { readonly at: Temporal.Instant; readonly list: ListName }>()
  let at = nextRun(schedule, subscription.timeZone, now.subtract({ hours: Math.max(...spans) * 24 }))
  while (at !== undefined && Temporal.Instant.compare(at, now) <= 0) {
    const list = dueList(subscription, at)
    const key = list.period === undefined ? `${list.key} ${at}` : list.key
    if (!lists.has(key)) lists.set(key, { at, list })
    // All runs until the list changes bring the same, and a schedule of every minute has 43,200 of them in a month.
    const until =
      list.period === undefined ? at : listChangesAt(subscription, at).subtract({ nanoseconds: 1 })
    at = nextRun(schedule, subscription.timeZone, until)
  }
  return [...lists.values()]
}

async function stored({ lists, library }: Rehearsing, { key }: ListName): Promise<ListedPapers | undefined> {
  const list = await lists.get(key)
  if (list === undefined) return undefined
  const papers = await library.papers(list.entries.map(({ paper }) => paper))
  return { state: "listed", list, papers, freshness: { from: "store" } }
}

function titlesTaken(
  listed: ListedPapers | undefined,
  subscription: Subscription,
): readonly string[] | undefined {
  if (listed?.state === "listed") return papersTaken(listed, subscription).map(({ title }) => title)
  return listed?.state === "weekend" ? [] : undefined
}

function summed(
  days: number,
  all: readonly Post[],
  since: Temporal.Instant,
  parts: readonly FilterPart[],
): Rehearsal {
  const posts = all.filter(({ at }) => Temporal.Instant.compare(at, since) > 0)
  const known = posts.flatMap(({ listKey, titles }) => (titles ? [{ listKey, titles }] : []))
  const full = known.filter(({ titles }) => titles.length > 0)
  return {
    days,
    posts: full.length,
    papers: full.reduce((sum, { titles }) => sum + titles.length, 0),
    empty: known.length - full.length,
    removed: parts.map(({ text, matches }) => ({
      part: text,
      papers: posts.flatMap(({ papers }) => papers).filter((paper) => !matches(paper)).length,
    })),
    unknown: posts.length - known.length,
    examples: [...new Map(full.map((post) => [post.listKey, post])).values()]
      .toReversed()
      .slice(0, shownExamples)
      .map(({ listKey, titles }) => ({
        listKey,
        papers: titles.length,
        best: titles.slice(0, bestShown),
      })),
  }
}

/** Runs that are looked through for posts: two weeks of a daily one, and no end of a yearly one. */
const mostRuns = 60

/**
 * The next posts of a subscription, each with its list. Runs that find their list posted already, among those that are
 * `known` or by a run before, bring nothing, so they are left out unless the place wants to hear of empty days.
 */
export function upcomingPosts(
  subscription: Subscription,
  now: Temporal.Instant,
  count: number,
  known: readonly string[] = [],
): readonly Upcoming[] {
  const schedule = parseSchedule(subscription.schedule)
  const posts: Upcoming[] = []
  let at = nextRun(schedule, subscription.timeZone, startOfRuns(subscription, now))
  for (let run = 0; at !== undefined && run < mostRuns && posts.length < count; run++) {
    const { kind } = subscription.content
    const key = kind === "list" ? dueList(subscription, at).key : kind
    const isNew =
      key === "trending" ||
      kind !== "list" ||
      (!known.includes(key) && posts.every(({ listKey }) => listKey !== key))
    if (isNew || subscription.whenEmpty === "say") posts.push({ at: at.toString(), listKey: key })
    at = nextRun(schedule, subscription.timeZone, at)
  }
  return posts
}
