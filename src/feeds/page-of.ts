/** What a feed holds: read from where its papers are kept already. */

import { feedTitle } from "../cards/feed-card.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { listDayAt } from "../papers/index.ts"
import type { Feed, FeedEntry, FeedPage, FeedSpan } from "../vocabulary/feeds.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { type Came, datedNew } from "./dates.ts"
import { urnOf } from "./tokens.ts"

const { feeds: say } = words

/** More is not read: a reader asks again long before so many came. */
const mostEntries = 100
const listDays = 14
const postDays = 60
const unknownDay = "1970-01-01"

export type PageServices = Pick<
  Services,
  "papers" | "lists" | "posts" | "readings" | "following" | "library" | "feedAddresses" | "adapters" | "clock"
>

type Found = Came & { readonly discussion?: string | undefined }

/** How far feeds reach back at an instant. */
export function spanAt(now: Temporal.Instant): FeedSpan {
  const listsTo = listDayAt(now)
  return {
    listsFrom: Temporal.PlainDate.from(listsTo).subtract({ days: listDays }).toString(),
    listsTo,
    postsSince: now.subtract({ hours: 24 * postDays }).toString(),
  }
}

/** Its ISO date. */
export function dayOf(now: Temporal.Instant): string {
  return now.toString().slice(0, 10)
}

/** The feed's papers, newest first. `home`: where the bot's own page is. */
export async function pageOf(feed: Feed, services: PageServices, home: string): Promise<FeedPage> {
  const found = new Map((await readers[feed.kind](feed, services)).map((one) => [one.paper, one]))
  const shown = await shownOf(feed, [...found.values()], services)
  const newest = shown.filter(({ paper }) => found.has(paper)).slice(0, mostEntries)
  const known = await services.papers.get(newest.map(({ paper }) => paper))
  const entries = newest.flatMap(({ paper: id, as, at }): readonly FeedEntry[] => {
    const paper = known.get(id)
    const discussion = found.get(id)?.discussion
    return paper ? [{ id: urnOf(feed.id, as), paper, at, ...(discussion && { discussion }) }] : []
  })
  return {
    id: urnOf(feed.id),
    title: feedTitle(feed),
    description: say.descriptions[feed.kind],
    home,
    updatedAt: entries[0]?.at ?? feed.createdAt,
    entries,
  }
}

/** What the feed has shown, with what it shows now for the first time. */
async function shownOf({ id }: Feed, found: readonly Found[], { feedAddresses, clock }: PageServices) {
  const before = await feedAddresses.shown(id)
  const known = new Set(before.map(({ paper }) => paper))
  const fresh = found.filter(({ paper }) => !known.has(paper))
  if (fresh.length === 0) return before
  return feedAddresses.show(id, datedNew(fresh, { isRead: before.length > 0, now: clock.now() }))
}

const readers: Readonly<
  Record<Feed["kind"], (feed: Feed, services: PageServices) => Promise<readonly Found[]>>
> = {
  async list(_, { lists, clock }) {
    const { listsFrom, listsTo } = spanAt(clock.now())
    const days = await lists.days(listsFrom, listsTo)
    return firstOfEach(
      days.flatMap(({ key, entries }) => entries.map(({ paper }) => ({ paper, ...onDay(key) }))),
    )
  },

  async followed({ person = "" }, { following }) {
    const finds = await following.findsAfter(person, 0)
    return firstOfEach(finds.map(({ paper, at }) => ({ paper, at: Temporal.Instant.from(at) })))
  },

  async saved({ person = "" }, { readings }) {
    // We read more than we show, so that a paper that moves up is not taken for a new one.
    const { saved } = await readings.page(person, {}, { offset: 0, limit: mostEntries * 10 })
    return saved.map(({ paper, addedAt }) => ({ paper, at: Temporal.Instant.from(addedAt) }))
  },

  async search({ text = "" }, { library, lists, clock }) {
    const today = dayOf(clock.now())
    const found = await library.search({ text, today, sort: "newest", offset: 0, limit: mostEntries * 2 })
    const papers = found.hits.map(({ paper }) => paper)
    const listed = await lists.daysOf(papers.map(({ id }) => id))
    return papers.map(({ id: paper, publishedOn = unknownDay }) => ({
      paper,
      ...onDay(listed.get(paper)?.[0] ?? publishedOn),
    }))
  },

  async channel({ community = "", place = "" }, { posts, adapters, clock }) {
    const all = await posts.since(community, spanAt(clock.now()).postsSince)
    const here = all.filter((post) => post.place === place && post.kind !== "answer")
    return firstOfEach(
      here.map(({ paper, message, at }) => {
        const discussion = adapterOf(adapters, community)?.linkTo({ community, place, message })
        return { paper, at: Temporal.Instant.from(at), discussion }
      }),
    )
  },
}

function onDay(date: string) {
  return { at: Temporal.Instant.from(`${date}T00:00:00Z`), isDay: true }
}

/** A paper that came several times came the first time. */
function firstOfEach(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.toReversed().map((one) => [one.paper, one])).values()]
}
