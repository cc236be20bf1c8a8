/** Opens a database as a user who owns nothing, and prints the code of the error: `open-without-rights.ts FILE`. */

import "../../../../adapters/runtime.mjs"
import { openSqlite } from "../../../../src/storage/open-sqlite.ts"
import { StoreError } from "../../../../src/vocabulary/errors.ts"
import { silentLog } from "../../../silent-log.ts"

const nobody = 65_534
const [file = ""] = process.argv.slice(2)

// For root nothing is read-only. The program is loaded by now, so it may lie where nobody can read.
if (process.getuid?.() === 0) process.seteuid?.(nobody)
try {
  await (await openSqlite({ file, log: silentLog })).close()
  process.stdout.write("opened")
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  process.stdout.write(`${error.code}: ${error.message} ${error.hint}`)
}
