/** What a feed holds: read from where its papers are kept already. */

import { feedTitle } from "../cards/feed-card.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { listDayAt } from "../papers/index.ts"
import type { Feed, FeedEntry, FeedPage } from "../vocabulary/feeds.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { type Dated, newestFirst, withinDay } from "./dates.ts"
import { urnOf } from "./tokens.ts"

const { feeds: say } = words

/** More is not read: a reader asks again long before so many came. */
const mostEntries = 100
const listDays = 14
const postDays = 60
const unknownDay = "1970-01-01"

export type PageServices = Pick<
  Services,
  "papers" | "lists" | "posts" | "readings" | "following" | "library" | "adapters" | "clock"
>

type Came = Dated & { readonly discussion?: string | undefined }

/** The feed's papers, newest first. `home`: where the bot's own page is. */
export async function pageOf(feed: Feed, services: PageServices, home: string): Promise<FeedPage> {
  const came = newestFirst(await readers[feed.kind](feed, services)).slice(0, mostEntries)
  const known = await services.papers.get(came.map(({ id }) => id))
  const entries = came.flatMap(({ id, date, discussion }): readonly FeedEntry[] => {
    const paper = known.get(id)
    return paper ? [{ id: urnOf(feed.id, paper.id), paper, at: date, ...(discussion && { discussion }) }] : []
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

const readers: Readonly<
  Record<Feed["kind"], (feed: Feed, services: PageServices) => Promise<readonly Came[]>>
> = {
  async list(_, { lists, clock }) {
    const today = listDayAt(clock.now())
    const from = Temporal.PlainDate.from(today).subtract({ days: listDays }).toString()
    const days = await lists.days(from, today)
    // A paper that stood on two days came on the first.
    const first = new Map<string, Came>()
    for (const { key, entries } of days)
      for (const { paper } of entries)
        if (!first.has(paper)) first.set(paper, { id: paper, at: withinDay(key, paper) })
    return [...first.values()]
  },

  async followed({ person = "" }, { following }) {
    const finds = await following.findsAfter(person, 0)
    const first = new Map(finds.toReversed().map(({ paper, at }) => [paper, Temporal.Instant.from(at)]))
    return [...first].map(([id, at]) => ({ id, at }))
  },

  async saved({ person = "" }, { readings }) {
    // More than are shown: of many that were imported in one moment, each keeps its second whatever comes later.
    const { saved } = await readings.page(person, {}, { offset: 0, limit: mostEntries * 10 })
    return saved.map(({ paper, addedAt }) => ({ id: paper, at: Temporal.Instant.from(addedAt) }))
  },

  async search({ text = "" }, { library, lists, clock }) {
    const today = clock.now().toString().slice(0, 10)
    const found = await library.search({ text, today, sort: "newest", offset: 0, limit: mostEntries })
    const papers = found.hits.map(({ paper }) => paper)
    const listed = await lists.daysOf(papers.map(({ id }) => id))
    // A paper is listed some days after it was published, and by then readers have seen newer dates.
    return papers.map(({ id, publishedOn = unknownDay }) => ({
      id,
      at: withinDay(listed.get(id)?.[0] ?? publishedOn, id),
    }))
  },

  async channel({ community = "", place = "" }, { posts, adapters, clock }) {
    const since = clock.now().subtract({ hours: 24 * postDays })
    const all = await posts.since(community, since.toString())
    const first = new Map<string, Came>()
    for (const { paper, message, at, ...post } of all) {
      if (post.place !== place || post.kind === "answer" || first.has(paper)) continue
      const discussion = adapterOf(adapters, community)?.linkTo({ community, place, message })
      first.set(paper, { id: paper, at: Temporal.Instant.from(at), discussion })
    }
    return [...first.values()]
  },
}
