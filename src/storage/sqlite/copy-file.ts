import { existsSync, rmSync, statSync } from "node:fs"
import { backup, DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import { StoreError } from "../../vocabulary/errors.ts"
import type { OnProgress } from "../engine.ts"
import { migrations } from "../migrations.ts"
import { checkHeader, create, explained } from "./database-file.ts"
import { explainSqliteError } from "./sqlite-error.ts"

/** Some hundred kilobytes between two reports. */
const pagesAtOnce = 100

/** How long a look waits for somebody who is just opening or closing the file. */
const busyMs = 1_000

export type Examined = { readonly version: number; readonly papers: number; readonly bytes: number }

/**
 * Copies a database page by page into a file that nobody else may read, as it is at one moment, whatever others write
 * to it meanwhile. What lies at `to` is replaced. Throws `StoreError`, and leaves no half of a copy then.
 */
export async function copyFile(
  from: string,
  to: string,
  what: string,
  onProgress: OnProgress,
): Promise<void> {
  rmSync(to, { force: true })
  explained(to, () => create(to))
  // Not only looked at: a bot may open it, and write, while it is copied.
  const source = openDatabase(from, () => new DatabaseSync(from, { timeout: busyMs }))
  try {
    // A snapshot that is held keeps the copy from being begun anew with every write of others.
    source.exec("BEGIN")
    source.prepare("SELECT count(*) FROM sqlite_schema").get()
    await backup(source, to, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) => onProgress(totalPages - remainingPages, totalPages, what),
    })
    onProgress(1, 1, what)
  } catch (error) {
    rmSync(to, { force: true })
    throw explainSqliteError(error, from)
  } finally {
    source.close()
  }
}

/**
 * Looks at a database that nobody writes to, without changing anything: whose it is, whether its pages are sound, its
 * version. Throws a `StoreError` for one that this program could not work with.
 */
export function examineFile(file: string): Examined {
  const bytes = explained(file, () => {
    checkHeader(file, "r")
    return statSync(file).size
  })
  const database = openToRead(file)
  try {
    const verdict = single(database, "PRAGMA quick_check(1)")
    if (verdict !== "ok") throw unsound(file, String(verdict))
    const version = Number(single(database, "PRAGMA user_version"))
    if (version > migrations.length) throw newer(file, version)
    return { version, bytes, papers: countPapers(database, version) }
  } catch (error) {
    throw explainSqliteError(error, file)
  } finally {
    database.close()
  }
}

// Beside a file that nobody has open nothing is left by looking at it: a log there says that somebody has, or had.
function openToRead(file: string): DatabaseSync {
  const url = pathToFileURL(file)
  const isInUse = existsSync(`${file}-wal`)
  if (!isInUse) url.searchParams.set("immutable", "1")
  return openDatabase(file, () => new DatabaseSync(url, { readOnly: !isInUse, timeout: busyMs }))
}

function openDatabase(file: string, open: () => DatabaseSync): DatabaseSync {
  try {
    return open()
  } catch (error) {
    throw explainSqliteError(error, file)
  }
}

function single(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0]
}

function countPapers(database: DatabaseSync, version: number): number {
  return version === 0 ? 0 : Number(single(database, "SELECT count(*) FROM paper WHERE body IS NOT NULL"))
}

function unsound(file: string, verdict: string): StoreError {
  return new StoreError(
    "corrupt",
    `${file} is damaged: ${verdict.replaceAll("\n", "; ")}.`,
    "Use another backup. Nothing was changed.",
  )
}

function newer(file: string, version: number): StoreError {
  return new StoreError(
    "newer",
    `${file} is of version ${version}; this program knows versions up to ${migrations.length}.`,
    "Use the newer program that wrote it. Nothing was changed.",
  )
}
