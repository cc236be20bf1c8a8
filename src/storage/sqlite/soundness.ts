import { statSync } from "node:fs"
import { StoreError } from "../../errors.ts"
import type { Connection } from "./connection.ts"

/** What SQLite's quick check finds wrong with the pages, or that it cannot be asked; undefined when all is well. */
export async function findDamage(connection: Connection): Promise<string | undefined> {
  try {
    const { rows } = await connection.query("PRAGMA quick_check(1)")
    const verdict = String(Object.values(rows[0] ?? {})[0])
    return verdict === "ok" ? undefined : verdict.replaceAll("\n", "; ")
  } catch (error) {
    if (error instanceof StoreError) return error.message
    throw error
  }
}

/** Which file a path led to: another one has another identity. */
export type Identity = { readonly device: number; readonly inode: number }

export function identityOf(file: string): Identity | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && { device: found.dev, inode: found.ino }
}

/** Says whether the file was taken away, replaced or emptied while it is open. */
export function findFileLoss(file: string, opened: Identity | undefined): string | undefined {
  const now = statSync(file, { throwIfNoEntry: false })
  if (now === undefined) return `${file} was deleted while it was open; stop the bot and put it back`
  if (now.ino !== opened?.inode || now.dev !== opened.device)
    return `${file} was replaced while it was open; restart the bot`
  return now.size === 0
    ? `${file} was emptied while it was open; stop the bot and put a backup back`
    : undefined
}
