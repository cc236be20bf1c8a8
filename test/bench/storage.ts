/**
 * How fast the store is on this machine, as a table: `node test/bench/storage.ts [papers] [postgres://…]`, on SQLite, or
 * on an empty PostgreSQL. Numbers of rows and bytes are those of real papers: an
 * abstract of some 1,300 characters, six authors.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Paper } from "../../src/papers/index.ts"
import { backupStore } from "../../src/storage/backup.ts"
import { copyStore } from "../../src/storage/copy-store.ts"
import { openPostgres } from "../../src/storage/open-postgres.ts"
import { openSqlite } from "../../src/storage/open-sqlite.ts"
import type { Stores } from "../../src/vocabulary/stores.ts"
import { aDelivery, anEdition, aPaper, at } from "../contracts/stores/builders.ts"
import { silentLog as log } from "../silent-log.ts"

const count = Number(process.argv[2] ?? 50_000)
const batch = 1_000
const places = 2_000
const folder = mkdtempSync(join(tmpdir(), "paperboy-bench-"))
const file = join(folder, "paperboy.db")
const papers = Array.from({ length: count }, (_, number) => aRealisticPaper(number))

const url = process.argv[3]
const quiet = { log, onProgress: () => undefined }
const open = () => (url === undefined ? openSqlite({ file, log }) : openPostgres({ url, log }))

const stores = await open()
await measure("papers saved, new", count, () => saveAll(stores))
await measure("papers saved, unchanged", count, () => saveAll(stores))
await measure("papers read by changesSince", count, () => readAll(stores))
await measure("papers got by id, 100 at a time", 10_000, () => getSome(stores))
await measure("votes, one transaction each", 1_000, () => vote(stores))
await measure("deliveries planned, one edition each", places, () => plan(stores))
await measure("deliveries claimed and confirmed", places, () => deliver(stores))
await measure("places of a shared rate", 1_000, () => takePlaces(stores))
await measure("checks", 1, () => stores.check())
await measure("rows backed up", count, () => backupStore(url ?? file, join(folder, "backup.db"), quiet))
await stores.close()
await measure("openings, with the check", 1, async () => (await open()).close())
await measure("rows copied and read back", count, () =>
  copyStore(url ?? file, join(folder, "copy.db"), quiet),
)
console.log(`${count} papers: ${Math.round(statSync(join(folder, "backup.db")).size / 1e6)} MB on disk`)
rmSync(folder, { recursive: true })

async function measure(what: string, rows: number, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await run()
  const ms = performance.now() - start
  const rate = Math.round((rows / ms) * 1_000)
  console.log(
    `${what.padEnd(40)} ${String(rows).padStart(7)} in ${ms.toFixed(0).padStart(6)} ms  ${rate} a second`,
  )
}

async function saveAll({ papers: store }: Stores): Promise<void> {
  for (let start = 0; start < count; start += batch)
    await store.save(papers.slice(start, start + batch), at(0))
}

async function readAll({ papers: store }: Stores): Promise<void> {
  for (let cursor = 0, more = true; more; ) {
    const answer = await store.changesSince(cursor, batch)
    cursor = answer.cursor
    more = answer.changes.length > 0
  }
}

async function getSome({ papers: store }: Stores): Promise<void> {
  for (let start = 0; start < 10_000; start += 100)
    await store.get(Array.from({ length: 100 }, (_, index) => idOf((start * 7 + index * 13) % count)))
}

async function vote({ votes }: Stores): Promise<void> {
  for (let member = 0; member < 1_000; member++)
    await votes.set({ community: "discord:1", member: `m${member}`, paper: idOf(member % 50) }, true, at(0))
}

async function plan({ editions }: Stores): Promise<void> {
  for (let place = 0; place < places; place++) {
    const edition = anEdition({ id: `e${place}`, subscription: `s${place}` })
    const delivery = aDelivery({ id: `d${place}`, edition: edition.id, place: `place ${place}` })
    await editions.plan(edition, [delivery], undefined)
  }
}

async function deliver({ editions }: Stores): Promise<void> {
  for (;;) {
    const claims = await editions.claim({ now: at(1), leaseUntil: at(9), limit: 25 })
    if (claims.length === 0) return
    for (const claim of claims) {
      const { community, place } = claim
      await editions.confirm(claim, { community, place, message: `m-${claim.id}` }, at(2))
    }
  }
}

async function takePlaces({ rates }: Stores): Promise<void> {
  for (let place = 0; place < 1_000; place++) await rates.take("discord", at(0), 50)
}

function idOf(number: number): string {
  return `24${String(Math.floor(number / 100_000) + 1).padStart(2, "0")}.${String(number % 100_000).padStart(5, "0")}`
}

function aRealisticPaper(number: number): Paper {
  return aPaper({
    id: idOf(number),
    title: `On the ${number}th Way of Attending to Fewer Tokens in Long Documents`,
    abstract: `We propose method ${number}. ${"It looks at fewer tokens and gives the same answers. ".repeat(24)}`,
    authors: ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"].map((name) => `${name} Example-${number % 977}`),
    authorCount: 6,
    keywords: ["attention", "sparsity", "long context"],
    publishedOn: "2024-01-01",
    upvotes: number % 300,
  })
}
