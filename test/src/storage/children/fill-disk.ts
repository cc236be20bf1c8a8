/**
 * Fills the small disk that a folder lies on, frees some of it, and prints what became of the store as JSON:
 * `fill-disk.ts FOLDER`.
 */
import "../../../../adapters/runtime.mjs"
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { openSqlite } from "../../../../src/storage/open-sqlite.ts"
import { StoreError } from "../../../../src/vocabulary/errors.ts"
import { aPaper, at, papers } from "../../../contracts/stores/builders.ts"
import { silentLog } from "../../../silent-log.ts"

const [folder = ""] = process.argv.slice(2)
const ballast = join(folder, "ballast")
writeFileSync(ballast, Buffer.alloc(1_000_000))
const stores = await openSqlite({ file: join(folder, "paperboy.db"), log: silentLog })

let confirmed = 0
let error: unknown
for (const paper of papers(5_000)) {
  try {
    await stores.papers.save([{ ...paper, abstract: "word ".repeat(400) }], at(0))
    confirmed += 1
  } catch (caught) {
    error = caught
    break
  }
}
const whenFull = await stores.papers.count()
rmSync(ballast)
const afterwards = await stores.papers.save([aPaper()], at(1))
const wrong = await stores.check()
await stores.close()
const code = error instanceof StoreError ? error.code : String(error)
process.stdout.write(
  JSON.stringify({ code, lost: confirmed - whenFull, confirmed, added: afterwards.added, wrong }),
)
