import { createSearchIndex, DamagedIndexError, loadSearchIndex, type SearchIndex } from "../search/index.ts"
import type { PaperChange, PaperStore } from "../vocabulary/stores.ts"
import type { Clock, Log } from "../vocabulary/system.ts"

/** Where a saved index lies. `write` replaces the whole file or leaves the old one. */
export type IndexFile = {
  read(): Promise<Uint8Array | undefined>
  write(bytes: Uint8Array): Promise<void>
}

export type IndexFollowerParts = {
  readonly papers: PaperStore
  /** Absent: the index is built at every start. */
  readonly file?: IndexFile
  readonly clock: Clock
  readonly log: Log
  /** How often what other processes stored is looked for. */
  readonly pollMs?: number
}

export type IndexFollower = {
  /** The index as it stands; empty until `open` has run. */
  index(): SearchIndex
  /** How far the index has followed the store's changes. */
  cursor(): number
  /** Loads the saved index, or builds it from the store where that is missing, damaged or of another store. */
  open(onProgress?: (indexed: number, total: number) => void): Promise<void>
  /** Takes in what changed in the store; says how many changes that were. */
  refresh(): Promise<number>
  /** Refreshes and saves until the signal aborts. Never throws. */
  follow(signal: AbortSignal): Promise<void>
  /** Writes the index to its file if it changed since the last time. */
  save(): Promise<void>
}

const batchSize = 500
const defaultPollMs = 2_000
/** Saving copies the whole index, so a busy import is let finish first. */
const saveAfterQuietMs = 30_000

/** Keeps a search index in step with the store, which is the truth; the index can be lost at any time. */
export function createIndexFollower(parts: IndexFollowerParts): IndexFollower {
  const { papers, file, clock, log, pollMs = defaultPollMs } = parts
  let index = createSearchIndex()
  let cursor = 0
  let savedCursor = 0
  let lastTurn: Promise<unknown> = Promise.resolve()

  // Index and cursor belong together: two that change them at once would leave one ahead of the other.
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(work)
    lastTurn = turn.catch(() => undefined)
    return turn
  }

  async function open(onProgress?: (indexed: number, total: number) => void): Promise<void> {
    await load()
    await takeIn(onProgress)
    const stored = await papers.count()
    if (index.size === stored) return
    if (savedCursor > 0)
      log.warn({ indexed: index.size, stored }, "the saved index is of another store; rebuilding")
    startOver()
    await takeIn(onProgress)
  }

  async function load(): Promise<void> {
    startOver()
    try {
      const bytes = await file?.read()
      if (bytes === undefined) return
      index = loadSearchIndex(bytes)
      cursor = index.cursor
      savedCursor = index.cursor
    } catch (error) {
      if (!(error instanceof DamagedIndexError)) throw error
      log.warn({ why: error.message }, "the saved search index cannot be used; building it anew")
    }
  }

  function startOver(): void {
    index = createSearchIndex()
    cursor = 0
    savedCursor = 0
  }

  async function takeIn(onProgress?: (indexed: number, total: number) => void): Promise<number> {
    const total = onProgress ? await papers.count() : 0
    let taken = 0
    while (true) {
      const next = await papers.changesSince(cursor, batchSize)
      if (next.changes.length === 0) return taken
      apply(index, next.changes)
      cursor = next.cursor
      taken += next.changes.length
      onProgress?.(Math.min(index.size, total), total)
      // Lets requests in between the batches of a long build.
      await clock.wait(0)
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    let quietMs = 0
    while (!signal.aborted) {
      try {
        await clock.wait(pollMs, signal)
        quietMs = (await inTurn(() => takeIn())) > 0 ? 0 : quietMs + pollMs
        if (quietMs >= saveAfterQuietMs) await inTurn(save)
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, "the search index cannot follow the store")
      }
    }
  }

  async function save(): Promise<void> {
    if (file === undefined || cursor === savedCursor) return
    const upTo = cursor
    await file.write(index.save(upTo))
    savedCursor = upTo
  }

  return {
    index: () => index,
    cursor: () => cursor,
    open: (onProgress) => inTurn(() => open(onProgress)),
    refresh: () => inTurn(() => takeIn()),
    follow,
    save: () => inTurn(save),
  }
}

function apply(index: SearchIndex, changes: readonly PaperChange[]): void {
  const gone = changes.filter((change) => change.paper === undefined).map((change) => change.id)
  if (gone.length > 0) index.remove(gone)
  index.add(changes.map((change) => change.paper).filter((paper) => paper !== undefined))
}
