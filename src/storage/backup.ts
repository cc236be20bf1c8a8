import { existsSync, realpathSync, renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { StoreError, UserError } from "../vocabulary/errors.ts"
import type { Log } from "../vocabulary/system.ts"
import { copyStore } from "./copy-store.ts"
import type { OnProgress } from "./engine.ts"
import { makeFolder } from "./make-folder.ts"
import { isPostgresUrl } from "./postgres/address.ts"
import { copyFile, type Examined, examineFile } from "./sqlite/copy-file.ts"
import { explained, leaveMarker, markerOf } from "./sqlite/database-file.ts"
import { explainSqliteError, isBusy } from "./sqlite/sqlite-error.ts"

export type BackupParts = { readonly log: Log; readonly onProgress: OnProgress }

/**
 * Copies the store into a new file while a bot works with it: the file of SQLite page by page, a PostgreSQL (an address)
 * row by row. The copy is one moment of the store, nobody else may read it, and it was looked through before it gets
 * its name. Throws `UserError` where a file lies there already, `StoreError` where either side fails.
 */
export async function backupStore(store: string, file: string, parts: BackupParts): Promise<Examined> {
  const to = resolve(file)
  if (existsSync(to))
    throw new UserError("file-exists", `${to} exists already; a backup never replaces a file.`, {
      hint: "Choose another name, or move that file away.",
    })
  explained(to, () => makeFolder(dirname(to)))
  const draft = `${to}.part`
  try {
    await (isPostgresUrl(store) ? copyOfServer : copyOfFile)(store, draft, parts)
    const examined = examineFile(draft)
    explained(to, () => renameSync(draft, to))
    return examined
  } finally {
    for (const left of [draft, `${draft}-wal`, `${draft}-shm`, markerOf(draft)]) rmSync(left, { force: true })
  }
}

async function copyOfFile(store: string, draft: string, { onProgress }: BackupParts): Promise<void> {
  if (!existsSync(store))
    throw new StoreError(
      "unreachable",
      `There is no store yet: ${store} does not exist.`,
      "Set DATA_DIR to the folder of the store that is meant.",
    )
  await copyFile(store, draft, "copying the store", onProgress)
}

async function copyOfServer(store: string, draft: string, parts: BackupParts): Promise<void> {
  rmSync(draft, { force: true })
  await copyStore(store, draft, parts)
}

export type Restored = Examined & {
  /** Where the store lies now that was there before. Absent where there was none. */
  readonly keptAs?: string
}

/**
 * Puts a backup in the place of the store's file; the search index of the earlier one is the caller's to drop. Nothing
 * is replaced before the backup was looked through, copied beside the store and looked through again, and the earlier
 * store is kept aside. Throws `UserError` while another process has the store open, `StoreError` for a file that is no
 * sound backup. `at`: the moment, for the name of what is kept.
 */
export async function restoreStore(
  store: string,
  file: string,
  { at, onProgress }: { readonly at: string; readonly onProgress: OnProgress },
): Promise<Restored> {
  const from = resolve(file)
  refuseSame(store, from)
  examineFile(from)
  explained(store, () => makeFolder(dirname(store), 0o700))
  refuseWhileOpen(store)
  const draft = `${store}.restoring`
  try {
    await copyFile(from, draft, "copying the backup", onProgress)
    const examined = examineFile(draft)
    // Somebody may have come while it was copied.
    refuseWhileOpen(store)
    const keptAs = explained(store, () => exchange(store, draft, at))
    return { ...examined, ...(keptAs === undefined ? {} : { keptAs }) }
  } finally {
    rmSync(draft, { force: true })
  }
}

function refuseSame(store: string, from: string): void {
  if (!existsSync(from))
    throw new UserError("no-such-file", `There is no file ${from}.`, {
      hint: "Name a file that `backup` has written.",
    })
  if (existsSync(store) && realpathSync(store) === realpathSync(from))
    throw new UserError("same-file", `${from} is the store itself.`, {
      hint: "Name a file that `backup` has written.",
    })
}

/** SQLite gives a file to one alone only when no other process has it open. */
function refuseWhileOpen(store: string): void {
  if (!existsSync(store)) return
  const database = new DatabaseSync(store, { timeout: 0 })
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")
  } catch (error) {
    if (isBusy(error)) throw inUse(store)
    // A store that is damaged, emptied or something else is what a backup is there for.
    if (!(explainSqliteError(error, store) instanceof StoreError)) throw error
  } finally {
    database.close()
  }
}

function inUse(store: string): UserError {
  return new UserError("store-in-use", `Another process works with ${store}.`, {
    hint: "Stop the bot, and leave `paper` where it waits for a line; then restore again. Nothing was changed.",
  })
}

// With the log of its last changes, which would be read as the new file's.
function exchange(store: string, draft: string, at: string): string | undefined {
  const keptAs = `${store}.before-${at.replace(/\..*|Z$/, "").replaceAll(":", "-")}`
  const isKept = existsSync(store)
  for (const part of ["-wal", "-shm", ""])
    if (existsSync(store + part)) renameSync(store + part, keptAs + part)
  renameSync(draft, store)
  leaveMarker(store)
  return isKept ? keptAs : undefined
}
