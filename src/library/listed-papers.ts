import {
  firstListDay,
  isWeekend,
  listOpensAt,
  type Paper,
  type PaperList,
  type Period,
} from "../papers/index.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Freshness, ListedPapers } from "../vocabulary/library.ts"
import type { ListAnswer } from "../vocabulary/sources.ts"
import { composedList } from "./composed-list.ts"
import type { LibraryParts } from "./library.ts"
import { isYounger, trendingIsFreshMinutes, worthOf } from "./list-freshness.ts"
import type { Network } from "./network.ts"

/** What an answer from the store says is out of reach. */
const site = "huggingface.co"

/** Lists of papers, from the store as long as that is as good, and from the site where it is not. */
export function createListedPapers(parts: LibraryParts, network: Network) {
  const { clock, lists } = parts

  async function list(period: Period): Promise<ListedPapers> {
    const now = clock.now()
    refuseTooEarly(period)
    const opensAt = listOpensAt(period.from)
    if (Temporal.Instant.compare(now, opensAt) < 0) return { state: "not-open", opensAt: opensAt.toString() }
    const stored = await lists.get(period.key)
    const worth = stored && worthOf(stored, period, now)
    const ask = () => network.list(period)
    if (stored && worth === "fresh") return fromStore(stored)
    if (stored && worth === "settling") {
      network.askLater(`list ${period.key}`, ask)
      return fromStore(stored)
    }
    const fallback = stored ?? (await composed(period))
    const asked = await network.ask(ask, { patient: fallback === undefined })
    return asked.reached ? listed(period, asked.value) : offline(period, fallback, asked.why)
  }

  async function trending(): Promise<ListedPapers> {
    const stored = await lists.get("trending")
    if (stored && isYounger(Temporal.Instant.from(stored.readAt), clock.now(), trendingIsFreshMinutes))
      return fromStore(stored)
    const asked = await network.ask(() => network.trending(), { patient: stored === undefined })
    if (asked.reached) return withPapers(asked.value, { from: "network", readAt: asked.value.readAt })
    return stored ? fromStore(stored, site) : unreachable(asked.why)
  }

  async function listed(period: Period, answer: ListAnswer): Promise<ListedPapers> {
    if (answer.state !== "listed") return answer
    if (answer.list.entries.length === 0 && isEmptyWeekend(period)) return { state: "weekend" }
    return withPapers(answer.list, { from: "network", readAt: answer.list.readAt })
  }

  async function offline(period: Period, known: PaperList | undefined, why: string): Promise<ListedPapers> {
    if (known !== undefined) return fromStore(known, site)
    return isEmptyWeekend(period) ? { state: "weekend" } : unreachable(why)
  }

  async function fromStore(known: PaperList, away?: string): Promise<ListedPapers> {
    if (known.entries.length === 0 && isWeekend(known.key)) return { state: "weekend" }
    const freshness: Freshness = { from: "store", readAt: known.readAt }
    return withPapers(known, away === undefined ? freshness : { ...freshness, unreachable: away })
  }

  async function withPapers(known: PaperList, freshness: Freshness): Promise<ListedPapers> {
    const ids = known.entries.map((entry) => entry.paper)
    const papers = await parts.papers.get(ids)
    const inOrder = ids.map((id) => papers.get(id)).filter((paper): paper is Paper => paper !== undefined)
    return { state: "listed", list: known, papers: inOrder, freshness }
  }

  async function unreachable(why: string): Promise<ListedPapers> {
    const newest = await lists.newestDay()
    return { state: "unreachable", why, ...(newest === undefined ? {} : { newest }) }
  }

  async function composed(period: Period): Promise<PaperList | undefined> {
    if (period.kind === "day") return undefined
    return composedList(period, await lists.days(period.from, period.to))
  }

  return { list, trending }
}

function isEmptyWeekend(period: Period): boolean {
  return period.kind === "day" && isWeekend(period.key)
}

function refuseTooEarly(period: Period): void {
  if (period.to >= firstListDay) return
  throw new UserError("before-first-list", `There is no list for ${period.key}.`, {
    hint: `The first list is that of ${firstListDay}.`,
  })
}
