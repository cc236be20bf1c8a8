import { accessSync, constants, existsSync, rmSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { backup, DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"
import { words } from "../../words/words.ts"
import { type OnProgress, storeError } from "../engine.ts"
import { migrations } from "../migrations.ts"
import { explained } from "./connection.ts"
import { checkHeader, create, explainedFile } from "./database-file.ts"
import { explainSqliteError } from "./sqlite-error.ts"

/** Some hundred kilobytes between two reports. */
const pagesAtOnce = 100

/** How long a look waits for a process that is just opening or closing the file. */
const busyMs = 1_000

const said = words.storage.backup

export type Examined = { readonly version: number; readonly papers: number; readonly bytes: number }

/**
 * Copies a database page by page into a file that nobody else may read, as it is at one moment, whatever others write
 * to it meanwhile. Replaces what is at `to`. Throws `StoreError`, and leaves no half of a copy then.
 */
export async function copyFile(
  from: string,
  to: string,
  what: string,
  onProgress: OnProgress,
): Promise<void> {
  rmSync(to, { force: true })
  explainedFile(to, () => create(to))
  const source = explained(from, () => openToCopy(from))
  try {
    // A snapshot that is held keeps the copy from starting again with every write of others.
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

function openToCopy(file: string): DatabaseSync {
  // Not only to read: a bot may open it, and write, while it is copied.
  if (existsSync(`${file}-wal`) || !isOnReadOnlyDisk(file)) return new DatabaseSync(file, { timeout: busyMs })
  return new DatabaseSync(unchanging(file), { readOnly: true })
}

function isOnReadOnlyDisk(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK)
    return false
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EROFS"
  }
}

/** Tells SQLite that nobody writes to a file, so that it writes nothing beside it. */
function unchanging(file: string): URL {
  const url = pathToFileURL(file)
  url.searchParams.set("immutable", "1")
  return url
}

/**
 * Looks at a database that nobody writes to, without changing anything: whose it is, whether all its pages and indexes
 * are sound, its version. Throws a `StoreError` for one that this program could not work with.
 */
export function examineFile(file: string): Examined {
  const bytes = explainedFile(file, () => {
    checkHeader(file, "r")
    return statSync(file).size
  })
  const database = openToRead(file)
  try {
    const verdict = single(database, "PRAGMA integrity_check(1)")
    if (verdict !== "ok") throw storeError("corrupt", said.damaged(file, inOneLine(verdict)))
    const version = Number(single(database, "PRAGMA user_version"))
    if (version > migrations.length) throw storeError("newer", said.newer(file, version, migrations.length))
    return { version, bytes, papers: countPapers(database, version) }
  } catch (error) {
    throw explainSqliteError(error, file)
  } finally {
    database.close()
  }
}

/** A verdict of SQLite's checks for a sentence. */
export function inOneLine(verdict: unknown): string {
  return String(verdict).replaceAll("\n", "; ")
}

// Beside a file that nobody has open nothing is left by looking at it: a log there says that a process has, or had.
function openToRead(file: string): DatabaseSync {
  const isInUse = existsSync(`${file}-wal`)
  return explained(
    file,
    () => new DatabaseSync(isInUse ? file : unchanging(file), { readOnly: !isInUse, timeout: busyMs }),
  )
}

function single(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0]
}

function countPapers(database: DatabaseSync, version: number): number {
  return version === 0 ? 0 : Number(single(database, "SELECT count(*) FROM paper WHERE body IS NOT NULL"))
}
