/** Who asked to be forgotten, as a store remembers it: read from one that nobody opens here, and that stays as it is. */
import { DatabaseSync } from "node:sqlite"
import { Kysely } from "kysely"
import type { Log } from "../vocabulary/system.ts"
import { type Forgotten, forgottenKey } from "./data-rights.ts"
import { describeAddress } from "./postgres/address.ts"
import { createPostgresDialect } from "./postgres/dialect.ts"
import { versionOf } from "./postgres/migrate.ts"
import { createPool } from "./postgres/pool.ts"
import type { Tables } from "./tables.ts"

export type Remembered = { readonly key: string; readonly forgotten: readonly Forgotten[] }

/** Undefined where nobody asked, or the file is too old or too damaged to tell. */
export function rememberedInFile(file: string): Remembered | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true })
    const key = database.prepare("SELECT value FROM fact WHERE name = ?").get(forgottenKey)?.value
    if (key === undefined) return undefined
    const rows = database.prepare("SELECT hash, at, back FROM forgotten").all()
    const forgotten = rows.map(({ hash, at, back }) => ({
      hash: String(hash),
      at: String(at),
      back: Number(back),
    }))
    return { key: String(key), forgotten }
  } catch {
    return undefined
  } finally {
    database?.close()
  }
}

/** The same on a server. Throws `StoreError` where it can't be reached: then nobody knows. */
export async function rememberedOnServer(server: {
  readonly url: string
  readonly log: Log
}): Promise<Remembered | undefined> {
  const pool = createPool({ ...server, address: describeAddress(server.url) })
  const db = new Kysely<Tables>({ dialect: createPostgresDialect(pool) })
  try {
    if ((await versionOf(db)) === 0) return undefined
    const found = await db
      .selectFrom("fact")
      .select("value")
      .where("name", "=", forgottenKey)
      .executeTakeFirst()
    if (found === undefined) return undefined
    const forgotten = await db.selectFrom("forgotten").select(["hash", "at", "back"]).execute()
    return { key: found.value, forgotten }
  } finally {
    await db.destroy()
  }
}
