import { NetworkError, PlatformError } from "../errors.ts"
import { firstListDay, listDayAt, type Paper, periodOf } from "../papers/index.ts"
import type { Clock, HuggingFace, ListAnswer, Log } from "../ports.ts"
import type { FactStore, ListStore, PaperStore } from "../stores.ts"
import { within } from "./within.ts"

export type Stocking = {
  readonly papers: PaperStore
  readonly lists: ListStore
  readonly facts: FactStore
  readonly huggingFace: HuggingFace
  /** The library that ships with the project, for a start without a network. */
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
  | { readonly from: "store" }
  | { readonly from: "network"; readonly lists: number; readonly papers: number }
  | { readonly from: "starter"; readonly papers: number; readonly why: string }

const wantedLists = 14
/** Fourteen lists lie within three weeks; holidays may cost a few days more. */
const daysLookedThrough = 30
/** How long a start waits for the first list before it takes the network for absent. */
const firstListDeadlineMs = 8_000
const factName = "library stocked"

/**
 * Fills an empty library on the first start: the last 14 lists, or without a network the starter library. What an
 * interrupted start has stored is not asked for again; a start that had no network tries again the next time.
 */
export async function stockLibrary(stocking: Stocking): Promise<Stocked> {
  const { facts, clock } = stocking
  if ((await facts.get(factName)) === "network") return { from: "store" }
  const now = clock.now()
  try {
    const stocked = await lastLists(stocking, now)
    await facts.put(factName, "network")
    return stocked
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof PlatformError)) throw error
    stocking.log.info({ why: error.message }, "the site could not be read, so the starter library is used")
    return loadStarter(stocking, now, error.message)
  }
}

async function lastLists(stocking: Stocking, now: Temporal.Instant): Promise<Stocked> {
  let lists = 0
  let papers = 0
  let day = Temporal.PlainDate.from(listDayAt(now))
  for (let tried = 0; tried < daysLookedThrough && lists < wantedLists; tried++) {
    const key = day.toString()
    if (key < firstListDay) break
    const read = day.dayOfWeek <= 5 ? await stockDay(stocking, key, now) : undefined
    day = day.subtract({ days: 1 })
    if (read === undefined) continue
    lists += 1
    papers += read
    stocking.onProgress?.({ done: lists, total: wantedLists, list: key })
  }
  return { from: "network", lists, papers }
}

/** How many papers the day has; undefined where it has no list. */
async function stockDay(stocking: Stocking, key: string, now: Temporal.Instant): Promise<number | undefined> {
  const stored = await stocking.lists.get(key)
  if (stored?.closed && stored.entries.length > 0) return stored.entries.length
  const answer = await inTime(stocking, key)
  if (answer.state !== "listed") return undefined
  await stocking.papers.save(answer.papers, now.toString())
  await stocking.lists.put(answer.list)
  if (answer.leftOut.length > 0)
    stocking.log.warn({ list: key, leftOut: answer.leftOut }, "some papers of the list were left out")
  return answer.papers.length > 0 ? answer.papers.length : undefined
}

async function inTime({ clock, huggingFace }: Stocking, key: string): Promise<ListAnswer> {
  const asking = new AbortController()
  const question = huggingFace.list(periodOf("day", key), asking.signal)
  const answer = await within(clock, firstListDeadlineMs, question)
  if (answer.inTime) return answer.value
  asking.abort(new NetworkError("huggingface.co", `no answer within ${firstListDeadlineMs / 1000} s`))
  return question
}

async function loadStarter(
  { papers, facts, starter }: Stocking,
  now: Temporal.Instant,
  why: string,
): Promise<Stocked> {
  if ((await facts.get(factName)) !== undefined || (await papers.count()) > 0) return { from: "store" }
  const { papers: landmarks } = await starter()
  await papers.save(landmarks, now.toString())
  await facts.put(factName, "starter")
  return { from: "starter", papers: landmarks.length, why }
}
