/** Backs a store up: from a disk that is remounted read-only, into another folder. Says how many papers the copy has. */
import "../../../../adapters/runtime.mjs"
import { backupStore } from "../../../../src/storage/backup.ts"
import { StoreError } from "../../../../src/vocabulary/errors.ts"
import { silentLog as log } from "../../../silent-log.ts"

const [store = "", backup = ""] = process.argv.slice(2)
try {
  const { papers } = await backupStore(store, backup, { log, onProgress: () => undefined })
  console.log(papers)
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  console.log(`${error.code}: ${error.message}`)
}
