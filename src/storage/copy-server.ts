/** A store on a server as a file, in the version that it has: an earlier one too. */
import { existsSync, renameSync, rmSync } from "node:fs"
import { Kysely } from "kysely"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { copyTables } from "./copy-tables.ts"
import { type Database, type OnProgress, storeError } from "./engine.ts"
import { migrations } from "./migrations.ts"
import { describeAddress } from "./postgres/address.ts"
import { createPostgresDialect } from "./postgres/dialect.ts"
import { versionOf } from "./postgres/migrate.ts"
import { createPool } from "./postgres/pool.ts"
import { type Connection, connect, createSqliteDialect } from "./sqlite/connection.ts"
import { examineFile } from "./sqlite/copy-file.ts"
import { create, explainedFile } from "./sqlite/database-file.ts"
import { migrate } from "./sqlite/migrate.ts"
import type { KeyedTable } from "./table-rows.ts"
import type { Tables } from "./tables.ts"

/** Reads of which all see the same moment, whatever others write meanwhile. */
export function snapshotOf<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work)
}

/**
 * Copies the store into a file that nobody else may read, all tables of one moment, read back. Replaces what is at `file`;
 * the server's tables stay as they are. Throws `StoreError`, and leaves no half of a copy then.
 */
export async function copyServer(
  db: Database,
  file: string,
  { address, onProgress }: { readonly address: string; readonly onProgress: OnProgress },
): Promise<void> {
  const draft = `${file}.part`
  removeWithLog(draft)
  explainedFile(draft, () => create(draft))
  try {
    const connection = connect(draft)
    try {
      await snapshotOf(db, (reading) => copyInto(connection, reading, { address, onProgress }))
    } finally {
      connection.close()
    }
    examineFile(draft)
    explainedFile(file, () => renameSync(draft, file))
  } finally {
    removeWithLog(draft)
  }
}

/** The same of a store that nobody has opened here: it is not brought up to date by that. */
export async function backupServer(
  { url, log }: { readonly url: string; readonly log: Log },
  file: string,
  onProgress: OnProgress,
): Promise<void> {
  const address = describeAddress(url)
  const db = new Kysely<Tables>({ dialect: createPostgresDialect(createPool({ url, log, address })) })
  try {
    await copyServer(db, file, { address, onProgress })
  } finally {
    await db.destroy()
  }
}

async function copyInto(
  connection: Connection,
  from: Database,
  { address, onProgress }: { readonly address: string; readonly onProgress: OnProgress },
): Promise<void> {
  const version = await versionOf(from)
  if (version === 0) throw storeError("unreachable", words.storage.backup.noTables(address))
  if (version > migrations.length)
    throw storeError("newer", words.storage.postgres.newer(address, version, migrations.length))
  await migrate(connection, migrations.slice(0, version))
  // The rows fit each other on the server; here they come table by table.
  await connection.run("PRAGMA foreign_keys = OFF")
  const tables = await tablesOf(connection)
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(connection) })
  await db.transaction().execute((to) => copyTables({ from, to, tables, name: connection.file, onProgress }))
}

/** As the steps up to that version made them: what the program declares is only right for the newest. */
async function tablesOf(connection: Connection): Promise<readonly KeyedTable[]> {
  const { rows } = await connection.query(`SELECT t.name AS name, c.name AS key
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.pk > 0 ORDER BY t.name, c.pk`)
  const keys = Map.groupBy(rows, ({ name }) => String(name))
  return [...keys].map(([name, columns]) => ({ name, key: columns.map(({ key }) => String(key)) }))
}

function removeWithLog(file: string): void {
  for (const left of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(left)) rmSync(left)
}
