import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onTestFinished } from "vitest"
import type { OnStatement } from "../src/storage/engine.ts"
import { openSqlite } from "../src/storage/open-sqlite.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import { silentLog } from "./silent-log.ts"

// Every write waits for the disk; where the system has a disk in memory, tests need not.
const disk = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

/** Real stores on a file of their own, gone when the test ends. */
export async function openStores(onStatement?: OnStatement): Promise<Stores> {
  const { stores, close } = await openStoresFor(onStatement)
  onTestFinished(close)
  return stores
}

/** The same for several tests, until they are closed. */
export async function openStoresFor(onStatement?: OnStatement) {
  const folder = mkdtempSync(join(disk, "paperboy-"))
  const stores = await openSqlite({ file: join(folder, "paperboy.sqlite"), log: silentLog, onStatement })
  const close = async () => {
    await stores.close()
    rmSync(folder, { recursive: true })
  }
  return { stores, close }
}
