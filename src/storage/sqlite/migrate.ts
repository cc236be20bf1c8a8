import { words } from "../../words/words.ts"
import { storeError } from "../engine.ts"
import { type Migration, migrations } from "../migrations.ts"
import type { Connection } from "./connection.ts"
import { applicationId } from "./database-file.ts"

/**
 * Brings the tables to the newest version, each step in a transaction of its own, and says which steps were taken.
 * Several processes may do this at once. Throws a `StoreError` for a database that a newer program has written.
 */
export async function migrate(
  connection: Connection,
  steps: readonly Migration[] = migrations,
): Promise<readonly Migration[]> {
  await claimEmptyFile(connection)
  const newest = steps.at(-1)?.number ?? 0
  const version = await pragma(connection, "user_version")
  if (version > newest) throw storeError("newer", words.storage.file.newer(connection.file, version, newest))
  const taken: Migration[] = []
  for (const step of steps.slice(version)) if (await take(connection, step)) taken.push(step)
  return taken
}

/** A number that the database's header or configuration holds. */
export async function pragma(connection: Connection, name: string): Promise<number> {
  const { rows } = await connection.query(`PRAGMA ${name}`)
  return Number(Object.values(rows[0] ?? {})[0])
}

// Before anything else, and before the write-ahead log: so the id is in the file itself from its first byte on.
async function claimEmptyFile(connection: Connection): Promise<void> {
  if ((await pragma(connection, "page_count")) === 0)
    await connection.run(`PRAGMA application_id = ${applicationId}`)
  await connection.run("PRAGMA journal_mode = WAL")
}

async function take(connection: Connection, step: Migration): Promise<boolean> {
  await connection.run("BEGIN IMMEDIATE")
  try {
    // Another process may have taken the step while this one waited.
    const due = (await pragma(connection, "user_version")) < step.number
    if (due)
      await connection.run(
        [...step.statements, ...(step.onSqlite ?? []), `PRAGMA user_version = ${step.number}`].join(";\n"),
      )
    await connection.run("COMMIT")
    return due
  } catch (error) {
    if (connection.isInTransaction()) await connection.run("ROLLBACK")
    throw error
  }
}
