import { existsSync, realpathSync, renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { StoreError, UserError } from "../vocabulary/errors.ts"
import type { Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import { insertEntry } from "./audit-store.ts"
import { backupServer } from "./copy-server.ts"
import { forgetAgain } from "./data-rights.ts"
import { type OnProgress, storeError } from "./engine.ts"
import { makeFolder } from "./make-folder.ts"
import { migrations } from "./migrations.ts"
import { openSqliteEngine } from "./open-sqlite.ts"
import { isPostgresUrl } from "./postgres/address.ts"
import { rememberedInFile } from "./remembered.ts"
import { copyFile, type Examined, examineFile } from "./sqlite/copy-file.ts"
import { explainedFile, leaveMarker, markerOf } from "./sqlite/database-file.ts"
import { explainSqliteError, isBusy } from "./sqlite/sqlite-error.ts"

const said = words.storage.backup

type BackupServices = { readonly log: Log; readonly onProgress: OnProgress }

/**
 * Copies the store into a new file while a bot works with it: SQLite's file page by page, a PostgreSQL (an address)
 * row by row. The copy is one moment of the store, nobody else may read it, and it is checked before it gets its name.
 * Throws `UserError` if the file exists, `StoreError` if either side fails.
 */
export async function backupStore(
  store: string,
  file: string,
  { log, onProgress }: BackupServices,
): Promise<Examined> {
  const to = resolve(file)
  if (existsSync(to)) throw refusal("file-exists", said.fileExists(to))
  explainedFile(to, () => makeFolder(dirname(to)))
  const draft = `${to}.part`
  try {
    await (isPostgresUrl(store)
      ? backupServer({ url: store, log }, draft, onProgress)
      : copyOfFile(store, draft, onProgress))
    const examined = examineFile(draft)
    explainedFile(to, () => renameSync(draft, to))
    return examined
  } finally {
    for (const left of [draft, `${draft}-wal`, `${draft}-shm`, markerOf(draft)]) rmSync(left, { force: true })
  }
}

async function copyOfFile(store: string, draft: string, onProgress: OnProgress): Promise<void> {
  if (!existsSync(store)) throw storeError("unreachable", said.noStore(store))
  await copyFile(store, draft, said.copyingStore, onProgress)
}

function refusal(code: string, { what, hint }: { readonly what: string; readonly hint: string }): UserError {
  return new UserError(code, what, { hint })
}

export type Restored = Examined & {
  /** Where the earlier store is now. Absent if there was none. */
  readonly keptAs?: string
  /** Accounts that had asked to be forgotten after the backup was made, and that are forgotten in it again. */
  readonly forgottenAgain: number
}

/**
 * Replaces the store's file by a backup; dropping the search index of the earlier one is up to the caller. Nothing is
 * replaced before the backup was checked, copied beside the store and checked again, and the earlier store is kept.
 * Throws `UserError` while another process has the store open, `StoreError` for a file that is no sound backup. `at`: the
 * moment, for the name of what is kept.
 */
export async function restoreStore(
  store: string,
  file: string,
  { at, onProgress }: { readonly at: string; readonly onProgress: OnProgress },
): Promise<Restored> {
  const from = resolve(file)
  if (!existsSync(from)) throw refusal("no-such-file", said.noFile(from))
  if (existsSync(store) && realpathSync(store) === realpathSync(from))
    throw refusal("same-file", said.sameFile(from))
  examineFile(from)
  explainedFile(store, () => makeFolder(dirname(store), 0o700))
  refuseWhileOpen(store)
  const draft = `${store}.restoring`
  try {
    await copyFile(from, draft, said.copyingBackup, onProgress)
    const examined = examineFile(draft)
    // A process may have opened it while it was copied.
    refuseWhileOpen(store)
    const keptAs = explainedFile(store, () => exchange(store, draft, at))
    const forgottenAgain = await settleIn(store, keptAs, { at, version: examined.version })
    return { ...examined, ...(keptAs && { keptAs }), forgottenAgain }
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Deletions that were asked for since the backup was made hold in it too: the store that it replaces remembers them. Admins
 * are told that it was restored, unless it is an earlier version's, which only an earlier program may be meant to open.
 */
async function settleIn(
  store: string,
  replaced: string | undefined,
  { at, version }: { readonly at: string; readonly version: number },
): Promise<number> {
  const remembered = replaced === undefined ? undefined : rememberedInFile(replaced)
  if (remembered === undefined && version < migrations.length) return 0
  const engine = await openSqliteEngine({ file: store, log: silent })
  try {
    const who = { community: "", place: "", member: "", memberName: "", via: "", origin: "" }
    await engine.db
      .transaction()
      .execute((writing) => insertEntry(writing, { ...who, at, change: { kind: "restored" } }))
    return remembered === undefined ? 0 : await forgetAgain(engine, remembered.key, remembered.forgotten)
  } finally {
    await engine.close()
  }
}

const nothing = () => undefined
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** SQLite locks a file exclusively only if no other process has it open. */
function refuseWhileOpen(store: string): void {
  if (!existsSync(store)) return
  const database = new DatabaseSync(store, { timeout: 0 })
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")
  } catch (error) {
    if (isBusy(error)) throw refusal("store-in-use", said.inUse(store))
    // A store that is damaged, emptied or something else is what a backup is for.
    if (!(explainSqliteError(error, store) instanceof StoreError)) throw error
  } finally {
    database.close()
  }
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
