import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { UserError } from "../vocabulary/errors.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { type Database, type Engine, type OnProgress, storeError, type Writing } from "./engine.ts"
import { openPostgresEngine } from "./open-postgres.ts"
import { openSqliteEngine } from "./open-sqlite.ts"
import { describeAddress, isPostgresUrl } from "./postgres/address.ts"
import { type TableName, tableNames } from "./table-declarations.ts"
import { type Advance, copyTable, countRows, summarizeTable, type TableSummary } from "./table-rows.ts"

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
