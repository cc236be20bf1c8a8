import { resolve } from "node:path"
import { Kysely } from "kysely"
import type { Stores } from "../vocabulary/stores.ts"
import type { Log } from "../vocabulary/system.ts"
import { createStores } from "./create-stores.ts"
import type { Database, Engine } from "./engine.ts"
import { type Connection, connect, createSqliteDialect } from "./sqlite/connection.ts"
import { checkPages, findFault, identityOf, leaveMarker, prepareFile } from "./sqlite/database-file.ts"
import { migrate } from "./sqlite/migrate.ts"
import { watchForWrites } from "./sqlite/watch.ts"
import type { Tables } from "./tables.ts"

export type SqliteOptions = {
  /** Path of the database. It is created, with its folder, where there is none. */
  readonly file: string
  readonly log: Log
}

/**
 * Opens the stores in one file, several processes at once if need be. Throws a `StoreError` that says what to do when
 * the file is damaged, emptied, somebody else's, of a newer version, or cannot be written; it is left as it is then.
 */
export async function openSqlite(options: SqliteOptions): Promise<Stores> {
  return createStores(await openSqliteEngine(options))
}

/** The same, for what works on all tables alike. */
export async function openSqliteEngine({ file, log }: SqliteOptions): Promise<Engine> {
  const path = resolve(file)
  prepareFile(path)
  const connection = connect(path)
  try {
    const steps = await settle(connection)
    for (const step of steps)
      log.info({ file: path, migration: step.number }, `The store has now ${step.name}.`)
  } catch (error) {
    connection.close()
    throw error
  }
  return createEngine(connection)
}

async function settle(connection: Connection): ReturnType<typeof migrate> {
  // FULL: what was confirmed survives a power cut too; NORMAL lost rows in tests.
  await connection.run("PRAGMA synchronous = FULL")
  // Looked at before anything is written: a damaged file stays as it is.
  await checkPages(connection)
  const steps = await migrate(connection)
  leaveMarker(connection.file)
  return steps
}

function createEngine(connection: Connection): Engine {
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(connection) })
  const opened = identityOf(connection.file)
  const watches = new Set<() => void>()
  let closing: Promise<void> | undefined
  return {
    db,
    rowLocks: false,
    // It does so by itself where there is an index.
    preferIndexes: async () => undefined,
    snapshot: (work) => readAtOnce(connection, db, work),
    withoutSync: (work) => db.connection().execute((own) => inHaste(connection, () => work(own))),
    // `AUTOINCREMENT` goes on behind the highest by itself.
    resumeNumbers: async () => undefined,
    onChange(listener) {
      const stop = watchForWrites(connection, listener)
      watches.add(stop)
      return stop
    },
    check: () => findFault(connection, opened),
    close: () => {
      for (const stop of watches) stop()
      closing ??= closeInTurn(db)
      return closing
    },
  }
}

// In the write-ahead log, whatever is confirmed later makes this last too.
async function inHaste<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  await connection.run("PRAGMA synchronous = NORMAL")
  try {
    return await work()
  } finally {
    await connection.run("PRAGMA synchronous = FULL")
  }
}

// Not through Kysely, whose transactions here take the right to write from everybody else.
async function readAtOnce<T>(
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

// Kysely gives out the one connection in turn: whoever asked for it before has had it by then.
async function closeInTurn(db: Database): Promise<void> {
  await db.connection().execute(async () => undefined)
  await db.destroy()
}
