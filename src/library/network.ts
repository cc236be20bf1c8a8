import { isWeekend, listClosesAt, type Paper, type PaperList, type Period } from "../papers/index.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { LeftOut, ListAnswer } from "../vocabulary/sources.ts"
import type { LibraryParts } from "./library.ts"
import { createSharing } from "./share.ts"
import { within } from "./within.ts"

/** How long an answer that the store can give as well waits for a better one, and how long one that it cannot. */
export const patienceMs = { withAnswer: 2_500, withoutAnswer: 8_000 }

/** After a failure, an answer that the store can give does not wait for the network again for so long. */
const silenceMs = 15_000

export type Asked<T> =
  | { readonly reached: true; readonly value: T }
  | { readonly reached: false; readonly why: string }

export type Network = ReturnType<typeof createNetwork>

/**
 * Asks the sources without ever holding up an answer: identical questions are asked once, whoever waits does so for a
 * bounded time, and what arrives later is kept all the same.
 */
export function createNetwork(parts: LibraryParts) {
  const { huggingFace, clock, log } = parts
  const shareList = createSharing<ListAnswer>()
  const shareTrending = createSharing<PaperList>()
  let silentUntil: Temporal.Instant | undefined

  function list(period: Period): Promise<ListAnswer> {
    return shareList(period.key, async () => {
      const answer = await huggingFace.list({ kind: period.kind, key: period.key })
      if (answer.state === "listed") await keep(answer.list, answer.papers, answer.leftOut)
      if (answer.state === "weekend") await parts.lists.put(emptyList(period, clock.now()))
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

  async function keep(read: PaperList, papers: readonly Paper[], leftOut: readonly LeftOut[]): Promise<void> {
    await keepPapers(papers)
    await parts.lists.put(read)
    if (leftOut.length > 0) log.warn({ list: read.key, leftOut }, "some papers of the list were left out")
  }

  /** Keeps papers; gives them back as they are known now, in the same order. */
  async function keepPapers(papers: readonly Paper[]): Promise<readonly Paper[]> {
    if (papers.length === 0) return []
    await parts.papers.save(papers, clock.now().toString())
    // Not waited for: while a lost index is being built, answers come from the store all the same.
    later("the search index", () => parts.follower.refresh())
    const known = await parts.papers.get(papers.map((paper) => paper.id))
    return papers.map((paper) => known.get(paper.id) ?? paper)
  }

  /**
   * Asks and waits as long as patience lasts; a caller that has an answer already is not patient, and after a failure
   * nobody is for long.
   */
  async function ask<T>(
    question: () => Promise<T>,
    { patient }: { readonly patient: boolean },
  ): Promise<Asked<T>> {
    if (!patient && isSilent()) return { reached: false, why: "the network was away a moment ago" }
    const ms = patient && !isSilent() ? patienceMs.withoutAnswer : patienceMs.withAnswer
    const asking = question()
    try {
      const answer = await within(clock, ms, asking)
      if (answer.inTime) return { reached: true, value: answer.value }
      asking.catch((error: unknown) => failed("an answer that came too late", error))
      return silent(`no answer within ${ms / 1000} s`)
    } catch (error) {
      return silent(reasonOf(error))
    }
  }

  function silent(why: string): { readonly reached: false; readonly why: string } {
    silentUntil = clock.now().add({ milliseconds: silenceMs })
    return { reached: false, why }
  }

  function isSilent(): boolean {
    return silentUntil !== undefined && Temporal.Instant.compare(clock.now(), silentUntil) < 0
  }

  /** Asks without anybody waiting, unless the network was away a moment ago. */
  function askLater(what: string, question: () => Promise<unknown>): void {
    if (!isSilent()) later(what, question)
  }

  function later(what: string, work: () => Promise<unknown>): void {
    work().catch((error: unknown) => failed(what, error))
  }

  function failed(what: string, error: unknown): void {
    if (error instanceof NetworkError || error instanceof PlatformError) {
      silent(error.message)
      log.info({ what, why: error.message }, "a source could not be read")
    } else log.error({ what, err: error }, "reading a source failed")
  }

  return { list, trending, ask, askLater, keepPapers }
}

function reasonOf(error: unknown): string {
  if (error instanceof NetworkError || error instanceof PlatformError) return error.message
  throw error
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
