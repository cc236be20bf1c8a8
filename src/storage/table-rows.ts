/** A table's rows, whatever it holds: read in pages, copied, summed up. */
import { createHash } from "node:crypto"
import { sql } from "kysely"
import { chunks, type Database, type Writing } from "./engine.ts"
import { storable } from "./postgres/pool.ts"
import { type TableName, tables } from "./table-declarations.ts"

export type KeyedTable = { readonly name: string; readonly key: readonly string[] }

/** A table of today's. */
export function declaredTable(name: TableName): KeyedTable {
  return { name, key: tables[name].key }
}

export type TableSummary = {
  readonly table: string
  readonly rows: number
  /** SHA-256 over all rows in the order of their keys, in hex: the same on every engine. */
  readonly checksum: string
}

export type Row = Readonly<Record<string, unknown>>
export type Advance = (table: string, rows: number) => void

const rowsAtOnce = 500

/** Copies a table's rows in the order of their keys, and sums up what was read. The target's own rows are replaced. */
export async function copyTable(
  from: Database,
  to: Writing,
  table: KeyedTable,
  advance: Advance,
): Promise<TableSummary> {
  await sql`delete from ${sql.table(table.name)}`.execute(to)
  return summarize(from, table, async (rows) => {
    await insertRows(to, table.name, rows)
    advance(table.name, rows.length)
  })
}

/** Sums up a table as it is. */
export function summarizeTable(db: Database, table: KeyedTable, advance: Advance): Promise<TableSummary> {
  return summarize(db, table, async (rows) => advance(table.name, rows.length))
}

export async function countRows(db: Database, table: string): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as "rows" from ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.rows)
}

async function summarize(
  db: Database,
  table: KeyedTable,
  use: (rows: readonly Row[]) => Promise<void>,
): Promise<TableSummary> {
  const hash = createHash("sha256")
  let count = 0
  for await (const rows of pagesOf(db, table)) {
    for (const row of rows) hash.update(canonical(row))
    count += rows.length
    await use(rows)
  }
  return { table: table.name, rows: count, checksum: hash.digest("hex") }
}

/** A table's rows in the order of their keys, a page at a time: each is found by the key of the row before. */
export async function* pagesOf(
  db: Database,
  { name, key: keys }: KeyedTable,
): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(keys.map((key) => sql.ref(key)))
  let last: Row | undefined
  do {
    const after = last && sql.join(keys.map((key) => sql`${last?.[key]}`))
    const where = after === undefined ? sql`` : sql`where (${columns}) > (${after})`
    const { rows } = await sql<Row>`
      select * from ${sql.table(name)} ${where} order by ${columns} limit ${sql.lit(rowsAtOnce)}`.execute(db)
    if (rows.length > 0) yield rows
    last = rows.at(-1)
  } while (last !== undefined)
}

/** Rows with their columns by name, as they were read. */
export async function insertRows(to: Writing, table: string, rows: readonly Row[]): Promise<void> {
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
