import { createQueues } from "../concurrency/by-key.ts"
import { poll } from "../concurrency/poll.ts"
import { createSearchIndex, DamagedIndexError, loadSearchIndex, type SearchIndex } from "../search/index.ts"
import type { Services } from "../vocabulary/services.ts"
import type { PaperChange } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"

/** The file of a saved index. `write` replaces the whole file or leaves the old one. */
export type IndexFile = {
  read(): Promise<Uint8Array | undefined>
  write(bytes: Uint8Array): Promise<void>
}

export type IndexFollowerParts = Pick<Services, "papers" | "clock" | "log"> & {
  /** Absent: the index is built at every start. */
  readonly file?: IndexFile | undefined
  /** How often to look for what other processes stored. */
  readonly pollMs?: number
}

export type IndexFollower = {
  /** The index as it stands; empty until `open` has run. */
  index(): SearchIndex
  /** How far the index has followed the store's changes. */
  cursor(): number
  /** Loads the saved index, or builds it from the store where that is missing, damaged or of another store. */
  open(onProgress?: (indexed: number, total: number) => void): Promise<void>
  /** Takes in what changed in the store; gives the number of changes. */
  refresh(): Promise<number>
  /** Refreshes and saves until the signal aborts. Never throws. */
  follow(signal: AbortSignal): Promise<void>
  /** Writes the index to its file if it changed since the last time. */
  save(): Promise<void>
}

const batchSize = 500
const defaultPollMs = 2_000
/** Saving copies the whole index, so a busy import finishes first. */
const saveAfterQuietMs = 30_000

/** Keeps a search index in step with the store, which is the truth; the index can be lost at any time. */
export function createIndexFollower(parts: IndexFollowerParts): IndexFollower {
  const { papers, file, clock, log, pollMs = defaultPollMs } = parts
  let index = createSearchIndex()
  let cursor = 0
  let savedCursor = 0
  const turns = createQueues()

  // Index and cursor belong together: two tasks that change them at once would leave one ahead of the other.
  const inTurn = <T>(work: () => Promise<T>) => turns.run("index", work)

  async function open(onProgress?: (indexed: number, total: number) => void): Promise<void> {
    await load()
    await takeIn(onProgress)
    const stored = await papers.count()
    if (index.size === stored) return
    if (savedCursor > 0) log.warn({ indexed: index.size, stored }, words.library.log.otherIndex)
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
      log.warn({ why: error.message }, words.library.log.damagedIndex)
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
    const look = async () => {
      quietMs = (await inTurn(() => takeIn())) > 0 ? 0 : quietMs + pollMs
      if (quietMs >= saveAfterQuietMs) await inTurn(save)
    }
    const failed = (error: unknown) => log.error({ err: error }, words.library.log.indexBehind)
    await poll(look, { clock, everyMs: pollMs, signal, failed })
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
