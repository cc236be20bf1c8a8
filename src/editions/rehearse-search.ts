import { isWeekend, type ListName, listNameOf, type Paper } from "../papers/index.ts"
import { parseFilter } from "../search/index.ts"
import type { Rehearsal } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { ListedPapers } from "../vocabulary/library.ts"
import { papersMatching } from "./lists.ts"
import { nextRun } from "./next-run.ts"
import { parseSchedule } from "./schedule.ts"

/** Days before the first post whose papers it brings. */
const daysBefore = 7
const shownExamples = 3
const bestShown = 2

type Post = { readonly at: Temporal.Instant; readonly titles: readonly string[] }
type Day = { readonly key: string; readonly papers: readonly Paper[]; readonly isKnown: boolean }

/** What a search would have brought in the last days, of the day lists alone: each run what no run before it had. */
export async function rehearseSearch(
  read: (list: ListName) => Promise<ListedPapers | undefined>,
  subscription: Subscription,
  now: Temporal.Instant,
  spans: readonly number[],
): Promise<readonly Rehearsal[]> {
  const first = now.subtract({ hours: Math.max(...spans) * 24 })
  const days = await Promise.all(
    daysOf(subscription, first, now).map((key) => dayOf(read, key, subscription)),
  )
  const posts = postsOf(subscription, days, first, now)
  return spans.map((span) => {
    const since = now.subtract({ hours: span * 24 })
    const within = posts.filter(({ at }) => Temporal.Instant.compare(at, since) > 0)
    const from = since.toZonedDateTimeISO(subscription.timeZone).toPlainDate().toString()
    return {
      ...{ days: span, posts: within.length, empty: 0, removed: [] },
      papers: within.reduce((sum, { titles }) => sum + titles.length, 0),
      unknown: days.filter(({ key, isKnown }) => key >= from && !isKnown).length,
      examples: within.toReversed().slice(0, shownExamples).map(exampleOf),
    }
  })
}

function exampleOf({ titles }: Post) {
  return { listKey: "query", papers: titles.length, best: titles.slice(0, bestShown) }
}

/** Days with lists, oldest first. */
function daysOf(
  { timeZone }: Subscription,
  first: Temporal.Instant,
  now: Temporal.Instant,
): readonly string[] {
  const days: string[] = []
  const last = now.toZonedDateTimeISO(timeZone).toPlainDate()
  let day = first.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: daysBefore })
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    if (!isWeekend(day.toString())) days.push(day.toString())
  return days
}

async function dayOf(
  read: (list: ListName) => Promise<ListedPapers | undefined>,
  key: string,
  { content, filter }: Subscription,
): Promise<Day> {
  const listed = await read(listNameOf(key))
  const query = parseFilter(content.kind === "query" ? content.text : "")
  const papers =
    listed?.state === "listed" && query.kind === "filter" ? listed.papers.filter(query.matches) : []
  const isKnown = listed !== undefined && listed.state !== "unreachable"
  return { key, papers: papersMatching(papers, filter), isKnown }
}

function postsOf(
  { schedule, timeZone }: Subscription,
  days: readonly Day[],
  first: Temporal.Instant,
  now: Temporal.Instant,
): readonly Post[] {
  const posts: Post[] = []
  const brought = new Set<string>()
  const runs = parseSchedule(schedule)
  let at = nextRun(runs, timeZone, first)
  let next = 0
  while (at !== undefined && Temporal.Instant.compare(at, now) <= 0) {
    const today = at.toZonedDateTimeISO(timeZone).toPlainDate().toString()
    const until = days.findIndex(({ key }) => key > today)
    const due = days.slice(next, until < 0 ? days.length : until)
    next = until < 0 ? days.length : until
    const fresh = due.flatMap(({ papers }) => papers).filter(({ id }) => !brought.has(id))
    for (const { id } of fresh) brought.add(id)
    if (fresh.length > 0) posts.push({ at, titles: [...new Set(fresh.map(({ title }) => title))] })
    // Runs of one day bring nothing more than its first.
    at = nextRun(runs, timeZone, endOfDay(at, timeZone))
  }
  return posts
}

function endOfDay(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 })
  return day.toZonedDateTime(timeZone).toInstant().subtract({ nanoseconds: 1 })
}
