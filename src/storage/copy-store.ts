import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { sql } from "kysely"
import { UserError } from "../vocabulary/errors.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { chunks, type Database, type Engine, type OnProgress, storeError, type Writing } from "./engine.ts"
import { openPostgresEngine } from "./open-postgres.ts"
import { openSqliteEngine } from "./open-sqlite.ts"
import { describeAddress, isPostgresUrl } from "./postgres/address.ts"
import { storable } from "./postgres/pool.ts"
import { type TableName, tableNames, tables } from "./tables.ts"

export type CopiedTable = { readonly name: TableName; readonly rows: number }

export type CopyParts = { readonly log: Log; readonly onProgress: OnProgress }

const said = words.storage.copy

/** What migrations write themselves: it is replaced, and makes no store a used one. */
const ownRows: readonly TableName[] = ["sequence"]

/**
 * Copies all of a store into an empty one, each a file or an address of PostgreSQL, as it is at one moment. All or
 * nothing is written, and only what was read back: each table's rows are counted and summed up on both sides. Throws
 * `UserError` for a source that is not there or a target that holds something, `StoreError` where either side fails.
 */
export async function copyStore(from: string, to: string, parts: CopyParts): Promise<readonly CopiedTable[]> {
  if (!isPostgresUrl(from) && !existsSync(from)) throw refusal("no-such-store", said.noStore(resolve(from)))
  const source = await open(from, parts.log)
  try {
    const target = await open(to, parts.log)
    try {
      return await copyAll(source, target, storeName(to), parts.onProgress)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** A store as it may be shown: an address without its password. */
export function storeName(place: string): string {
  return isPostgresUrl(place) ? describeAddress(place) : resolve(place)
}

function open(place: string, log: Log): Promise<Engine> {
  return isPostgresUrl(place)
    ? openPostgresEngine({ url: place, log })
    : openSqliteEngine({ file: place, log })
}

function copyAll(source: Engine, target: Engine, name: string, onProgress: OnProgress) {
  return source.snapshot((reading) =>
    target.db.transaction().execute(async (writing) => {
      await refuseUsed(writing, name)
      const advance = await counter(reading, onProgress)
      const copied: TableSummary[] = []
      for (const table of tableNames) copied.push(await copyTable(reading, writing, table, advance))
      await target.resumeNumbers(writing)
      for (const table of copied) await verify(writing, name, table, advance)
      return copied.map(({ table, rows }) => ({ name: table, rows }))
    }),
  )
}

/** Counts rows on, through all tables: as many are read back as are copied. */
async function counter(reading: Database, onProgress: OnProgress): Promise<Advance> {
  let total = 0
  for (const table of tableNames) total += await countRows(reading, table)
  let done = 0
  return (table, rows) => {
    done += rows
    onProgress(done, 2 * total, done > total ? said.readingBack(table) : said.copying(table))
  }
}

async function refuseUsed(writing: Writing, name: string): Promise<void> {
  for (const table of tableNames) {
    if (ownRows.includes(table)) continue
    const rows = await countRows(writing, table)
    if (rows > 0) throw refusal("target-in-use", said.notEmpty(name, table, rows))
  }
}

function refusal(code: string, { what, hint }: { readonly what: string; readonly hint: string }): UserError {
  return new UserError(code, what, { hint })
}

async function verify(writing: Writing, name: string, copied: TableSummary, advance: Advance): Promise<void> {
  const read = await summarizeTable(writing, copied.table, advance)
  if (read.rows === copied.rows && read.checksum === copied.checksum) return
  const inWords = ({ rows, checksum }: TableSummary) => `${rows} rows, ${checksum}`
  throw storeError("corrupt", said.differs(name, copied.table, inWords(read), inWords(copied)))
}

export type TableSummary = {
  readonly table: TableName
  readonly rows: number
  /** SHA-256 over all rows in the order of their keys, in hex: the same on every engine. */
  readonly checksum: string
}

export type Row = Readonly<Record<string, unknown>>
export type Advance = (table: TableName, rows: number) => void

const rowsAtOnce = 500

/** Copies a table's rows in the order of their keys, and sums up what was read. The target's own rows are replaced. */
export async function copyTable(
  from: Database,
  to: Writing,
  table: TableName,
  advance: Advance,
): Promise<TableSummary> {
  await sql`delete from ${sql.table(table)}`.execute(to)
  return summarize(from, table, async (rows) => {
    await insert(to, table, rows)
    advance(table, rows.length)
  })
}

/** Sums up a table as it is. */
export function summarizeTable(db: Database, table: TableName, advance: Advance): Promise<TableSummary> {
  return summarize(db, table, async (rows) => advance(table, rows.length))
}

export async function countRows(db: Database, table: TableName): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as "rows" from ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.rows)
}

async function summarize(
  db: Database,
  table: TableName,
  use: (rows: readonly Row[]) => Promise<void>,
): Promise<TableSummary> {
  const hash = createHash("sha256")
  let count = 0
  for await (const rows of pagesOf(db, table)) {
    for (const row of rows) hash.update(canonical(row))
    count += rows.length
    await use(rows)
  }
  return { table, rows: count, checksum: hash.digest("hex") }
}

// After the last key of the page before: whatever the table's size, a page is found by its index.
export async function* pagesOf(db: Database, table: TableName): AsyncGenerator<readonly Row[]> {
  const keys = tables[table].key
  const columns = sql.join(keys.map((key) => sql.ref(key)))
  let last: Row | undefined
  do {
    const after = last && sql.join(keys.map((key) => sql`${last?.[key]}`))
    const where = after === undefined ? sql`` : sql`where (${columns}) > (${after})`
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} ${where} order by ${columns} limit ${sql.lit(rowsAtOnce)}`.execute(db)
    if (rows.length > 0) yield rows
    last = rows.at(-1)
  } while (last !== undefined)
}

async function insert(to: Writing, table: TableName, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const names = sql.join(columns.map((column) => sql.ref(column)))
  for (const chunk of chunks(rows, columns.length)) {
    const values = chunk.map((row) => sql`(${sql.join(columns.map((column) => sql`${row[column]}`))})`)
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(to)
  }
}

// Columns by name, since engines may order them otherwise; bytes as such; a text as every engine can hold it.
function canonical(row: Row): string {
  const columns = Object.keys(row).toSorted()
  return `${JSON.stringify(columns.map((column) => [column, plainValue(row[column])]))}\n`
}

function plainValue(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : storable(value)
}
