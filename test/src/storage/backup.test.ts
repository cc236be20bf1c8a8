import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, test } from "vitest"
import { backupStore, restoreStore } from "../../../src/storage/backup.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { StoreError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { at, papers } from "../../contracts/stores/builders.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

const quiet = { log, onProgress: () => undefined }
const restoring = { at: "2026-03-02T09:00:00.123Z", onProgress: () => undefined }

async function aStore(count: number) {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  await stores.papers.save(papers(count), at(0))
  return { file, stores, backup: join(dirname(file), "backup.sqlite") }
}

async function papersIn(file: string): Promise<number> {
  const stores = await openSqlite({ file, log })
  const count = await stores.papers.count()
  await stores.close()
  return count
}

describe("a backup", () => {
  test("is the store at one moment, taken while a bot writes", async () => {
    const { file, stores, backup } = await aStore(1_500)
    const seen: number[] = []
    let writes: Promise<void> = Promise.resolve()
    const onProgress = (done: number, total: number) => {
      seen.push(done / total)
      writes = writes.then(() => stores.facts.put("written", String(done)))
    }
    const { papers: count, bytes } = await backupStore(file, backup, { log, onProgress })
    await writes
    await stores.papers.save(papers(1_700), at(1))
    await stores.close()
    expect(count).toBe(1_500)
    expect(bytes).toBe(statSync(backup).size)
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.at(-1)).toBe(1)
    expect(await papersIn(backup)).toBe(1_500)
  })

  test("is nobody else's to read, and nothing lies beside it", async () => {
    const { file, stores, backup } = await aStore(1)
    await backupStore(file, backup, quiet)
    await stores.close()
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    expect(readdirSync(dirname(backup)).filter((name) => name.startsWith("backup"))).toEqual([
      "backup.sqlite",
    ])
  })

  test("replaces no file", async () => {
    const { file, stores, backup } = await aStore(1)
    writeFileSync(backup, "my diary")
    await expect(backupStore(file, backup, quiet)).rejects.toThrow(
      words.storage.backup.fileExists(backup).what,
    )
    await stores.close()
    expect(readFileSync(backup, "utf8")).toBe("my diary")
  })

  test("of a store that is damaged is not kept", async () => {
    const { file, stores, backup } = await aStore(500)
    await stores.close()
    truncateSync(file, Math.floor(statSync(file).size / 2))
    await expect(backupStore(file, backup, quiet)).rejects.toThrow(StoreError)
    expect(existsSync(backup)).toBe(false)
  })

  test("into a folder that cannot be says so", async () => {
    const { file, stores } = await aStore(1)
    await stores.close()
    writeFileSync(`${file}.text`, "a file")
    await expect(backupStore(file, join(`${file}.text`, "b.sqlite"), quiet)).rejects.toThrow(StoreError)
  })
})

describe("restoring", () => {
  test("puts the backup in the store's place and keeps the earlier store aside", async () => {
    const { file, stores, backup } = await aStore(5)
    await backupStore(file, backup, quiet)
    await stores.papers.save(papers(9), at(1))
    await stores.close()
    const restored = await restoreStore(file, backup, restoring)
    expect(restored).toMatchObject({ papers: 5, keptAs: `${file}.before-2026-03-02T09-00-00` })
    expect(await papersIn(file)).toBe(5)
    expect(await papersIn(restored.keptAs ?? "")).toBe(9)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const back = await openSqlite({ file, log })
    const { entries } = await back.audit.of("slack:T1", { offset: 0, limit: 5 })
    await back.close()
    expect(entries).toMatchObject([{ community: "", member: "", change: { kind: "restored" } }])
  })

  test("keeps what a killed bot wrote last, which lies beside the store", async () => {
    const { file, stores, backup } = await aStore(5)
    await backupStore(file, backup, quiet)
    await stores.close()
    writeFileSync(`${file}-wal`, "")
    const { keptAs } = await restoreStore(file, backup, restoring)
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(await papersIn(keptAs ?? "")).toBe(5)
  })

  test("is refused while anybody has the store open", async () => {
    const { file, stores, backup } = await aStore(5)
    await backupStore(file, backup, quiet)
    await stores.papers.save(papers(9), at(1))
    await expect(restoreStore(file, backup, restoring)).rejects.toThrow(words.storage.backup.inUse(file).what)
    expect(await stores.papers.count()).toBe(9)
    expect(await stores.check()).toBeUndefined()
    await stores.close()
    expect(await papersIn(file)).toBe(9)
  })

  test("brings back a store that was emptied", async () => {
    const { file, stores, backup } = await aStore(5)
    await backupStore(file, backup, quiet)
    await stores.close()
    truncateSync(file)
    await restoreStore(file, backup, restoring)
    expect(await papersIn(file)).toBe(5)
  })

  test("works where there was no store yet", async () => {
    const { file, stores, backup } = await aStore(5)
    await backupStore(file, backup, quiet)
    await stores.close()
    const elsewhere = join(dirname(file), "new", "store.sqlite")
    expect(await restoreStore(elsewhere, backup, restoring)).not.toHaveProperty("keptAs")
    expect(await papersIn(elsewhere)).toBe(5)
  })

  test.each([
    ["cut in half", (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2)), "damaged"],
    ["a text", (file: string) => writeFileSync(file, "x".repeat(500)), "is not a database"],
    ["empty", (file: string) => truncateSync(file), "is not a database"],
    ["of a newer version", (file: string) => overwriteVersion(file, 9_999), "version 9999"],
  ])("a backup that is %s is refused, and the store stays", async (_, harm, complaint) => {
    const { file, stores, backup } = await aStore(300)
    await backupStore(file, backup, quiet)
    await stores.close()
    harm(backup)
    const before = readFileSync(file)
    await expect(restoreStore(file, backup, restoring)).rejects.toThrow(complaint)
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(dirname(file)).filter((name) => name.includes("restoring"))).toEqual([])
  })

  test("the store itself, or a file that is not there, is no backup", async () => {
    const { file, stores } = await aStore(1)
    await stores.close()
    await expect(restoreStore(file, file, restoring)).rejects.toThrow(
      words.storage.backup.sameFile(file).what,
    )
    await expect(restoreStore(file, `${file}.lost`, restoring)).rejects.toThrow(
      words.storage.backup.noFile(`${file}.lost`).what,
    )
  })
})

/** The version lies in the header, https://www.sqlite.org/fileformat.html#user_version */
function overwriteVersion(file: string, version: number): void {
  const bytes = readFileSync(file)
  bytes.writeUInt32BE(version, 60)
  writeFileSync(file, bytes)
}
