/** Which papers an address of a list shows, or why it shows none. */
import { type Asker, openingInWords } from "../../../src/cards/no-list-card.ts"
import {
  isWeekend,
  listDayAt,
  type Paper,
  type Period,
  periodOf,
  shiftedPeriod,
} from "../../../src/papers/index.ts"
import { UserError } from "../../../src/vocabulary/errors.ts"
import type { ListedPapers } from "../../../src/vocabulary/library.ts"
import type { Services } from "../../../src/vocabulary/services.ts"
import { agoInWords, periodInWords } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { listPath } from "./addresses.ts"

export type ListAddress =
  | { readonly kind: "today" | "trending" }
  | { readonly kind: "period"; readonly period: Period }

export type Way = { readonly label: string; readonly href: string }

export type Notice = {
  readonly title: string
  readonly text: string
  /** Nothing could be loaded: worth trying again. */
  readonly isOffline?: boolean
  readonly why?: string
}

export type ShownList =
  | {
      readonly state: "papers"
      readonly kind: Period["kind"] | "trending" | "landmarks"
      readonly period?: Period
      readonly papers: readonly Paper[]
      readonly notice?: Notice
      /** More papers may come while one looks. */
      readonly isOpen: boolean
    }
  | {
      readonly state: "empty"
      readonly kind: Period["kind"] | "trending"
      readonly period?: Period
      readonly title: string
      readonly why: string
      readonly ways: readonly Way[]
    }

export type ListServices = Pick<Services, "library" | "clock"> & {
  readonly isOffline: boolean
  readonly timeZone: string
}

type Listed = Extract<ListedPapers, { state: "listed" }>
type Absent = Exclude<ListedPapers, Listed>

const { notices, empty } = words.web.reading
/** Beyond this nobody scrolls; search finds the rest. */
const mostLandmarks = 50

/** Reads lists for the page. Today's page always shows papers where any are known. */
export function createListPages(services: ListServices) {
  const { library, clock } = services

  async function today(): Promise<ShownList> {
    const period = periodOf("day", listDayAt(clock.now()))
    const answer = await library.list(period)
    if (answer.state === "listed" && answer.papers.length > 0) return listed(period, answer)
    if (answer.state === "unreachable") return saved(answer)
    return instead(period)
  }

  /** While today has no papers: the last day's that has. */
  async function instead(period: Period): Promise<ShownList> {
    const before = lastWeekday(period)
    const answer = await library.list(before)
    if (answer.state === "unreachable") return saved(answer)
    if (answer.state !== "listed" || answer.papers.length === 0) return landmarks()
    const what = periodInWords(before)
    const notice = isWeekend(period.key)
      ? { title: notices.weekend, text: notices.weekendWhy(what) }
      : { title: notices.early, text: notices.earlyWhy(what) }
    return { ...listed(before, answer), notice, isOpen: true }
  }

  async function saved({ why, newest }: Extract<Absent, { state: "unreachable" }>): Promise<ShownList> {
    if (newest === undefined) return landmarks(why)
    const period = periodOf("day", newest)
    const answer = await library.list(period)
    if (answer.state !== "listed") return landmarks(why)
    const text = notices.saved(periodInWords(period))
    return { ...listed(period, answer), notice: away(text, why), isOpen: true }
  }

  async function landmarks(why?: string): Promise<ShownList> {
    const request = { text: "", filters: { sources: ["starter"] as const }, offset: 0, limit: mostLandmarks }
    const { hits, total } = await library.search(request)
    const text = services.isOffline ? notices.offlineLandmarks(total) : notices.landmarks(total)
    const papers = hits.map(({ paper }) => paper)
    return { state: "papers", kind: "landmarks", papers, notice: away(text, why), isOpen: true }
  }

  function away(text: string, why?: string): Notice {
    return services.isOffline
      ? { title: notices.offline, text: `${notices.offlineWhy} ${text}` }
      : { title: notices.unreachable, text, isOffline: true, ...(why && { why }) }
  }

  function listed(period: Period | undefined, { papers, list, freshness }: Listed) {
    const { unreachable, readAt } = freshness
    const notice =
      unreachable === undefined || readAt === undefined
        ? undefined
        : away(notices.savedAt(agoInWords(readAt, clock.now())))
    const kind = period?.kind ?? ("trending" as const)
    return { state: "papers" as const, kind, period, papers, notice, isOpen: !list.closed }
  }

  async function ofPeriod(period: Period): Promise<ShownList> {
    const answer = await library.list(period)
    if (answer.state !== "listed") return absent(answer, period)
    if (answer.papers.length > 0) return listed(period, answer)
    return nothing(period, { title: empty.none(periodInWords(period)), why: empty.noneWhy })
  }

  function absent(answer: Absent, period: Period): ShownList {
    const what = periodInWords(period)
    switch (answer.state) {
      case "not-open": {
        const asker: Asker = { now: clock.now(), timeZone: services.timeZone }
        return nothing(period, {
          title: empty.notOpen(what),
          why: empty.opens(openingInWords(answer.opensAt, asker)),
        })
      }
      case "weekend":
        return nothing(period, { title: empty.weekend(what), why: empty.weekendWhy })
      case "unreachable":
        return nothing(period, { title: empty.unreachable(what), why: answer.why }, answer.newest)
      default:
        return answer satisfies never
    }
  }

  async function trending(): Promise<ShownList> {
    const answer = await library.trending()
    if (answer.state === "listed") return listed(undefined, answer)
    const why = answer.state === "unreachable" ? answer.why : ""
    const title = empty.unreachable(words.web.reading.list.trending)
    return { state: "empty", kind: "trending", title, why, ways: [latest] }
  }

  return async (address: ListAddress): Promise<ShownList> => {
    try {
      if (address.kind === "today") return await today()
      return address.kind === "period" ? await ofPeriod(address.period) : await trending()
    } catch (error) {
      if (!(error instanceof UserError) || address.kind !== "period") throw error
      return nothing(address.period, { title: error.message, why: error.hint ?? "" })
    }
  }
}

const latest: Way = { label: empty.latest, href: "/" }

function nothing(
  period: Period,
  why: { readonly title: string; readonly why: string },
  newest?: string,
): ShownList {
  const near = newest
    ? periodOf("day", newest)
    : period.kind === "day" && isWeekend(period.key)
      ? lastWeekday(period)
      : undefined
  const ways = [
    ...(near ? [{ label: empty.goTo(periodInWords(near)), href: listPath(near) }] : []),
    latest,
    { label: empty.trending, href: listPath(undefined) },
  ]
  return { state: "empty", kind: period.kind, period, ...why, ways }
}

function lastWeekday(period: Period): Period {
  const before = shiftedPeriod(period, -1)
  return isWeekend(before.key) ? lastWeekday(before) : before
}
