import { execFileSync, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, test } from "vitest"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { StoreError, type StoreProblem } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { at, papers } from "../../contracts/stores/builders.ts"
import { missing, type Need } from "../../needs.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

const nobody = 65_534
const said = words.storage.file
const children = join(import.meta.dirname, "children")

/** A database with papers in it, closed. */
async function aLibrary(): Promise<string> {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  await stores.papers.save(papers(500), at(0))
  await stores.close()
  return file
}

async function problemOf(file: string): Promise<StoreError> {
  const error: unknown = await openSqlite({ file, log }).then(
    (stores) => stores.close(),
    (reason: unknown) => reason,
  )
  if (error instanceof StoreError) return error
  throw new Error(`the store opened, or failed otherwise: ${error}`)
}

const harms: readonly (readonly [string, StoreProblem, (file: string) => void])[] = [
  ["cut to nothing", "emptied", (file) => truncateSync(file)],
  ["deleted beside its marker", "emptied", (file) => rmSync(file)],
  ["cut in half", "corrupt", (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ["overwritten in the middle", "corrupt", (file) => overwrite(file, 0.3, 0.7)],
  ["overwritten at its beginning", "foreign", (file) => overwrite(file, 0, 0.1)],
  ["another program's", "foreign", replaceByAnother],
  ["a text", "foreign", (file) => writeFileSync(file, "My diary. Dear diary, nobody may overwrite you.")],
  ["of a newer version", "newer", (file) => execute(file, "PRAGMA user_version = 9999")],
]

describe("a database that is", () => {
  test.each(harms)("%s is refused as %s and left as it is", async (_, problem, harm) => {
    const file = await aLibrary()
    harm(file)
    const before = contentOf(file)
    const error = await problemOf(file)
    expect(error.code).toBe(problem)
    expect(error.message).toContain(file)
    expect(error.hint).not.toBe("")
    expect(contentOf(file)).toEqual(before)
  })

  test("empty beside a log that is not is refused", async () => {
    const file = databasePath()
    writeFileSync(file, "")
    writeFileSync(`${file}-wal`, "what was written last")
    expect((await problemOf(file)).code).toBe("emptied")
    expect(readFileSync(`${file}-wal`, "utf8")).toBe("what was written last")
  })

  test("a folder is refused", async () => {
    const file = databasePath()
    mkdirSync(file)
    expect((await problemOf(file)).code).toBe("foreign")
  })

  test("below a file is refused", async () => {
    const file = databasePath()
    writeFileSync(file, "a file")
    expect((await problemOf(join(file, "paperboy.db"))).code).toBe("unreachable")
  })

  test("new and still empty is taken", async () => {
    const file = databasePath()
    writeFileSync(file, "")
    const stores = await openSqlite({ file, log })
    expect(await stores.papers.count()).toBe(0)
    await stores.close()
  })
})

describe("while the store is open", () => {
  test.each([
    ["emptied", (file: string) => truncateSync(file), said.emptiedWhileOpen],
    ["deleted", (file: string) => rmSync(file), said.deletedWhileOpen],
    ["replaced", replaceByAnother, said.replacedWhileOpen],
  ])("a file that is %s is noticed", async (_, harm, complaint) => {
    const file = await aLibrary()
    const stores = await openSqlite({ file, log })
    harm(file)
    expect(await stores.check()).toBe(complaint(file))
    await stores.close()
  })
})

describe("nobody else", () => {
  test("may read the database, its log or its folder", async () => {
    const file = join(dirname(databasePath()), "new", "paperboy.db")
    const stores = await openSqlite({ file, log })
    const modes = [dirname(file), file, `${file}-wal`, `${file}-shm`].map(
      (path) => statSync(path).mode & 0o777,
    )
    await stores.close()
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
  })

  test("may read a database that was copied here with wider rights", async () => {
    const file = await aLibrary()
    chmodSync(file, 0o644)
    await (await openSqlite({ file, log })).close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe("without the right to write", () => {
  test.each([
    ["a file of somebody else's", (file: string) => chmodSync(file, 0o444)],
    ["a folder of somebody else's", giveToNobody],
  ])("%s is refused", async (_, limit) => {
    const file = await aLibrary()
    limit(file)
    chmodSync(dirname(file), 0o555)
    const told = openedByNobody(file)
    chmodSync(dirname(file), 0o755)
    expect(told).toMatch(new RegExp(`^read-only: .*${file}`))
  })

  test("a folder that cannot be created is refused", () => {
    const folder = dirname(databasePath())
    chmodSync(folder, 0o555)
    const told = openedByNobody(join(folder, "new", "paperboy.db"))
    chmodSync(folder, 0o755)
    expect(told).toMatch(/^read-only: /)
  })
})

describe.skipIf(missing(smallDisk()))("on a full disk", () => {
  test("nothing that was confirmed is lost, and writing goes on once there is space", () => {
    const folder = dirname(databasePath())
    const script = 'mount -t tmpfs -o size=3m tmpfs "$1" && exec "$2" "$3" "$1"'
    const answer = execFileSync(
      "unshare",
      ["-rm", "sh", "-c", script, "sh", folder, process.execPath, join(children, "fill-disk.ts")],
      { encoding: "utf8" },
    )
    const outcome: unknown = JSON.parse(answer)
    expect(outcome).toEqual({ code: "full", lost: 0, confirmed: expect.any(Number), added: 1 })
    expect(outcome).not.toMatchObject({ confirmed: 0 })
  })
})

describe.skipIf(missing(smallDisk()))("on a read-only disk", () => {
  test.each([
    ["closed", false],
    ["left open by a bot that was killed", true],
  ])("a store that was %s is backed up into another folder", (_, wasKilled) => {
    const disk = dirname(databasePath())
    const store = join(disk, "paperboy.db")
    const script = `mount -t tmpfs tmpfs "$1" && { "$2" "$3" "$4" 7; true; } && ${wasKilled ? "" : "! "}test -s "$4-wal" &&
      mount -o remount,ro "$1" && exec "$2" "$5" "$4" "$6"`
    const [write, backup] = ["write-and-leave.ts", "backup-read-only.ts"].map((name) => join(children, name))
    const to = databasePath()
    const given = [disk, process.execPath, write ?? "", store, backup ?? "", to]
    const answer = execFileSync("unshare", ["-rm", "sh", "-c", script, "sh", ...given], {
      encoding: "utf8",
      env: { ...process.env, KILLED: wasKilled ? "1" : "" },
    })
    expect(answer.trim()).toBe("7")
    expect(existsSync(to)).toBe(true)
  })
})

/** A disk of a few megabytes, which a user of a namespace may mount. */
function smallDisk(): Need {
  const tried = spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"])
  return tried.status === 0
    ? { path: "" }
    : { path: "", reason: "no small disk can be mounted here (unshare -rm)" }
}

function openedByNobody(file: string): string {
  return execFileSync(process.execPath, [join(children, "open-without-rights.ts"), file], {
    encoding: "utf8",
  })
}

// Where the tests run as root; any other user owns the file already.
function giveToNobody(file: string): void {
  if (process.getuid?.() === 0) chownSync(file, nobody, nobody)
}

function contentOf(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined
}

function overwrite(file: string, from: number, to: number): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xa5, Math.floor(bytes.length * from), Math.floor(bytes.length * to)))
}

function replaceByAnother(file: string): void {
  rmSync(file)
  execute(file, "CREATE TABLE recipe (name TEXT)")
}

function execute(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}
