import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { UserError } from "../vocabulary/errors.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { copyTables } from "./copy-tables.ts"
import { forgetAgain } from "./data-rights.ts"
import type { Engine, OnProgress, Writing } from "./engine.ts"
import { type KeepCopy, openPostgresEngine } from "./open-postgres.ts"
import { openSqliteEngine } from "./open-sqlite.ts"
import { describeAddress, isPostgresUrl } from "./postgres/address.ts"
import { type Remembered, rememberedInFile, rememberedOnServer } from "./remembered.ts"
import { type TableName, tableNames } from "./table-declarations.ts"
import { countRows, declaredTable } from "./table-rows.ts"

export type CopiedTable = { readonly name: string; readonly rows: number }

export type CopyParts = {
  readonly log: Log
  readonly onProgress: OnProgress
  /** Where a store on a server goes whose tables are of an earlier version, before they change. */
  readonly keep?: KeepCopy | undefined
  /** The store that the target replaces: whoever asked to be forgotten there is forgotten in the target again. */
  readonly replaced?: string | undefined
}

export type CopiedStore = {
  readonly tables: readonly CopiedTable[]
  /** Accounts. Absent where no replaced store was named. */
  readonly forgottenAgain?: number
}

const said = words.storage.copy

/** What migrations write themselves: it is replaced, and makes no store a used one. */
const ownRows: readonly TableName[] = ["sequence"]

/**
 * Copies all of a store into an empty one, each a file or an address of PostgreSQL, as it is at one moment. All or
 * nothing is written, and only what was read back: each table's rows are counted and summed up on both sides. Throws
 * `UserError` for a source that is not there or a target that holds something, `StoreError` where either side fails.
 */
export async function copyStore(from: string, to: string, parts: CopyParts): Promise<CopiedStore> {
  const { replaced } = parts
  for (const place of [from, ...(replaced === undefined ? [] : [replaced])])
    if (!isPostgresUrl(place) && !existsSync(place))
      throw refusal("no-such-store", said.noStore(resolve(place)))
  const remembered = replaced === undefined ? undefined : await rememberedIn(replaced, parts.log)
  const source = await open(from, parts)
  try {
    const target = await open(to, parts)
    try {
      const tables = await copyAll(source, target, storeName(to), parts.onProgress)
      if (replaced === undefined) return { tables }
      const forgottenAgain = remembered && (await forgetAgain(target, remembered.key, remembered.forgotten))
      return { tables, forgottenAgain: forgottenAgain ?? 0 }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function rememberedIn(place: string, log: Log): Promise<Remembered | undefined> | Remembered | undefined {
  return isPostgresUrl(place) ? rememberedOnServer({ url: place, log }) : rememberedInFile(place)
}

/** A store as it may be shown: an address without its password. */
export function storeName(place: string): string {
  return isPostgresUrl(place) ? describeAddress(place) : resolve(place)
}

function open(place: string, { log, keep }: CopyParts): Promise<Engine> {
  return isPostgresUrl(place)
    ? openPostgresEngine({ url: place, log, keep })
    : openSqliteEngine({ file: place, log })
}

function copyAll(source: Engine, target: Engine, name: string, onProgress: OnProgress) {
  return source.snapshot((reading) =>
    target.db.transaction().execute(async (writing) => {
      await refuseUsed(writing, name)
      const tables = tableNames.map(declaredTable)
      const copied = await copyTables({ from: reading, to: writing, tables, name, onProgress })
      await target.resumeNumbers(writing)
      return copied.map(({ table, rows }) => ({ name: table, rows }))
    }),
  )
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
