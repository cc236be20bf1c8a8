import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Kysely, sql } from "kysely"
import { describe, expect, onTestFinished, test } from "vitest"
import { keepBeforeUpgrade } from "../../../adapters/backups/before-upgrade.ts"
import { load } from "../../../config/load.ts"
import { backupStore, restoreStore } from "../../../src/storage/backup.ts"
import { migrations } from "../../../src/storage/migrations.ts"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { createPostgresDialect } from "../../../src/storage/postgres/dialect.ts"
import { migrate } from "../../../src/storage/postgres/migrate.ts"
import { createPool } from "../../../src/storage/postgres/pool.ts"
import { examineFile } from "../../../src/storage/sqlite/copy-file.ts"
import { insertRows } from "../../../src/storage/table-rows.ts"
import type { Tables } from "../../../src/storage/tables.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { missing } from "../../needs.ts"
import { silentLog } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"
import { aSchema, postgres } from "./schema.ts"

/** A store as the program of that version left it, with something in every table: SQL as SQLite reads it. */
const version = 13
const left = readFileSync(
  resolve(import.meta.dirname, `../../fixtures/stores/version-${version}.sql`),
  "utf8",
)

function oldStore(): string {
  const file = databasePath()
  const database = new DatabaseSync(file)
  database.exec(left)
  database.close()
  return file
}

async function opened(file: string): Promise<Stores> {
  const stores = await openSqlite({ file, log: silentLog })
  onTestFinished(() => stores.close())
  return stores
}

/** Rows by table, of the tables that the old store has; migrations themselves begin new sequences. */
function countRows(file: string): Readonly<Record<string, number>> {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const names = [...left.matchAll(/^INSERT INTO "(?!sequence)(\w+)"/gm)].map(([, name]) => name ?? "")
    const count = (name: string) => Number(database.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.n)
    return Object.fromEntries([...new Set(names)].map((name) => [name, count(name)]))
  } finally {
    database.close()
  }
}

describe(`a store of version ${version}`, () => {
  test("is brought up to date with all that it held", async () => {
    const file = oldStore()
    const before = countRows(file)
    const stores = await opened(file)
    expect(countRows(file)).toEqual(before)
    expect(await stores.check()).toBeUndefined()
    expect(await stores.inspect()).toEqual([])
    expect((await stores.papers.get(["2401.00001"])).get("2401.00001")?.title).toBe(
      "Sparse Attention in Small Steps",
    )
    expect(await stores.votes.tallies("discord:1", ["2402.00001"])).toEqual(new Map([["2402.00001", 1]]))
    expect(await stores.subscriptions.ofPlace("discord:1", "papers")).toHaveLength(1)
  })

  test("is copied beside it before its tables change, and the copy can be restored", async () => {
    const file = oldStore()
    const stores = await openSqlite({ file, log: silentLog })
    await stores.facts.put("written", "by the new version")
    await stores.close()
    const copy = `${file}.version-${version}`
    expect(examineFile(copy)).toMatchObject({ version, papers: 4 })
    expect(examineFile(file)).toMatchObject({ version: migrations.length })
    await restoreStore(file, copy, { at: "2026-11-28T00:00:00Z", onProgress: () => undefined })
    expect(examineFile(file)).toMatchObject({ version })
    expect(await (await opened(file)).facts.get("written")).toBeUndefined()
  })

  test("stays as it is where no copy can be made", async () => {
    const file = oldStore()
    mkdirSync(`${file}.version-${version}`)
    writeFileSync(`${file}.version-${version}/in the way`, "")
    await expect(openSqlite({ file, log: silentLog })).rejects.toThrow(dirname(file))
    expect(examineFile(file)).toMatchObject({ version })
    await (await openSqlite({ file, log: silentLog, isCopied: false })).close()
    expect(examineFile(file)).toMatchObject({ version: migrations.length })
  })

  test("leaves no draft of a copy behind", async () => {
    const file = oldStore()
    await opened(file)
    expect(readdirSync(dirname(file)).filter((name) => name.includes(`version-${version}.`))).toEqual([])
  })
})

describe.skipIf(missing(postgres()))(`a store of version ${version} on PostgreSQL`, () => {
  async function oldServer() {
    const schema = await aSchema()
    const server = { url: schema.url, log: silentLog, address: "old" }
    const db = new Kysely<Tables>({ dialect: createPostgresDialect(createPool(server)) })
    await migrate(db, server.address, { steps: migrations.slice(0, version) })
    const file = oldStore()
    const database = new DatabaseSync(file, { readOnly: true })
    await db.transaction().execute(async (writing) => {
      await sql`delete from sequence`.execute(writing)
      for (const table of [...Object.keys(countRows(file)), "sequence"])
        await insertRows(writing, table, database.prepare(`SELECT * FROM "${table}"`).all())
    })
    database.close()
    await db.destroy()
    return { url: schema.url, version: () => schema.query(`select max(number) from "paperboyVersion"`) }
  }

  function folderFor() {
    const folder = dirname(databasePath())
    const config = load({ DATA_DIR: folder, DATABASE_URL: postgres().path })
    return { folder, config, keep: keepBeforeUpgrade(config, folder, silentLog) }
  }

  test("is copied to the backups before its tables change, once, and the copy is all of it", async () => {
    const { url } = await oldServer()
    const { folder, keep } = folderFor()
    const copies: number[] = []
    const counted: typeof keep = async (of, make) => {
      copies.push(of)
      await keep?.(of, make)
    }
    const replicas = await Promise.all(
      [1, 2, 3].map(() => openPostgres({ url, log: silentLog, keep: counted })),
    )
    expect(copies).toEqual([version])
    expect((await replicas[0]?.papers.get(["2401.00001"]))?.get("2401.00001")?.title).toBe(
      "Sparse Attention in Small Steps",
    )
    for (const stores of replicas) await stores.close()
    const copy = join(folder, `backups/paperboy.sqlite.version-${version}`)
    expect(readdirSync(dirname(copy))).toHaveLength(1)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    expect(examineFile(copy)).toMatchObject({ version, papers: 4 })
    expect(countRows(copy)).toEqual(countRows(oldStore()))
  })

  test("stays as it is where no copy can be made, unless the operator wants none", async () => {
    const { url, version: read } = await oldServer()
    const { folder, config, keep } = folderFor()
    writeFileSync(join(folder, "backups"), "in the way")
    const error = await openPostgres({ url, log: silentLog, keep }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ hint: expect.stringContaining("COPY_BEFORE_UPGRADE=false") })
    expect(await read()).toEqual([{ max: String(version) }])
    const without = keepBeforeUpgrade({ ...config, COPY_BEFORE_UPGRADE: false }, folder, silentLog)
    await (await openPostgres({ url, log: silentLog, keep: without })).close()
    expect(await read()).toEqual([{ max: String(migrations.length) }])
  })

  test("is backed up by a later program as it is", async () => {
    const { url, version: read } = await oldServer()
    const file = databasePath()
    await backupStore(url, `${file}.backup`, { log: silentLog, onProgress: () => undefined })
    expect(examineFile(`${file}.backup`)).toMatchObject({ version, papers: 4 })
    expect(await read()).toEqual([{ max: String(version) }])
  })
})

test("a new store, and one that is up to date, are not copied", async () => {
  const file = databasePath()
  await (await openSqlite({ file, log: silentLog })).close()
  await opened(file)
  for (const { number } of migrations) expect(existsSync(`${file}.version-${number}`)).toBe(false)
})

test("a store of a later version is left as it is, and the message names both versions", async () => {
  const file = oldStore()
  const database = new DatabaseSync(file)
  database.exec("PRAGMA user_version = 999")
  database.close()
  await expect(openSqlite({ file, log: silentLog })).rejects.toThrow(/999.*\d+/)
})
