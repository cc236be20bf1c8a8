import { randomUUID } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { silentLog } from "../../silent-log.ts"
import type { EngineSetup } from "./shared.ts"

export type Place = { readonly setup: EngineSetup; remove(): Promise<void> }

/** A new, empty store on each engine that there is here, or on one alone. PostgreSQL where an address names a server. */
export function engines(
  databaseUrl: string | undefined,
  only?: string | undefined,
): readonly (() => Promise<Place>)[] {
  const postgres = databaseUrl === undefined ? [] : [() => postgresPlace(databaseUrl)]
  return [...(only === "PostgreSQL" ? [] : [sqlitePlace]), ...(only === "SQLite" ? [] : postgres)]
}

export function openEngine(setup: EngineSetup): Promise<Stores> {
  return setup.name === "SQLite"
    ? openSqlite({ file: setup.file, log: silentLog })
    : openPostgres({ url: setup.url, log: silentLog })
}

async function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-delivery-"))
  return {
    setup: { name: "SQLite", file: join(folder, "paperboy.sqlite") },
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

/** A schema of its own, so that runs know nothing of each other. */
async function postgresPlace(databaseUrl: string): Promise<Place> {
  const schema = `delivery_${randomUUID().replaceAll("-", "")}`
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`CREATE SCHEMA ${schema}`)
  const url = new URL(databaseUrl)
  url.searchParams.set("options", `-c search_path=${schema}`)
  return {
    setup: { name: "PostgreSQL", url: url.href },
    async remove() {
      await client.query(`DROP SCHEMA ${schema} CASCADE`)
      await client.end()
    },
  }
}
