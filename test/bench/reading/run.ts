/** What a page of saved papers costs, by how many a person saved: what the command asks the store for. */
import "../../../adapters/runtime.mjs"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { aPaper } from "../../builders.ts"
import { silentLog as log } from "../../silent-log.ts"

if (process.argv.includes("--help")) {
  console.log("Pages of 10, 1,000 and 10,000 saved papers on SQLite: npm run bench:reading")
  process.exit(0)
}

const runs = 51
const at = "2026-11-24T08:00:00Z"
const tags = ["video", "to-try", "classics", "agents"]
const folder = mkdtempSync(join(tmpdir(), "paperboy-"))
const { papers, readings, close } = await openSqlite({ file: join(folder, "paperboy.sqlite"), log })
const all = Array.from({ length: 10_000 }, (_, index) =>
  aPaper({ id: `2510.${String(index).padStart(5, "0")}`, title: `Paper ${index}` }),
)
await papers.save(all, at)

console.log(
  "| saved papers | first page, ms | last page, ms | counts and tags, ms | one page with them, ms |",
)
console.log("| --- | --- | --- | --- | --- |")
for (const count of [10, 1_000, 10_000]) {
  const person = `person${count}`
  for (const [index, { id }] of all.slice(0, count).entries())
    await readings.save(person, id, { tags: [tags[index % tags.length] ?? ""] }, at)
  const page = (offset: number) => readings.page(person, {}, { offset, limit: 5 })
  const beside = () => Promise.all([readings.counts(person), readings.tagLists(person)])
  const cells = [
    await median(() => page(0)),
    await median(() => page(count - 5)),
    await median(beside),
    await median(() => Promise.all([page(0), beside()])),
  ]
  console.log(`| ${[count.toLocaleString("en-US"), ...cells.map((ms) => ms.toFixed(2))].join(" | ")} |`)
}
await close()
rmSync(folder, { recursive: true })

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times.toSorted((one, other) => one - other)[Math.floor(runs / 2)] ?? 0
}
