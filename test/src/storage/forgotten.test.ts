import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { backupStore, restoreStore } from "../../../src/storage/backup.ts"
import { copyStore } from "../../../src/storage/copy-store.ts"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { type TableDeclaration, tables } from "../../../src/storage/table-declarations.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import { at } from "../../contracts/stores/builders.ts"
import { leaveTraces, subjectOf } from "../../contracts/stores/data-rights.ts"
import { missing } from "../../needs.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"
import { aSchema, postgres } from "./schema.ts"

const forgotten = { community: "slack:T1", member: "U0FORGOTTEN" }
const other = { community: "slack:T1", member: "U0OTHER" }
const onProgress = () => undefined

/** Whether a name can be read anywhere in a file. */
function holds(file: string, name: string): boolean {
  return existsSync(file) && readFileSync(file, "latin1").includes(name)
}

async function forget(stores: Stores): Promise<void> {
  const person = (await stores.members.find(forgotten))?.person
  await stores.dataRights.forget(subjectOf(forgotten, person), at(1))
}

test("the name of who is forgotten is in no file: not in the store, its log, or a backup made afterwards", async () => {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  for (const account of [forgotten, other]) await leaveTraces(stores, account)
  await forget(stores)
  const backup = join(dirname(file), "backup.sqlite")
  await backupStore(file, backup, { log, onProgress })
  await stores.close()
  const files = [file, `${file}-wal`, backup]
  expect(files.filter((one) => holds(one, forgotten.member))).toEqual([])
  expect(files.filter((one) => holds(one, other.member))).toEqual([file, backup])
})

test("a backup of before, restored, forgets again, and keeps everybody else", async () => {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  for (const account of [forgotten, other]) await leaveTraces(stores, account)
  const backup = join(dirname(file), "backup.sqlite")
  await backupStore(file, backup, { log, onProgress })
  await forget(stores)
  await stores.close()
  expect(await restoreStore(file, backup, { at: at(2), onProgress })).toMatchObject({ forgottenAgain: 1 })
  expect([holds(file, forgotten.member), holds(file, other.member)]).toEqual([false, true])
  const restored = await openSqlite({ file, log })
  onTestFinished(() => restored.close())
  expect(await restored.dataRights.known("slack:T1", [forgotten.member, other.member])).toEqual(
    new Set([other.member]),
  )
  expect(await restored.votes.ofMember("slack:T1", other.member)).toHaveLength(1)
})

test.skipIf(missing(postgres()))(
  "a backup that is put back on a server forgets again, as the replaced server remembers",
  async () => {
    const [replaced, next] = [await aSchema(), await aSchema()]
    const stores = await openPostgres({ url: replaced.url, log })
    for (const account of [forgotten, other]) await leaveTraces(stores, account)
    const backup = join(dirname(databasePath()), "backup.sqlite")
    await backupStore(replaced.url, backup, { log, onProgress })
    await forget(stores)
    await stores.close()
    const copied = await copyStore(backup, next.url, { log, onProgress, replaced: replaced.url })
    expect(copied.forgottenAgain).toBe(1)
    const restored = await openPostgres({ url: next.url, log })
    onTestFinished(() => restored.close())
    expect(await restored.votes.ofMember("slack:T1", forgotten.member)).toEqual([])
    expect(await restored.votes.ofMember("slack:T1", other.member)).toHaveLength(1)
  },
)

test("who came back before a backup was made keeps what they did since, when it is restored", async () => {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  await leaveTraces(stores, forgotten)
  await forget(stores)
  await stores.dataRights.isBack(forgotten)
  await leaveTraces(stores, forgotten)
  const backup = join(dirname(file), "backup.sqlite")
  await backupStore(file, backup, { log, onProgress })
  await stores.close()
  expect(await restoreStore(file, backup, { at: at(2), onProgress })).toMatchObject({ forgottenAgain: 0 })
  const restored = await openSqlite({ file, log })
  onTestFinished(() => restored.close())
  expect(await restored.votes.ofMember("slack:T1", forgotten.member)).toHaveLength(1)
  expect(await restored.dataRights.known("slack:T1", [forgotten.member])).toEqual(new Set([forgotten.member]))
})

test("every table that is about people can say what it holds of them", () => {
  const personal = Object.entries<TableDeclaration>(tables).flatMap(([table, { names }]) =>
    names !== "nothing" && (names.member || names.person) ? [table] : [],
  )
  expect(personal.filter((table) => words.dataRights.kept[table] === undefined)).toEqual([])
})
