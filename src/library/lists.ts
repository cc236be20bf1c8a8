import {
  arXivListKey,
  daysOf,
  firstListDay,
  isWeekend,
  type Listed,
  listClosesAt,
  listOpensAt,
  type PaperList,
  type Period,
} from "../papers/index.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Freshness, Library, ListedPapers } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import type { ListAnswer } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"
import type { Network } from "./network.ts"

/** What an answer from the store says cannot be reached. */
const site = "huggingface.co"
/** arXiv's days begin and end there. */
const announcementZone = "America/New_York"

/** How long what was read of an open list, or of what is trending, counts as current. */
const freshMinutes = { open: 5, trending: 30, announced: 15 }
/** Votes and comments settle one to two weeks after a list's day; reads after these hours catch them. */
const settlingHours = [24, 7 * 24]

type Needs = Pick<Services, "papers" | "lists" | "arXiv" | "clock">

/** Lists of papers: from the store while that is as good as asking, else from the source. */
export function createLists(
  { papers, lists, arXiv, clock }: Needs,
  network: Network,
): Pick<Library, "list" | "trending" | "announced"> {
  async function list(period: Period): Promise<ListedPapers> {
    if (period.to < firstListDay) throw beforeFirstList(period)
    const now = clock.now()
    const opensAt = listOpensAt(period.from)
    if (isBefore(now, opensAt)) return { state: "not-open", opensAt: opensAt.toString() }
    const stored = await lists.get(period.key)
    const age = stored && ageOf(stored, period, now)
    const ask = () => network.list(period)
    if (stored && age === "settling") network.askLater(`list ${period.key}`, ask)
    if (stored && age !== "open") return fromStore(stored)
    const fallback = stored ?? (await composed(period))
    const asked = await network.ask(ask, { patient: fallback === undefined })
    return asked.reached ? listed(period, asked.value) : offline(period, fallback, asked.why)
  }

  async function trending(): Promise<ListedPapers> {
    const stored = await lists.get("trending")
    if (stored && isYounger(stored, clock.now(), freshMinutes.trending)) return fromStore(stored)
    const asked = await network.ask(network.trending, { patient: stored === undefined })
    if (asked.reached) return withPapers(asked.value, "network")
    return stored ? fromStore(stored, site) : unreachable(asked.why)
  }

  /**
   * arXiv serves its newest announcements only, so a day's are stored when they are read. The feed says which day it is
   * of: until it says the day that is asked for, that day has none yet.
   */
  async function announced(categories: readonly string[], day: string): Promise<ListedPapers> {
    const key = arXivListKey(categories, day)
    const stored = await lists.get(key)
    const now = clock.now()
    const isNewest = day === newestAnnouncementDay(now)
    if (stored && (stored.closed || !isNewest || isYounger(stored, now, freshMinutes.announced)))
      return withPapers(stored, "store")
    if (!isNewest) return unreachable(words.library.newestAnnouncementsOnly(day))
    const asked = await network.ask(() => readAnnounced(key, categories, day), {
      patient: stored === undefined,
    })
    if (asked.reached && asked.value) return withPapers(asked.value, "network")
    if (stored) return withPapers(stored, "store", asked.reached ? undefined : arXiv.title)
    return unreachable(asked.reached ? words.library.notAnnouncedYet(categories.join(", "), day) : asked.why)
  }

  async function readAnnounced(
    key: string,
    categories: readonly string[],
    day: string,
  ): Promise<PaperList | undefined> {
    const { values, leftOut, day: feedDay } = await arXiv.announced(categories)
    const readAt = clock.now()
    const isOver = dayIn(announcementZone, readAt) > day
    // An empty feed while the day lasts is one that is still to be filled.
    if (feedDay !== day || (values.length === 0 && !isOver)) return undefined
    const entries = values.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments }))
    const read: PaperList = { key, entries, closed: isOver, readAt: readAt.toString(), source: "arxiv" }
    await network.keep(read, values, leftOut)
    return read
  }

  function listed(period: Period, answer: ListAnswer): ListedPapers | Promise<ListedPapers> {
    if (answer.state !== "listed") return answer
    if (answer.list.entries.length === 0 && isWeekend(period.key)) return { state: "weekend" }
    return withPapers(answer.list, "network")
  }

  function offline(
    period: Period,
    known: PaperList | undefined,
    why: string,
  ): ListedPapers | Promise<ListedPapers> {
    if (known) return fromStore(known, site)
    return isWeekend(period.key) ? { state: "weekend" } : unreachable(why)
  }

  function fromStore(known: PaperList, away?: string): ListedPapers | Promise<ListedPapers> {
    if (known.entries.length === 0 && isWeekend(known.key)) return { state: "weekend" }
    return withPapers(known, "store", away)
  }

  async function withPapers(list: PaperList, from: Freshness["from"], away?: string): Promise<ListedPapers> {
    const known = await papers.get(list.entries.map(({ paper }) => paper))
    const found = list.entries.flatMap(({ paper }) => known.get(paper) ?? [])
    const freshness: Freshness = { from, readAt: list.readAt, ...(away && { unreachable: away }) }
    return { state: "listed", list, papers: found, freshness }
  }

  async function unreachable(why: string): Promise<ListedPapers> {
    return { state: "unreachable", why, newest: await lists.newestDay() }
  }

  async function composed(period: Period): Promise<PaperList | undefined> {
    if (period.kind === "day") return undefined
    return composedList(period, await lists.days(period.from, period.to))
  }

  return { list, trending, announced }
}

/** The weekday whose announcements arXiv's feed holds now. */
function newestAnnouncementDay(now: Temporal.Instant): string {
  const today = Temporal.PlainDate.from(dayIn(announcementZone, now))
  return today.subtract({ days: Math.max(0, today.dayOfWeek - 5) }).toString()
}

function dayIn(zone: string, instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/**
 * What a stored list is worth at an instant: `fresh` is as good as asking, `settling` may only miss late votes, `open` may
 * miss papers.
 */
function ageOf(list: PaperList, period: Period, now: Temporal.Instant): "fresh" | "settling" | "open" {
  if (!list.closed) return isYounger(list, now, freshMinutes.open) ? "fresh" : "open"
  const closed = listClosesAt(period.to)
  const missed = settlingHours
    .map((hours) => closed.add({ hours }))
    .some((due) => isBefore(Temporal.Instant.from(list.readAt), due) && !isBefore(now, due))
  return missed ? "settling" : "fresh"
}

/** Whether a list was read less than some minutes ago. A clock that was set back makes it old. */
function isYounger({ readAt }: PaperList, now: Temporal.Instant, minutes: number): boolean {
  const read = Temporal.Instant.from(readAt)
  return !isBefore(now, read) && isBefore(now, read.add({ minutes }))
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}

/**
 * A week's or month's list made of the days that are stored, most upvoted first; undefined when none is. It is closed when
 * every weekday of the period is stored and closed, and as old as its oldest day.
 */
function composedList(period: Period, days: readonly PaperList[]): PaperList | undefined {
  const [first] = days
  if (first === undefined) return undefined
  const best = new Map<string, Listed>()
  for (const entry of days.flatMap((day) => day.entries)) {
    const known = best.get(entry.paper)
    if (known === undefined || entry.upvotes > known.upvotes) best.set(entry.paper, entry)
  }
  const closed = new Set(days.filter((day) => day.closed).map((day) => day.key))
  return {
    key: period.key,
    entries: [...best.values()].toSorted((one, other) => other.upvotes - one.upvotes),
    closed: daysOf(period).every((day) => isWeekend(day) || closed.has(day)),
    readAt: days.map((day) => day.readAt).toSorted()[0] ?? first.readAt,
    source: first.source,
  }
}

function beforeFirstList({ key }: Period): UserError {
  return new UserError("before-first-list", words.library.noList(key), {
    hint: words.library.firstList(firstListDay),
  })
}
