import { daysOf, firstListDay, isWeekend, listDayAt, type Paper, periodOf } from "../papers/index.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { HuggingFace, ListAnswer } from "../vocabulary/sources.ts"
import type { ListStore, PaperStore } from "../vocabulary/stores.ts"
import type { Clock, Log } from "../vocabulary/system.ts"
import { within } from "./within.ts"

export type Stocking = {
  readonly papers: PaperStore
  readonly lists: ListStore
  readonly huggingFace: HuggingFace
  /** The library that ships with the project, for a first start without a network. */
  readonly starter: () => Promise<{ readonly papers: readonly Paper[] }>
  readonly clock: Clock
  readonly log: Log
  readonly onProgress?: (progress: {
    readonly done: number
    readonly total: number
    readonly list: string
  }) => void
}

export type Stocked =
  /** Nothing was missing, or nothing more could be read. */
  | { readonly from: "store" }
  | { readonly from: "network"; readonly lists: number; readonly papers: number }
  | { readonly from: "starter"; readonly papers: number; readonly why: string }

const wantedLists = 14
/** Fourteen lists lie within three weeks; holidays may cost a few days more. */
const daysLookedThrough = 30
/** How long one list may take before the network is taken for absent. */
const listDeadlineMs = 8_000

/**
 * Sees to it at every start that the last 14 lists are here: what is stored and closed is not read again, so that an
 * interrupted start goes on where it stopped, and one after a long absence reads what it missed. Where nothing is
 * stored and nothing can be read, the starter library is loaded.
 */
export async function stockLibrary(stocking: Stocking): Promise<Stocked> {
  try {
    return await lastLists(stocking)
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof PlatformError)) throw error
    stocking.log.info({ why: error.message }, "the site could not be read at the start")
    return loadStarter(stocking, error.message)
  }
}

async function lastLists(stocking: Stocking): Promise<Stocked> {
  let asked = 0
  const sizes: number[] = []
  for (const day of recentWeekdays(stocking.clock.now())) {
    if (sizes.length === wantedLists) break
    const stored = await stocking.lists.get(day)
    if (!stored?.closed) asked += 1
    const size = stored?.closed ? stored.entries.length : await readDay(stocking, day)
    if (size === 0) continue
    sizes.push(size)
    if (asked > 0) stocking.onProgress?.({ done: sizes.length, total: wantedLists, list: day })
  }
  if (asked === 0) return { from: "store" }
  return { from: "network", lists: sizes.length, papers: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Newest first. */
function recentWeekdays(now: Temporal.Instant): readonly string[] {
  const newest = listDayAt(now)
  const from = Temporal.PlainDate.from(newest).subtract({ days: daysLookedThrough }).toString()
  return daysOf({ from, to: newest })
    .filter((day) => day >= firstListDay && !isWeekend(day))
    .toReversed()
}

/** Keeps a day's list and says how many papers it has: none on a holiday, or where nothing is listed yet. */
async function readDay(stocking: Stocking, day: string): Promise<number> {
  const answer = await inTime(stocking, day)
  if (answer.state !== "listed") return 0
  await stocking.papers.save(answer.papers, stocking.clock.now().toString())
  await stocking.lists.put(answer.list)
  if (answer.leftOut.length > 0)
    stocking.log.warn({ list: day, leftOut: answer.leftOut }, "some papers of the list were left out")
  return answer.papers.length
}

async function inTime({ clock, huggingFace }: Stocking, day: string): Promise<ListAnswer> {
  const asking = new AbortController()
  const question = huggingFace.list(periodOf("day", day), asking.signal)
  const answer = await within(clock, listDeadlineMs, question)
  if (answer.inTime) return answer.value
  asking.abort(new NetworkError("huggingface.co", `no answer within ${listDeadlineMs / 1000} s`))
  return question
}

async function loadStarter({ papers, starter, clock }: Stocking, why: string): Promise<Stocked> {
  if ((await papers.count()) > 0) return { from: "store" }
  const { papers: landmarks } = await starter()
  await papers.save(landmarks, clock.now().toString())
  return { from: "starter", papers: landmarks.length, why }
}
