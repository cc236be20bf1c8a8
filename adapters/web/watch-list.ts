/** Tells open windows of papers that today's list has gained, so that they can offer them without a reload. */
import { poll } from "../../src/concurrency/poll.ts"
import { listDayAt, periodOf } from "../../src/papers/index.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import type { Feed } from "./feed.ts"

/** The library itself asks the source less often. */
const everyMs = 60_000

/** Looks at the list while anybody has a window open, until the signal aborts. */
export function watchList(
  { library, clock, log, feed }: Pick<Services, "library" | "clock" | "log"> & { readonly feed: Feed },
  signal: AbortSignal,
): Promise<void> {
  const known = new Map<string, ReadonlySet<string>>()

  async function look(): Promise<void> {
    if (feed.followers() === 0) return
    const period = periodOf("day", listDayAt(clock.now()))
    const answer = await library.list(period)
    if (answer.state !== "listed") return
    const papers = answer.papers.map(({ id }) => id)
    const before = known.get(period.key)
    known.clear()
    known.set(period.key, new Set(papers))
    if (before && papers.some((paper) => !before.has(paper)))
      feed.publish({ kind: "listed", list: period.key, papers })
  }

  const failed = (err: unknown) => log.warn({ err }, words.web.log.listFailed)
  return poll(look, { clock, everyMs, signal, failed })
}
