import {
  arXivListKey,
  isWeekend,
  type ListName,
  listClosesAt,
  listDayAt,
  listNameOf,
  type Period,
  periodOf,
  shiftedPeriod,
} from "../papers/index.ts"
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

/** Reads a list, wherever it is from. */
export function readList(
  library: Pick<Library, "list" | "trending" | "announced">,
  { period, categories }: ListName,
): Promise<ListedPapers> {
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
