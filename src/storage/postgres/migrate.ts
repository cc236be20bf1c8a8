import { sql } from "kysely"
import { StoreError } from "../../vocabulary/errors.ts"
import type { Database, Writing } from "../engine.ts"
import { type Migration, migrations } from "../migrations.ts"
import { toPostgres } from "./spelling.ts"

/** Any number that no other program locks by: "Pbdb", as in the header of a database file. */
const lockNumber = 0x50626462

/**
 * Brings the tables to the newest version, each step in a transaction of its own, and says which steps were taken.
 * Several replicas may do this at once. Throws a `StoreError` for a database that a newer program has written, or that
 * cannot hold every text.
 */
export async function migrate(
  db: Database,
  address: string,
  steps: readonly Migration[] = migrations,
): Promise<readonly Migration[]> {
  await checkEncoding(db, address)
  const version = await versionOf(db)
  const newest = steps.at(-1)?.number ?? 0
  if (version > newest) throw newer(address, version, newest)
  const taken: Migration[] = []
  for (const step of steps.slice(version)) if (await take(db, step)) taken.push(step)
  return taken
}

/** The number of the last step that was taken; 0 for a database that was never ours. */
export async function versionOf(db: Database): Promise<number> {
  // Not by `to_regclass`: it remembers, behind a lock that it waited for, what was not there before.
  const { rows: known } = await sql`
    select 1 from pg_tables where schemaname = current_schema() and tablename = 'paperboyVersion'`.execute(db)
  if (known.length === 0) return 0
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(number), 0) as version from "paperboyVersion"`.execute(db)
  return rows[0]?.version ?? 0
}

async function take(db: Database, step: Migration): Promise<boolean> {
  return db.transaction().execute(async (writing) => {
    await waitForTurn(writing)
    // Another replica may have taken the step while this one waited.
    if ((await versionOf(writing)) >= step.number) return false
    await sql`create table if not exists "paperboyVersion" (number bigint primary key, name text not null)`.execute(
      writing,
    )
    await sql
      .raw([...step.statements.map(toPostgres), ...(step.onPostgres ?? [])].join(";\n"))
      .execute(writing)
    await sql`insert into "paperboyVersion" values (${step.number}, ${step.name})`.execute(writing)
    return true
  })
}

// Creating tables locks nothing that a second creator would wait for; so they wait for a number, until commit.
async function waitForTurn(writing: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)}, hashtext(current_schema()))`.execute(writing)
}

async function checkEncoding(db: Database, address: string): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`
    select current_setting('server_encoding') as encoding`.execute(db)
  const encoding = rows[0]?.encoding
  if (encoding === "UTF8") return
  throw new StoreError(
    "foreign",
    `The database ${address} has the encoding ${encoding}, which cannot hold every title.`,
    "Create one that can: createdb --encoding UTF8 --template template0 NAME",
  )
}

function newer(address: string, version: number, newest: number): StoreError {
  return new StoreError(
    "newer",
    `The database ${address} is of version ${version}; this program knows versions up to ${newest}.`,
    "Start the newer program that wrote it, or let DATABASE_URL name another database. It was left as it is.",
  )
}
