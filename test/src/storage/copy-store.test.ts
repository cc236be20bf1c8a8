import { describe, expect, test } from "vitest"
import { copyStore } from "../../../src/storage/copy-store.ts"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { tableNames } from "../../../src/storage/table-declarations.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import { aDelivery, anEdition, at, papers } from "../../contracts/stores/builders.ts"
import { missing } from "../../needs.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"
import { fill } from "./full-store.ts"
import { aSchema, postgres } from "./schema.ts"

type Place = { readonly at: string; open(): Promise<Stores> }

function sqlite(): Place {
  const file = databasePath()
  return { at: file, open: () => openSqlite({ file, log }) }
}

async function server(): Promise<Place> {
  const { url } = await aSchema()
  return { at: url, open: () => openPostgres({ url, log }) }
}

type Way = readonly [string, () => Promise<readonly [Place, Place]>]

const onServer: readonly Way[] = [
  ["SQLite to PostgreSQL", async () => [sqlite(), await server()]],
  ["PostgreSQL to SQLite", async () => [await server(), sqlite()]],
  ["PostgreSQL to PostgreSQL", async () => [await server(), await server()]],
]
const inFiles: Way = ["SQLite to SQLite", async () => [sqlite(), sqlite()]]
const ways = [inFiles, ...(missing(postgres()) ? [] : onServer)]

const quiet = { log, onProgress: () => undefined }

async function within<T>(place: Place, work: (stores: Stores) => Promise<T>): Promise<T> {
  const stores = await place.open()
  try {
    return await work(stores)
  } finally {
    await stores.close()
  }
}

describe.each(ways)("from %s", (_, open) => {
  test("every table is copied, and the copy works on", async () => {
    const [from, to] = await open()
    await within(from, fill)
    const seen: number[] = []
    const onProgress = (done: number, total: number) => void seen.push(done / total)
    const { tables } = await copyStore(from.at, to.at, { log, onProgress })
    expect(tables.map(({ name }) => name)).toEqual(tableNames)
    expect(tables.filter(({ rows }) => rows === 0)).toEqual([])
    expect(seen.at(-1)).toBe(1)
    await within(to, async (stores) => {
      expect(await stores.papers.count()).toBe(1_200)
      expect((await stores.papers.changesSince(0, 2_000)).changes).toHaveLength(1_201)
      expect(await Array.fromAsync(stores.vectors.all("small"))).toEqual([
        ["2402.00001", new Float32Array([0.1, -2.5e-8])],
      ])
      // Numbers that tables and sequences give out go on behind those that were copied.
      expect(await stores.papers.save(papers(1_210), at(1))).toMatchObject({ added: 11 })
      const later = anEdition({ id: "e2", dueAt: at(5) })
      const second = aDelivery({ id: "d9", edition: "e2" })
      expect(await stores.editions.plan(later, [second], at(60))).toBe(true)
      const [claim] = await stores.editions.claim({ now: at(9), leaseUntil: at(10), limit: 9 })
      expect(claim?.id).toBe("d0")
    })
  })

  test("a target that holds something is refused and stays as it is", async () => {
    const [from, to] = await open()
    await within(from, fill)
    await within(to, (stores) => stores.facts.put("mine", "kept"))
    await expect(copyStore(from.at, to.at, quiet)).rejects.toThrow("fact has 1 rows")
    await within(to, async (stores) => {
      expect(await stores.facts.get("mine")).toBe("kept")
      expect(await stores.papers.count()).toBe(0)
    })
  })

  test("what a bot writes meanwhile is not in the copy, and keeps nobody waiting", async () => {
    const [from, to] = await open()
    await within(from, fill)
    await within(from, async (stores) => {
      let writing: Promise<unknown> | undefined
      await copyStore(from.at, to.at, {
        log,
        onProgress: () => {
          writing ??= stores.facts.put("meanwhile", "written")
        },
      })
      await writing
      expect(await stores.facts.get("meanwhile")).toBe("written")
    })
    expect(await within(to, (stores) => stores.facts.get("meanwhile"))).toBeUndefined()
  })
})

test("a source that is not there is not made", async () => {
  const [from, to] = [sqlite(), sqlite()]
  await expect(copyStore(from.at, to.at, quiet)).rejects.toThrow(words.storage.copy.noStore(from.at).what)
})
