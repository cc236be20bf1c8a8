import {
  arXivListKey,
  isWeekend,
  type ListName,
  listClosesAt,
  listDayAt,
  listNameOf,
  type Paper,
  type Period,
  periodOf,
  shiftedPeriod,
} from "../papers/index.ts"
import { parseFilter } from "../search/index.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Library, ListedPapers } from "../vocabulary/library.ts"

type Wanted = Pick<Subscription, "list" | "early" | "categories">

const announcementZone = "America/New_York"

/**
 * The list that is posted by what is due at an instant: the newest that is settled, so that the post is complete and
 * its votes mean something; for one that wants it early, the list that is filling. Weekends have no list, so that
 * Monday morning brings Friday's. arXiv announces at midnight in New York, all of a weekday's papers at once.
 */
export function dueList(wanted: Wanted, due: Temporal.Instant): ListName {
  switch (wanted.list) {
    case "trending":
      return listNameOf("trending")
    case "arxiv":
      return arXivList(wanted.categories ?? [], due)
    case "day":
    case "week":
    case "month": {
      const filling = periodOf(wanted.list, listDayAt(due))
      const period = weekdayUpTo(wanted.early ? filling : shiftedPeriod(filling, -1))
      return { key: period.key, period, categories: [] }
    }
    default:
      return wanted.list satisfies never
  }
}

/** The first moment after an instant from which on another list is due. */
export function listChangesAt({ list }: Wanted, after: Temporal.Instant): Temporal.Instant {
  if (list !== "arxiv") return listClosesAt(listDayAt(after))
  const day = after.toZonedDateTimeISO(announcementZone).toPlainDate().add({ days: 1 })
  return day.toZonedDateTime(announcementZone).toInstant()
}

/** What reads lists. */
export type ListReader = Pick<Library, "list" | "trending" | "announced">

/** Reads a list, wherever it is from. */
export function readList(library: ListReader, { period, categories }: ListName): Promise<ListedPapers> {
  if (period === undefined) return library.trending()
  return categories.length > 0 ? library.announced(categories, period.key) : library.list(period)
}

/** When a list is complete; undefined for those that come complete, or never are. */
export function settlesAt({ period, categories }: ListName): Temporal.Instant | undefined {
  return period === undefined || categories.length > 0 ? undefined : listClosesAt(period.to)
}

function arXivList(categories: readonly string[], due: Temporal.Instant): ListName {
  const day = due.toZonedDateTimeISO(announcementZone).toPlainDate().toString()
  const period = weekdayUpTo(periodOf("day", day))
  return { key: arXivListKey(categories, period.key), period, categories }
}

function weekdayUpTo(period: Period): Period {
  const isFree = period.kind === "day" && isWeekend(period.key)
  return isFree ? weekdayUpTo(shiftedPeriod(period, -1)) : period
}

/** The list is read again a little after it has closed, when the last papers are on it. */
const afterClosingMinutes = 10
/** Votes and comments of a list settle one to two weeks after its day. */
const refreshDays = [1, 7]

/**
 * When what was posted of a list is next made to agree with it: when the list has settled, and one and seven days
 * after that. Undefined when nothing more is expected of it.
 */
export function nextRefresh(list: ListName, after: Temporal.Instant): Temporal.Instant | undefined {
  return refreshesOf(list).find((at) => Temporal.Instant.compare(at, after) > 0)
}

/** The latest of these times that has come; undefined before the first. */
export function dueRefresh(list: ListName, now: Temporal.Instant): Temporal.Instant | undefined {
  return refreshesOf(list).findLast((at) => Temporal.Instant.compare(at, now) <= 0)
}

function refreshesOf(list: ListName): readonly Temporal.Instant[] {
  const settled = settlesAt(list)
  if (settled === undefined) return []
  return [0, ...refreshDays].map((days) => settled.add({ minutes: afterClosingMinutes, hours: days * 24 }))
}

export type Listed = Extract<ListedPapers, { readonly state: "listed" }>

/** The papers of a list that a subscription takes, the most upvoted first. */
export function papersTaken(
  { list, papers }: Pick<Listed, "list" | "papers">,
  { filter }: Pick<Subscription, "filter">,
): readonly Paper[] {
  const upvotes = new Map(list.entries.map((entry) => [entry.paper, entry.upvotes]))
  const votesOf = (paper: Paper) => Math.max(paper.upvotes, upvotes.get(paper.id) ?? 0)
  return papersMatching(papers, filter).toSorted((one, other) => votesOf(other) - votesOf(one))
}

/** Those of some papers that a filter takes, in the order in which they were given. */
export function papersMatching(papers: readonly Paper[], filter: string): readonly Paper[] {
  const read = savedFilter(filter)
  return read.kind === "filter" ? papers.filter(read.matches) : []
}

/** A saved filter. One that an earlier version took and the grammar refuses is read as it was probably meant. */
export function savedFilter(filter: string): ReturnType<typeof parseFilter> {
  const read = parseFilter(filter)
  return read.kind === "refused" && read.suggestion !== undefined ? parseFilter(read.suggestion) : read
}
