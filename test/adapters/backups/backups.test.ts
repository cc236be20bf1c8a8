import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { beforeEach, describe, expect, onTestFinished, test } from "vitest"
import { type BackupParts, backUpWhenDue, checkBackups } from "../../../adapters/backups/backups.ts"
import { makeBackup } from "../../../adapters/backups/make-backup.ts"
import type { BackupPlace } from "../../../adapters/backups/place.ts"
import { fetchBackup, placeOf } from "../../../adapters/backups/places.ts"
import { load } from "../../../config/load.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { examineFile } from "../../../src/storage/sqlite/copy-file.ts"
import { StoreError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock, type FakeClock } from "../../clock.ts"
import { silentLog } from "../../silent-log.ts"
import { createFolder } from "../../src/storage/folder.ts"
import { fill } from "../../src/storage/full-store.ts"
import { account, type StorageTwin, startStorage } from "./storage-twin.ts"

const start = Temporal.Instant.from("2026-11-28T01:00:00Z")
const keys = { BACKUP_S3_KEY_ID: account.id, BACKUP_S3_KEY: account.key, BACKUP_S3_REGION: account.region }

type Stage = {
  readonly place: BackupPlace
  readonly data: string
  readonly storage?: StorageTwin
  /** Puts a file there that is no backup. */
  leave(name: string): void
  names(): readonly string[]
}

const stages: Readonly<Record<string, () => Promise<Stage>>> = {
  async "a folder"() {
    const data = folder()
    const place = placeOf(load({ DATA_DIR: data }, ""), data)
    const at = join(data, "backups")
    return {
      ...{ place, data },
      leave(name) {
        mkdirSync(at, { recursive: true })
        writeFileSync(join(at, name), "")
      },
      names: () => readdirSync(at),
    }
  },
  async "a bucket"() {
    const data = folder()
    const storage = await startStorage()
    onTestFinished(storage.stop)
    const config = load({ ...keys, BACKUP_TO: "s3://papers/every day/", BACKUP_S3_URL: storage.url }, "")
    const start = "papers/every day/"
    return {
      ...{ place: placeOf(config, data), data, storage },
      leave: (name) => void storage.objects.set(start + name, Buffer.from("")),
      names: () => [...storage.objects.keys()].map((key) => key.slice(start.length)),
    }
  },
}

function folder(): string {
  const made = createFolder()
  onTestFinished(made.remove)
  return made.path
}

describe.each(Object.keys(stages))("backups in %s", (kind) => {
  let stage: Stage
  let parts: BackupParts
  let clock: FakeClock

  beforeEach(async () => {
    stage = (await stages[kind]?.()) as Stage
    const file = join(stage.data, "paperboy.sqlite")
    const stores = await openSqlite({ file, log: silentLog })
    onTestFinished(() => stores.close())
    await stores.facts.put("held", "yes")
    clock = createFakeClock(start.toString())
    parts = {
      ...stores,
      ...{ clock, log: silentLog, holder: "this", place: stage.place, everyHours: 24, keep: 3 },
      make: async (copy) => {
        mkdirSync(dirname(copy), { recursive: true })
        copyFileSync(file, copy)
      },
    }
  })

  const hourly = async (hours: number) => {
    for (let hour = 0; hour < hours; hour++) {
      await backUpWhenDue(parts)
      clock.set(clock.now().add({ hours: 1 }).toString())
    }
  }

  test("none is made before a whole period has passed", async () => {
    await hourly(24)
    expect(await stage.place.list()).toEqual([])
  })

  test("one a period is made, named by its time, and the newest are kept", async () => {
    stage.leave("notes.txt")
    await hourly(24 * 5 + 2)
    expect(stage.names().toSorted()).toEqual([
      "notes.txt",
      "paperboy-2026-12-01T01-00-00Z.sqlite",
      "paperboy-2026-12-02T01-00-00Z.sqlite",
      "paperboy-2026-12-03T01-00-00Z.sqlite",
    ])
  })

  test("of two bots on one store, one makes it", async () => {
    await hourly(24)
    await Promise.all([backUpWhenDue(parts), backUpWhenDue({ ...parts, holder: "other" })])
    expect(await stage.place.list()).toHaveLength(1)
  })

  test("one that fails is no backup, and the next look tries again", async () => {
    await hourly(24)
    const full = async () => {
      throw new StoreError("full", "no space", "")
    }
    await expect(backUpWhenDue({ ...parts, make: full })).rejects.toThrow("no space")
    expect(await stage.place.list()).toEqual([])
    await backUpWhenDue(parts)
    expect(await stage.place.list()).toHaveLength(1)
  })

  test("doctor says how many there are and how old, and warns when they stop", async () => {
    expect(await checkBackups(stage.place, 24, start)).toMatchObject({
      state: "ok",
      found: words.backups.doctor.none(stage.place.name, 24),
    })
    await hourly(26)
    expect(await checkBackups(stage.place, 24, clock.now())).toMatchObject({
      state: "ok",
      found: words.backups.doctor.newest(1, stage.place.name, 2),
    })
    const later = clock.now().add({ hours: 50 })
    expect(await checkBackups(stage.place, 24, later)).toMatchObject({ state: "warning" })
  })
})

describe("a folder", () => {
  test("loses the halves that a killed process left, and nothing else", async () => {
    const stage = (await stages["a folder"]?.()) as Stage
    stage.leave("paperboy-2026-11-27T01-00-00Z.sqlite.part")
    stage.leave("mine.part")
    await stage.place.keep("paperboy-2026-11-28T01-00-00Z.sqlite", async () => undefined)
    expect(stage.names()).toEqual(["mine.part"])
  })
})

describe("a bucket", () => {
  let stage: Stage
  let storage: StorageTwin
  const name = "paperboy-2026-11-28T01-00-00Z.sqlite"
  const keep = () => stage.place.keep(name, async (file) => writeFileSync(file, "a store"))

  beforeEach(async () => {
    stage = (await stages["a bucket"]?.()) as Stage
    storage = stage.storage as StorageTwin
  })

  test("gets the whole file, and nothing stays behind on the way", async () => {
    await keep()
    expect(storage.objects.get(`papers/every day/${name}`)?.toString()).toBe("a store")
    expect(readdirSync(stage.data)).toEqual([])
  })

  test.each([
    [403, "AccessDenied"],
    [500, "InternalError"],
    [404, "NoSuchBucket"],
  ])("that refuses (%i %s) is named with what it said and what to check", async (status, code) => {
    storage.failNext(status, code)
    await expect(keep()).rejects.toMatchObject({
      message: words.backups.bucket.refused(words.backups.bucket.put(name), status, code),
      hint: words.backups.bucket.hint,
    })
  })

  test("that lost something on the way is noticed", async () => {
    storage.truncateNext()
    await expect(keep()).rejects.toThrow(words.backups.bucket.changed(name))
  })

  test("that is away says which host", async () => {
    await storage.stop()
    await expect(keep()).rejects.toThrow(new URL(storage.url).host)
  })

  test("with a wrong key is refused, and the key is in no message", async () => {
    const config = load(
      { ...keys, BACKUP_S3_KEY: "anotherkey", BACKUP_TO: "s3://papers", BACKUP_S3_URL: storage.url },
      "",
    )
    const error = await placeOf(config, stage.data)
      .list()
      .catch((refused: Error) => refused)
    expect(String(error)).toContain("SignatureDoesNotMatch")
    expect(String(error)).not.toContain("anotherkey")
  })

  test("without keys is a mistake of the configuration that names both", () => {
    const read = () => load({ BACKUP_TO: "s3://papers" }, "")
    for (const variable of ["BACKUP_S3_KEY_ID", "BACKUP_S3_KEY"])
      expect(read).toThrow(expect.objectContaining({ message: expect.stringMatching(variable) }))
  })

  test("from which a backup is to be restored without keys is told before anything is asked", async () => {
    const restored = fetchBackup(load({}, ""), `s3://papers/${name}`, join(stage.data, "back"))
    await expect(restored).rejects.toThrow(words.backups.bucket.keysMissing)
  })

  test("gives a backup back as it was", async () => {
    await keep()
    const config = load({ ...keys, BACKUP_S3_URL: storage.url }, "")
    const file = join(stage.data, "back")
    await fetchBackup(config, `${stage.place.name}/${name}`, file)
    expect(readFileSync(file, "utf8")).toBe("a store")
  })
})

test("a backup of a store with something in every table is sound", async () => {
  const data = folder()
  const file = join(data, "paperboy.sqlite")
  const stores = await openSqlite({ file, log: silentLog })
  onTestFinished(() => stores.close())
  await fill(stores)
  await makeBackup(file, join(data, "copy.sqlite"))
  expect(examineFile(join(data, "copy.sqlite")).papers).toBe(await stores.papers.count())
})

test("what keeps a backup from being made is said with what to do", async () => {
  const data = folder()
  await expect(makeBackup(join(data, "nothing.sqlite"), join(data, "copy"))).rejects.toBeInstanceOf(
    StoreError,
  )
  expect(existsSync(join(data, "copy"))).toBe(false)
})
