/** The thread of `make-backup.ts`. */
import "../runtime.mjs"
import { parentPort, workerData } from "node:worker_threads"
import { backupStore } from "../../src/storage/backup.ts"
import { StoreError, UserError } from "../../src/vocabulary/errors.ts"
import type { Made } from "./make-backup.ts"

const nothing = () => undefined
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

async function make(): Promise<Made> {
  try {
    await backupStore(workerData.store, workerData.file, { log, onProgress: nothing })
    return {}
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof UserError)) throw error
    const code = error instanceof StoreError ? error.code : "unreachable"
    return { problem: { code, message: error.message, hint: error.hint ?? "" } }
  }
}

parentPort?.postMessage(await make())
