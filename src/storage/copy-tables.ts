/** Rows from one store to another, counted and read back. */
import { words } from "../words/words.ts"
import { type Database, type OnProgress, storeError, type Writing } from "./engine.ts"
import {
  type Advance,
  copyTable,
  countRows,
  type KeyedTable,
  summarizeTable,
  type TableSummary,
} from "./table-rows.ts"

const said = words.storage.copy

export type Copying = {
  readonly from: Database
  readonly to: Writing
  readonly tables: readonly KeyedTable[]
  /** Of the target, as it may be shown. */
  readonly name: string
  readonly onProgress: OnProgress
}

/** Replaces the target's rows of these tables. Throws `StoreError` where what is read back differs from what was written. */
export async function copyTables(copying: Copying): Promise<readonly TableSummary[]> {
  const { from, to, tables, name } = copying
  const advance = await counter(copying)
  const copied: TableSummary[] = []
  for (const table of tables) copied.push(await copyTable(from, to, table, advance))
  for (const [index, summary] of copied.entries()) {
    const table = tables[index] as KeyedTable
    verify(name, summary, await summarizeTable(to, table, advance))
  }
  return copied
}

/** Counts rows on, through all tables: as many are read back as are copied. */
async function counter({ from, tables, onProgress }: Copying): Promise<Advance> {
  let total = 0
  for (const table of tables) total += await countRows(from, table.name)
  let done = 0
  return (table, rows) => {
    done += rows
    onProgress(done, 2 * total, done > total ? said.readingBack(table) : said.copying(table))
  }
}

function verify(name: string, copied: TableSummary, read: TableSummary): void {
  if (read.rows === copied.rows && read.checksum === copied.checksum) return
  const inWords = ({ rows, checksum }: TableSummary) => `${rows} rows, ${checksum}`
  throw storeError("corrupt", said.differs(name, copied.table, inWords(read), inWords(copied)))
}
