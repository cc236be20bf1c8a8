/**
 * A process of its own that writes papers and votes, and says the number of each once both are confirmed:
 * `write-papers.ts FILE FIRST [LAST]`. Without a last number it goes on until it is killed.
 */
import "../../../../adapters/runtime.mjs"
import { writeSync } from "node:fs"
import { openSqlite } from "../../../../src/storage/open-sqlite.ts"
import { aPaper, at } from "../../../contracts/stores/builders.ts"
import { silentLog } from "../../../silent-log.ts"

const [file = "", first = "0", last = "Infinity"] = process.argv.slice(2)
const stores = await openSqlite({ file, log: silentLog })
for (let number = Number(first); number <= Number(last); number++) {
  const id = `2401.${String(number).padStart(5, "0")}`
  await stores.papers.save([aPaper({ id, title: `Paper ${number}` })], at(0))
  await stores.votes.set({ community: "discord:1", member: "ada", paper: id }, true, at(0))
  writeSync(1, `${number}\n`)
}
await stores.close()
