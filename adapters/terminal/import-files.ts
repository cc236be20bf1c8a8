import { relative } from "node:path"
import { listClosesAt, type PaperList } from "../../src/papers/list.ts"
import type { ReadList, ReadOptions } from "../../src/parsing/formats/read-papers.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import type { ImportSummary } from "../../src/vocabulary/library.ts"
import type { LeftOut } from "../../src/vocabulary/sources.ts"
import type { ListStore, PaperStore } from "../../src/vocabulary/stores.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { type FoundFile, findFiles } from "./find-files.ts"
import type { Progress } from "./progress.ts"
import { type Batch, readPaperFile } from "./read-file.ts"

export type ImportParts = {
  readonly papers: Pick<PaperStore, "save">
  readonly lists: Pick<ListStore, "put">
  readonly clock: Clock
  readonly progress: Progress
  /** The folder that relative paths count from. */
  readonly from: string
  readonly timeZone: string
}

type Tally = { -readonly [K in keyof ImportSummary]: ImportSummary[K] }

/**
 * Reads files, folders and patterns into the store. What was read before an interruption stays, and reading it again
 * doubles nothing. A file that cannot be read is left out with its reason; throws `UserError` when none can be read.
 */
export async function importFiles(
  paths: readonly string[],
  { day }: { readonly day?: string },
  parts: ImportParts,
): Promise<ImportSummary> {
  const files = await findFiles(paths, parts.from)
  const today = parts.clock.now().toZonedDateTimeISO(parts.timeZone).toPlainDate().toString()
  const options: ReadOptions = { today, date: day }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const tally: Tally = {
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    joined: 0,
    leftOut: [],
    notes: [],
    lists: [],
  }
  let before = 0
  try {
    for (const file of files) {
      const start = before
      const failure = await importFile(file, tally, options, parts, (bytes, name) =>
        parts.progress.report(start + bytes, total, words.terminal.import.progress(tally.read, name)),
      )
      if (failure !== undefined && files.length === 1 && tally.read === 0) throw failure
      if (failure !== undefined) tally.leftOut = [...tally.leftOut, leftOut(file, failure, parts)]
      before += file.bytes
    }
  } finally {
    parts.progress.end()
  }
  return tally
}

/** Gives the reason where the file, or the rest of it, cannot be read. */
async function importFile(
  file: FoundFile,
  tally: Tally,
  options: ReadOptions,
  parts: ImportParts,
  report: (bytesRead: number, name: string) => void,
): Promise<UserError | undefined> {
  const name = nameOf(file, parts)
  try {
    for await (const batch of readPaperFile(file, name, options)) {
      await keep(batch, tally, parts)
      report(batch.bytesRead, name)
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error
  }
  return undefined
}

/** Messages about a file start with its name, which `where` has already. */
function leftOut(file: FoundFile, { message, hint }: UserError, parts: ImportParts): LeftOut {
  const where = nameOf(file, parts)
  const why = message.startsWith(`${where} `) ? message.slice(where.length + 1) : message
  return { where, why: hint === undefined ? why : `${why} ${hint}` }
}

function nameOf(file: FoundFile, { from }: ImportParts): string {
  const name = relative(from, file.path)
  return name.startsWith("..") ? file.path : name
}

async function keep({ read }: Batch, tally: Tally, { papers, lists, clock }: ImportParts): Promise<void> {
  const now = clock.now()
  const outcome = await papers.save(read.values, now.toString())
  for (const list of read.lists) await lists.put(storedList(list, now))
  tally.read += read.values.length
  tally.added += outcome.added
  tally.changed += outcome.changed
  tally.unchanged += outcome.unchanged
  tally.joined += outcome.joined.length
  tally.leftOut = [...tally.leftOut, ...read.leftOut]
  tally.lists = [...new Set([...tally.lists, ...read.lists.map((list) => list.day)])]
  tally.notes = [...new Set([...tally.notes, ...read.notes])]
}

/**
 * When a file's list was really read is unknown. The moment at which its day closed is the earliest it can be complete,
 * so that later votes are still asked for.
 */
function storedList({ day, entries, source }: ReadList, now: Temporal.Instant): PaperList {
  const closesAt = listClosesAt(day)
  const closed = Temporal.Instant.compare(closesAt, now) <= 0
  return { key: day, entries, source, closed, readAt: (closed ? closesAt : now).toString() }
}
