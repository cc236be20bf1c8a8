import { createShared } from "../concurrency/by-key.ts"
import { within } from "../concurrency/deadline.ts"
import { isWeekend, listClosesAt, type Paper, type PaperList, type Period } from "../papers/index.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import type { LeftOut, ListAnswer } from "../vocabulary/sources.ts"
import { words } from "../words/words.ts"

/** How long an answer waits for a better one: briefly where the store has one, longer where it has none. */
export const patienceMs = { withAnswer: 2_500, withoutAnswer: 8_000 }

/** After a failure, an answer that the store can give does not wait for the network for so long. */
const pauseMs = 15_000

export type Asked<T> =
  | { readonly reached: true; readonly value: T }
  | { readonly reached: false; readonly why: string }

export type Network = ReturnType<typeof createNetwork>

type Needs = Pick<Services, "huggingFace" | "papers" | "lists" | "clock" | "log"> & {
  /** Brings the search index up to date. */
  readonly reindex: () => Promise<unknown>
}

/**
 * Asks the sources without holding up an answer: identical questions are asked once, nobody waits longer than agreed, and
 * what arrives late is stored all the same.
 */
export function createNetwork({ huggingFace, papers, lists, clock, log, reindex }: Needs) {
  const shareList = createShared<ListAnswer>()
  const shareTrending = createShared<PaperList>()
  let pausedUntil: Temporal.Instant | undefined

  function list(period: Period): Promise<ListAnswer> {
    return shareList(period.key, async () => {
      const answer = await huggingFace.list({ kind: period.kind, key: period.key })
      if (answer.state === "listed") await keep(answer.list, answer.papers, answer.leftOut)
      if (answer.state === "weekend") await lists.put(emptyList(period, clock.now()))
      return answer
    })
  }

  function trending(): Promise<PaperList> {
    return shareTrending("trending", async () => {
      const answer = await huggingFace.trending()
      await keep(answer.list, answer.papers, answer.leftOut)
      return answer.list
    })
  }

  /** Stores a list with its papers. */
  async function keep(read: PaperList, listed: readonly Paper[], leftOut: readonly LeftOut[]): Promise<void> {
    await keepPapers(listed)
    await lists.put(read)
    if (leftOut.length > 0) log.warn({ list: read.key, leftOut }, words.library.log.papersLeftOut)
  }

  /** Stores papers; gives them as they are known now, in the same order. */
  async function keepPapers(found: readonly Paper[]): Promise<readonly Paper[]> {
    if (found.length === 0) return []
    await papers.save(found, clock.now().toString())
    // Not waited for: while a lost index is being rebuilt, answers come from the store.
    later("search index", reindex)
    const known = await papers.get(found.map((paper) => paper.id))
    return found.map((paper) => known.get(paper.id) ?? paper)
  }

  /** Asks, and waits as long as is agreed for a caller that is `patient` because it has no answer of its own. */
  async function ask<T>(
    question: () => Promise<T>,
    { patient }: { readonly patient: boolean },
  ): Promise<Asked<T>> {
    if (!patient && isPaused()) return { reached: false, why: words.library.network.justFailed }
    const ms = patient && !isPaused() ? patienceMs.withoutAnswer : patienceMs.withAnswer
    const asking = question()
    try {
      const answer = await within(clock, ms, asking)
      if (answer.inTime) return { reached: true, value: answer.value }
      asking.catch((error: unknown) => failed("late answer", error))
      return pause(words.library.network.noAnswerWithin(ms / 1000))
    } catch (error) {
      if (error instanceof NetworkError || error instanceof PlatformError) return pause(error.message)
      throw error
    }
  }

  function pause(why: string): { readonly reached: false; readonly why: string } {
    pausedUntil = clock.now().add({ milliseconds: pauseMs })
    return { reached: false, why }
  }

  function isPaused(): boolean {
    return pausedUntil !== undefined && Temporal.Instant.compare(clock.now(), pausedUntil) < 0
  }

  /** Asks while nobody waits, unless the network failed a moment ago. */
  function askLater(what: string, question: () => Promise<unknown>): void {
    if (!isPaused()) later(what, question)
  }

  function later(what: string, work: () => Promise<unknown>): void {
    work().catch((error: unknown) => failed(what, error))
  }

  function failed(what: string, error: unknown): void {
    if (error instanceof NetworkError || error instanceof PlatformError) {
      pause(error.message)
      log.info({ what, why: error.message }, words.library.log.sourceFailed)
    } else log.error({ what, err: error }, words.library.log.sourceBug)
  }

  return { list, trending, keep, keepPapers, ask, askLater }
}

function emptyList(period: Period, now: Temporal.Instant): PaperList {
  return {
    key: period.key,
    entries: [],
    closed: isWeekend(period.key) && Temporal.Instant.compare(listClosesAt(period.to), now) <= 0,
    readAt: now.toString(),
    source: "huggingface",
  }
}
