import { withDeadline } from "../concurrency/deadline.ts"
import { daysOf, firstListDay, isWeekend, listDayAt, type Paper, periodOf } from "../papers/index.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

export type Seeding = Pick<Services, "papers" | "lists" | "huggingFace" | "clock" | "log"> & {
  /** The library that ships with the project. */
  readonly starter: () => Promise<{ readonly papers: readonly Paper[] }>
  readonly onProgress?: (progress: {
    readonly done: number
    readonly total: number
    readonly list: string
  }) => void
}

export type Seeded =
  /** Nothing was missing, or nothing more could be read. */
  | { readonly from: "store" }
  | { readonly from: "network"; readonly lists: number; readonly papers: number }
  | { readonly from: "starter"; readonly papers: number; readonly why: string }

const wantedLists = 14
/** Fourteen lists lie within three weeks; holidays may cost a few days more. */
const daysLookedThrough = 30
/** How long one list may take before the network counts as absent. */
const listDeadlineMs = 8_000

/**
 * Brings the library up to date at every start: an empty one gets the starter library, and then the last 14 lists are read
 * unless they are stored and closed. So an interrupted start goes on where it stopped.
 */
export async function seed(seeding: Seeding): Promise<Seeded> {
  const { papers, clock, log } = seeding
  const isNew = (await papers.count()) === 0
  const starter = isNew ? (await seeding.starter()).papers : []
  await papers.save(starter, clock.now().toString())
  try {
    return await readLastLists(seeding)
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof PlatformError)) throw error
    log.info({ why: error.message }, words.library.log.startedOffline)
    return isNew ? { from: "starter", papers: starter.length, why: error.message } : { from: "store" }
  }
}

async function readLastLists(seeding: Seeding): Promise<Seeded> {
  let asked = 0
  const sizes: number[] = []
  for (const day of recentWeekdays(seeding.clock.now())) {
    if (sizes.length === wantedLists) break
    const stored = await seeding.lists.get(day)
    if (!stored?.closed) asked += 1
    const size = stored?.closed ? stored.entries.length : await readDay(seeding, day)
    if (size === 0) continue
    sizes.push(size)
    if (asked > 0) seeding.onProgress?.({ done: sizes.length, total: wantedLists, list: day })
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

/** Stores a day's list and says how many papers it has: none on a holiday, or where nothing is listed yet. */
async function readDay({ huggingFace, papers, lists, clock, log }: Seeding, day: string): Promise<number> {
  const late = () =>
    new NetworkError("huggingface.co", words.library.network.noAnswerWithin(listDeadlineMs / 1000))
  const answer = await withDeadline(clock, { ms: listDeadlineMs, late }, (signal) =>
    huggingFace.list(periodOf("day", day), signal),
  )
  if (answer.state !== "listed") return 0
  await papers.save(answer.papers, clock.now().toString())
  await lists.put(answer.list)
  const { leftOut } = answer
  if (leftOut.length > 0) log.warn({ list: day, leftOut }, words.library.log.papersLeftOut)
  return answer.papers.length
}
