import { arXivListKey, type PaperList } from "../papers/index.ts"
import type { ListedPapers } from "../vocabulary/library.ts"
import type { LibraryParts } from "./library.ts"
import type { Network } from "./network.ts"

const announcementZone = "America/New_York"

/**
 * arXiv's announcements of a day. Its feed tells the newest ones only, so a day is kept as a list once it was read;
 * one that nobody read in time cannot be had any more.
 */
export function createAnnounced({ papers, lists, arXiv, clock, log }: LibraryParts, network: Network) {
  return async (categories: readonly string[], day: string): Promise<ListedPapers> => {
    const key = arXivListKey(categories, day)
    const stored = await lists.get(key)
    if (stored !== undefined) return listed(stored, "store")
    if (day !== newestDay())
      return { state: "unreachable", why: `arXiv tells its newest papers only, not those of ${day}` }
    const asked = await network.ask(() => read(key, categories), { patient: true })
    return asked.reached ? listed(asked.value, "network") : { state: "unreachable", why: asked.why }
  }

  async function read(key: string, categories: readonly string[]): Promise<PaperList> {
    const { values, leftOut } = await arXiv.announced(categories)
    if (leftOut.length > 0) log.warn({ list: key, leftOut }, "some of arXiv's papers were left out")
    const entries = values.map(({ id, upvotes, comments }) => ({ paper: id, upvotes, comments }))
    await network.keepPapers(values)
    const list: PaperList = { key, entries, closed: true, readAt: clock.now().toString(), source: "arxiv" }
    await lists.put(list)
    return list
  }

  async function listed(list: PaperList, from: "store" | "network"): Promise<ListedPapers> {
    const known = await papers.get(list.entries.map(({ paper }) => paper))
    const inOrder = list.entries.flatMap(({ paper }) => known.get(paper) ?? [])
    return { state: "listed", list, papers: inOrder, freshness: { from, readAt: list.readAt } }
  }

  /** The weekday whose announcements the feed holds now. */
  function newestDay(): string {
    const today = clock.now().toZonedDateTimeISO(announcementZone).toPlainDate()
    return today.subtract({ days: Math.max(0, today.dayOfWeek - 5) }).toString()
  }
}
