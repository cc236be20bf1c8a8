import { statSync } from "node:fs"
import { StoreError } from "../../vocabulary/errors.ts"
import type { Connection } from "./connection.ts"

/** Throws a `StoreError` with what SQLite's quick check finds wrong with the pages. */
export async function checkPages(connection: Connection): Promise<void> {
  const { rows } = await connection.query("PRAGMA quick_check(1)")
  const verdict = String(Object.values(rows[0] ?? {})[0])
  if (verdict !== "ok") throw damaged(connection.file, verdict.replaceAll("\n", "; "))
}

/** Says what is wrong with a store that was open all along, and what to do; undefined when all is well. */
export async function findFault(
  connection: Connection,
  opened: Identity | undefined,
): Promise<string | undefined> {
  const loss = findFileLoss(connection.file, opened)
  if (loss !== undefined) return loss
  try {
    await checkPages(connection)
  } catch (error) {
    if (error instanceof StoreError) return `${error.message} ${error.hint}`
    throw error
  }
  return undefined
}

/** Which file a path led to: another one has another identity. */
export type Identity = { readonly device: number; readonly inode: number }

export function identityOf(file: string): Identity | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && { device: found.dev, inode: found.ino }
}

function findFileLoss(file: string, opened: Identity | undefined): string | undefined {
  const now = statSync(file, { throwIfNoEntry: false })
  if (now === undefined) return `${file} was deleted while it was open; stop the bot and put it back`
  if (now.ino !== opened?.inode || now.dev !== opened.device)
    return `${file} was replaced while it was open; restart the bot`
  return now.size === 0
    ? `${file} was emptied while it was open; stop the bot and put a backup back`
    : undefined
}

function damaged(file: string, damage: string): StoreError {
  return new StoreError(
    "corrupt",
    `The database ${file} is damaged: ${damage}.`,
    "Stop the bot, keep the file as it is, and put a backup in its place.",
  )
}
