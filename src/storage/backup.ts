import { existsSync, renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { StoreError, UserError } from "../vocabulary/errors.ts"
import type { Log } from "../vocabulary/system.ts"
import { copyStore } from "./copy-store.ts"
import { makeFolder } from "./make-folder.ts"
import { isPostgresUrl } from "./postgres/address.ts"
import type { OnProgress } from "./progress.ts"
import { copyFile, type Examined, examineFile } from "./sqlite/copy-file.ts"
import { explained, markerOf } from "./sqlite/database-file.ts"

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
