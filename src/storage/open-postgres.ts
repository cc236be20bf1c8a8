import { setImmediate as turn } from "node:timers/promises"
import { Kysely, sql } from "kysely"
import { StoreError } from "../vocabulary/errors.ts"
import type { Stores } from "../vocabulary/stores.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { copyServer, snapshotOf } from "./copy-server.ts"
import { createStores } from "./create-stores.ts"
import {
  createRowReader,
  type Database,
  type Engine,
  notKept,
  type OnProgress,
  type Writing,
} from "./engine.ts"
import { migrations } from "./migrations.ts"
import { describeAddress } from "./postgres/address.ts"
import { createPostgresDialect } from "./postgres/dialect.ts"
import { createListener } from "./postgres/listen.ts"
import { migrate, versionOf } from "./postgres/migrate.ts"
import { createPool, type Server } from "./postgres/pool.ts"
import type { Tables } from "./tables.ts"

export type PostgresOptions = {
  /** `postgres://user:password@host:5432/database`, with the parameters that libpq knows. Appears in no message. */
  readonly url: string
  readonly log: Log
  readonly keep?: KeepCopy | undefined
}

/** Puts a copy of the store where it is safe, before tables of that version change. `make` writes it into a file. */
export type KeepCopy = (
  version: number,
  make: (file: string, onProgress: OnProgress) => Promise<void>,
) => Promise<void>

/**
 * Opens the stores on PostgreSQL, by any number of replicas at once. Throws a `StoreError` that says what to do when
 * the server cannot be reached, does not let us in, or holds something else or something newer.
 */
export async function openPostgres(options: PostgresOptions): Promise<Stores> {
  return createStores(await openPostgresEngine(options))
}

/** The same, for what works on all tables alike. */
export async function openPostgresEngine({ url, log, keep }: PostgresOptions): Promise<Engine> {
  const server = { url, log, address: describeAddress(url) }
  const pool = createPool(server)
  const db = new Kysely<Tables>({ dialect: createPostgresDialect(pool) })
  try {
    for (const { number, name } of await migrate(db, server.address, {
      keep: keep && keeping(db, server, keep),
    }))
      log.info({ address: server.address }, words.storage.migrated(number, name))
  } catch (error) {
    await db.destroy()
    throw error
  }
  return createEngine(db, server)
}

function keeping(db: Database, { address }: Server, keep: KeepCopy) {
  return (version: number) =>
    keep(version, (file, onProgress) => copyServer(db, file, { address, onProgress })).catch((error) => {
      throw notKept(error)
    })
}

function createEngine(db: Database, server: Server): Engine {
  const listener = createListener(server)
  let closing: Promise<void> | undefined
  const close = async () => {
    await listener.close()
    // A turn for callers that are about to take a connection: the pool then waits until they release it.
    await turn()
    await db.destroy()
  }
  return {
    db,
    rowLocks: true,
    // It knows how many rows there are only after it has counted them, a minute later. Until then it would sort them
    // all, which takes 120 ms instead of one for 20,000 deliveries.
    async preferIndexes(writing) {
      await sql`set local enable_sort = off`.execute(writing)
    },
    snapshot: (work) => snapshotOf(db, work),
    withoutSync: (work) =>
      db.transaction().execute(async (own) => {
        await sql`set local synchronous_commit = off`.execute(own)
        return work(own)
      }),
    resumeNumbers,
    onChange: listener.subscribe,
    readable: createRowReader(server.log),
    check: () => findFault(db, server.address),
    // The server checks its pages itself.
    findDamage: async () => [],
    close() {
      closing ??= close()
      return closing
    },
  }
}

async function findFault(db: Database, address: string): Promise<string | undefined> {
  try {
    const version = await versionOf(db)
    const known = migrations.length
    if (version > known) return words.storage.postgres.newerNow(address, version, known)
    return version < known ? words.storage.postgres.lostTables(address) : undefined
  } catch (error) {
    if (error instanceof StoreError) return `${error.message} ${error.hint}`
    throw error
  }
}

async function resumeNumbers(writing: Writing): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`.execute(writing)
  for (const { table, column } of rows)
    await sql`select setval(pg_get_serial_sequence(quote_ident(${table}), ${column}),
      (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)}), false)`.execute(writing)
}
