import { within } from "../concurrency/deadline.ts"
import { createPaperVectors, type NearPaper, type SearchIndex } from "../search/index.ts"
import { EmbedderUnavailableError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import type { Embedder } from "../vocabulary/sources.ts"
import type { PaperChange, PaperStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { type JudgedQuestion, judgedQuestions } from "./judged-questions.ts"
import { fewestQuestions, gains, keepFigures, lastFigures, measureModel } from "./measure-model.ts"
import { createQueryVectors, embedPapers } from "./vectors.ts"

export type MeaningParts = Pick<Services, "vectors" | "facts" | "clock" | "log"> & {
  readonly model: string
  /** Loads the model, and ends it when the signal aborts. */
  readonly load: (signal: AbortSignal) => Promise<Embedder>
  readonly papers: Pick<PaperStore, "changesSince">
  readonly index: () => Pick<SearchIndex, "has" | "search">
  /** What the model is measured on; the project's own unless a test says else. */
  readonly questions?: readonly JudgedQuestion[]
}

export type Meaning = {
  /**
   * Papers near a query, nearest first. None while no model runs, where it does not answer at once, and where it was not
   * seen to find more than words do. Never throws.
   */
  near(query: string): Promise<readonly NearPaper[]>
  /** Papers near a paper, by the vectors that are here already. */
  nearPaper(id: string): readonly NearPaper[]
  /** Loads the vectors and the model, then gives every paper a vector until the signal aborts. Never throws. */
  follow(signal: AbortSignal): Promise<void>
}

/** How long an answer waits for a query's vector: less than anybody notices. */
const patienceMs = 250
/** How many papers near in meaning are mixed with what words found. */
const nearPapers = 100
/** Vectors are stored after so many papers, so a restart loses little. */
const batchSize = 64
const pollMs = 5_000
/** Progress is logged after so many papers. */
const toldEvery = 1_000

/**
 * Papers by their meaning, as an optional model sees it. Vectors are kept in the store, so each is computed once. It is
 * measured at each start, when every paper has its vector, and takes part only if it gains; till then as it did last time.
 */
export function createMeaning(parts: MeaningParts): Meaning {
  const { model, papers, facts, clock, log, questions = judgedQuestions } = parts
  const vectors = createPaperVectors()
  let embedder: Embedder | undefined
  let helps = false
  let isMeasured = false
  let computed = 0
  let told = 0
  const vectorOf = createQueryVectors((error) => {
    if (error instanceof EmbedderUnavailableError) lose(error)
    else log.warn({ err: error, model }, words.library.log.questionNotEmbedded)
  })

  // Several callers may find at once that the model has stopped; the log says so once.
  function lose(error: EmbedderUnavailableError): void {
    if (embedder !== undefined) tellLost(error)
    embedder = undefined
  }

  function tellLost(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    log.warn({ model }, `${why} ${words.library.embedding.searchWithout}`)
  }

  async function near(query: string): Promise<readonly NearPaper[]> {
    if (embedder === undefined || !helps || vectors.size === 0) return []
    const answered = await within(clock, patienceMs, vectorOf(embedder, query))
    const vector = answered.inTime ? answered.value : undefined
    return vector === undefined ? [] : vectors.nearest(vector, nearPapers)
  }

  function nearPaper(id: string): readonly NearPaper[] {
    const vector = helps ? vectors.get(id) : undefined
    return vector === undefined
      ? []
      : vectors.nearest(vector, nearPapers + 1).filter((paper) => paper.id !== id)
  }

  async function follow(signal: AbortSignal): Promise<void> {
    try {
      const running = await parts.load(signal)
      for await (const [id, vector] of parts.vectors.all(running.model)) vectors.put(id, vector)
      const last = await lastFigures(facts)
      helps = last?.model === running.model && gains(last)
      embedder = running
      log.info({ model, vectors: vectors.size }, words.library.log.modelLoaded)
    } catch (error) {
      if (!signal.aborted) tellLost(error)
      return
    }
    await followStore(signal)
    embedder = undefined
  }

  async function followStore(signal: AbortSignal): Promise<void> {
    let cursor = 0
    let pauseMs = 0
    while (embedder !== undefined && !signal.aborted) {
      try {
        await clock.wait(pauseMs, signal)
        const next = await papers.changesSince(cursor, batchSize)
        await takeIn(next.changes, embedder)
        cursor = next.cursor
        pauseMs = next.changes.length > 0 ? 0 : pollMs
        if (pauseMs > 0 && !isMeasured) await measure(embedder)
        tellProgress(pauseMs > 0)
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof EmbedderUnavailableError) return lose(error)
        pauseMs = pollMs
        log.error({ err: error }, words.library.log.vectorsBehind)
      }
    }
  }

  async function takeIn(changes: readonly PaperChange[], running: Embedder): Promise<void> {
    vectors.remove(changes.filter(({ paper }) => paper === undefined).map(({ id }) => id))
    const unseen = changes.flatMap(({ paper }) =>
      paper === undefined || vectors.get(paper.id) !== undefined ? [] : [paper],
    )
    if (unseen.length === 0) return
    const made = await embedPapers(running, unseen, log)
    await parts.vectors.put(running.model, made)
    for (const [id, vector] of made) vectors.put(id, vector)
    computed += made.size
  }

  // Where too few of the sought papers are here yet, it is tried again.
  async function measure(running: Embedder): Promise<void> {
    const index = parts.index()
    if (questions.filter(({ id }) => index.has(id)).length < fewestQuestions) return
    const nearest = async (query: string) => {
      const vector = await vectorOf(running, query)
      return vector === undefined ? [] : vectors.nearest(vector, nearPapers)
    }
    const figures = await measureModel(running.model, index, nearest, questions)
    if (embedder === undefined) return
    isMeasured = true
    helps = gains(figures)
    await keepFigures(facts, figures)
    log.info(figures, helps ? words.library.log.modelHelps : words.library.log.modelHelpsNot)
  }

  function tellProgress(isCaughtUp: boolean): void {
    if (computed === told || (!isCaughtUp && computed - told < toldEvery)) return
    told = computed
    const { allEmbedded, embedding } = words.library.log
    log.info({ model, computed, vectors: vectors.size }, isCaughtUp ? allEmbedded : embedding)
  }

  return { near, nearPaper, follow }
}
