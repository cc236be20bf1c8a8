import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { renameSync, rmSync } from "node:fs"
import { resolve } from "node:path"
import { Worker } from "node:worker_threads"
import { Kysely } from "kysely"
import { poll } from "../concurrency/poll.ts"
import { StoreError } from "../vocabulary/errors.ts"
import { type ChangeKind, changeKinds, type Stores } from "../vocabulary/stores.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { createStores } from "./create-stores.ts"
import {
  backgroundTimer,
  createRowReader,
  type Database,
  type Engine,
  notKept,
  type OnStatement,
  storeError,
} from "./engine.ts"
import { migrations } from "./migrations.ts"
import { type Connection, connect, createSqliteDialect } from "./sqlite/connection.ts"
import { copyFile, examineFile, inOneLine } from "./sqlite/copy-file.ts"
import { explainedFile, findFileLoss, identityOf, leaveMarker, prepareFile } from "./sqlite/database-file.ts"
import { migrate, pragma } from "./sqlite/migrate.ts"
import type { Tables } from "./tables.ts"

export type SqliteOptions = {
  /** Path of the database. It is created, with its folder, if there is none. */
  readonly file: string
  readonly log: Log
  readonly onStatement?: OnStatement | undefined
  /** Whether it is copied before its tables change. So unless told otherwise. */
  readonly isCopied?: boolean | undefined
}

/** The first version that overwrites what it deletes. */
const firstOverwriting = 10

/** A look costs some microseconds, and nobody notices a quarter of a second. */
const lookEveryMs = 250
const lookForLossEveryMs = 1_000
/** For so long at most what was deleted can still be read in the write-ahead log. */
const emptyLogEveryMs = 60_000

/**
 * Opens the stores in one file, in several processes at once if need be. Throws a `StoreError` that says what to do if the
 * file is damaged, emptied, another program's, of a newer version, or cannot be written; it is left as it is then.
 */
export async function openSqlite(options: SqliteOptions): Promise<Stores> {
  return createStores(await openSqliteEngine(options))
}

/** The same, for what works on all tables alike. */
export async function openSqliteEngine({
  file,
  log,
  onStatement,
  isCopied = true,
}: SqliteOptions): Promise<Engine> {
  const path = resolve(file)
  prepareFile(path)
  const connection = connect(path, onStatement)
  try {
    for (const { number, name } of await settle(connection, log, isCopied))
      log.info({ file: path }, words.storage.migrated(number, name))
  } catch (error) {
    connection.close()
    throw error
  }
  return createEngine(connection, log)
}

async function settle(connection: Connection, log: Log, isCopied: boolean): ReturnType<typeof migrate> {
  // FULL: what was confirmed survives a power cut too; NORMAL lost rows in tests.
  await connection.run("PRAGMA synchronous = FULL")
  // What is deleted is overwritten in the file: members' messages must not be readable in freed pages.
  await connection.run("PRAGMA secure_delete = ON")
  // Looked at before anything is written: a damaged file stays as it is.
  await checkPages(connection)
  if (isCopied)
    await keepBeforeMigrating(connection, log).catch((error) => {
      throw notKept(error)
    })
  const steps = await migrate(connection)
  leaveMarker(connection.file)
  // Earlier versions left what they deleted in the file's free pages.
  const [first] = steps
  if (first !== undefined && first.number > 1 && first.number <= firstOverwriting)
    await connection.run("VACUUM")
  return steps
}

/**
 * Copies a store whose tables are about to change, since no program of before can read them afterwards. Throws `StoreError`
 * where no copy can be made; nothing has changed then.
 */
async function keepBeforeMigrating(connection: Connection, log: Log): Promise<void> {
  const version = await pragma(connection, "user_version")
  if (version === 0 || version >= migrations.length) return
  const copy = `${connection.file}.version-${version}`
  const draft = `${copy}.${randomUUID()}`
  try {
    await copyFile(connection.file, draft, "", () => undefined)
    // Another process may have changed the tables meanwhile, and made its own copy before.
    if (examineFile(draft).version !== version) return
    explainedFile(copy, () => renameSync(draft, copy))
  } finally {
    for (const left of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(left, { force: true })
  }
  log.info({ copy }, words.storage.keptBeforeMigrating)
}

/** Throws a `StoreError` with what SQLite's quick check finds wrong with the pages. */
async function checkPages(connection: Connection): Promise<void> {
  const { rows } = await connection.query("PRAGMA quick_check(1)")
  const [verdict] = Object.values(rows[0] ?? {})
  if (verdict !== "ok")
    throw storeError("corrupt", words.storage.file.damaged(connection.file, inOneLine(verdict)))
}

function createEngine(connection: Connection, log: Log): Engine {
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(connection) })
  const opened = identityOf(connection.file)
  const ended = new AbortController()
  const findLoss = () => findFileLoss(connection.file, opened)
  let closing: Promise<void> | undefined
  watchForLoss(findLoss, log, ended.signal)
  keepLogShort(connection, log, ended.signal)
  return {
    db,
    rowLocks: false,
    // SQLite does so by itself if there is an index.
    preferIndexes: async () => undefined,
    snapshot: (work) => readSnapshot(connection, db, work),
    withoutSync: (work) => db.connection().execute((own) => writeWithoutSync(connection, () => work(own))),
    // `AUTOINCREMENT` goes on behind the highest by itself.
    resumeNumbers: async () => undefined,
    onChange(listener) {
      const watch = new AbortController()
      watchForWrites(connection, listener, AbortSignal.any([watch.signal, ended.signal]))
      return () => watch.abort()
    },
    readable: createRowReader(log),
    async check() {
      return findLoss() ?? faultOf(() => connection.query("SELECT value FROM sequence"))
    },
    findDamage: () => findDamage(connection.file, ended.signal),
    close: () => {
      ended.abort()
      closing ??= closeInTurn(db)
      return closing
    },
  }
}

/** SQLite's full check, which also compares every index with its table. */
async function findDamage(file: string, ended: AbortSignal): Promise<readonly string[]> {
  const worker = new Worker(new URL("./sqlite/integrity-worker.ts", import.meta.url), { workerData: file })
  worker.unref()
  const stop = () => void worker.terminate()
  ended.addEventListener("abort", stop)
  try {
    const [verdicts] = (await once(worker, "message", { signal: ended })) as [readonly string[]]
    return verdicts.filter((verdict) => verdict !== "ok").map((verdict) => inOneLine(verdict))
  } catch (error) {
    // What is damaged badly cannot even be checked.
    return ended.aborted ? [] : [error instanceof Error ? error.message : String(error)]
  } finally {
    ended.removeEventListener("abort", stop)
  }
}

/** Says it in the log at once if the file is deleted, replaced or emptied while the store is open. */
function watchForLoss(findLoss: () => string | undefined, log: Log, signal: AbortSignal): void {
  let told: string | undefined
  const look = async () => {
    const loss = findLoss()
    if (loss !== undefined && loss !== told) log.error({}, loss)
    told = loss
  }
  const failed = (error: unknown) => log.error({ err: error }, words.storage.file.notWatched)
  void poll(look, { clock: backgroundTimer, everyMs: lookForLossEveryMs, signal, failed })
}

/** Moves the write-ahead log into the file and empties it, unless somebody reads from it just now. */
function keepLogShort(connection: Connection, log: Log, signal: AbortSignal): void {
  const empty = async () => {
    if (!connection.isInTransaction()) await connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
  }
  const failed = (error: unknown) => log.warn({ err: error }, words.storage.file.logNotEmptied)
  void poll(empty, { clock: backgroundTimer, everyMs: emptyLogEveryMs, signal, failed })
}

async function faultOf(check: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (error instanceof StoreError) return `${error.message} ${error.hint}`
    throw error
  }
}

/** SQLite notifies nobody, but counts writes. It does not say what was written, so everything may have been. */
function watchForWrites(
  connection: Connection,
  listener: (what: ChangeKind) => void,
  signal: AbortSignal,
): void {
  let seen = writesSeen(connection)
  const look = async () => {
    const writes = writesSeen(connection)
    if (writes !== seen) changeKinds.forEach(listener)
    seen = writes
  }
  const failed = (error: unknown) => {
    throw error
  }
  void poll(look, { clock: backgroundTimer, everyMs: lookEveryMs, signal, failed })
}

// A store that cannot be read says so when it is read; here it is one more reason to look.
function writesSeen(connection: Connection): number | undefined {
  try {
    return connection.foreignWrites()
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

// In the write-ahead log, whatever is confirmed later makes this last too.
async function writeWithoutSync<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.run("PRAGMA synchronous = NORMAL")
  try {
    return await work()
  } finally {
    await connection.run("PRAGMA synchronous = FULL")
  }
}

// Not through Kysely, whose transactions here take the right to write from everybody else.
async function readSnapshot<T>(
  connection: Connection,
  db: Database,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  await connection.run("BEGIN")
  try {
    return await work(db)
  } finally {
    await connection.run("COMMIT")
  }
}

// Kysely gives out the one connection in turn: callers that asked for it before have used it by then.
async function closeInTurn(db: Database): Promise<void> {
  await db.connection().execute(async () => undefined)
  await db.destroy()
}
