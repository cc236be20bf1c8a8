/** The engines that a leak may hide in, for suites that run on each. */
import { onTestFinished } from "vitest"
import { openPostgres } from "../../src/storage/open-postgres.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import { missing } from "../needs.ts"
import { openStores } from "../open-stores.ts"
import { silentLog as log } from "../silent-log.ts"
import { aSchema, postgres } from "../src/storage/schema.ts"

async function onPostgres(): Promise<Stores> {
  const stores = await openPostgres({ url: (await aSchema()).url, log })
  onTestFinished(() => stores.close())
  return stores
}

/** A name, how to open stores that are gone when the test ends, and whether this machine has no server for them. */
export const engines = [
  ["SQLite", openStores, false],
  ["PostgreSQL", onPostgres, missing(postgres())],
] as const
