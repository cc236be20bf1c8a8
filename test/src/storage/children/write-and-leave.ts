/** Writes as many papers as it is told, then closes the store, or with KILLED ends as a killed process does. */
import "../../../../adapters/runtime.mjs"
import { openSqlite } from "../../../../src/storage/open-sqlite.ts"
import { at, papers } from "../../../contracts/stores/builders.ts"
import { silentLog as log } from "../../../silent-log.ts"

const [file = "", count] = process.argv.slice(2)
const stores = await openSqlite({ file, log })
await stores.papers.save(papers(Number(count)), at(0))
if (process.env.KILLED) process.kill(process.pid, "SIGKILL")
await stores.close()
