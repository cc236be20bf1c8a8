import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { expect, test } from "vitest"
import { backupStore } from "../../../src/storage/backup.ts"
import { migrations } from "../../../src/storage/migrations.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { connect } from "../../../src/storage/sqlite/connection.ts"
import { prepareFile } from "../../../src/storage/sqlite/database-file.ts"
import { migrate } from "../../../src/storage/sqlite/migrate.ts"
import { at } from "../../contracts/stores/builders.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

const secret = (number: number) => `what member ${number} said to nobody else`
const count = 400

/** How many of the secrets can be read in a file. */
function readable(file: string): number {
  if (!existsSync(file)) return 0
  const content = readFileSync(file, "latin1")
  return Array.from({ length: count }, (_, number) => secret(number)).filter((text) => content.includes(text))
    .length
}

test("what members said is gone once it was handled: from the file, its log and a backup", async () => {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  for (let number = 0; number < count; number++) {
    const body = JSON.stringify({ text: secret(number), padding: "x".repeat(number) })
    await stores.inbox.keep({ platform: "slack", id: `Ev${number}`, body, at: at(0) }, at(1))
  }
  for (let number = 0; number < count; number++) await stores.inbox.done("slack", `Ev${number}`)
  const backup = join(dirname(file), "backup.sqlite")
  await backupStore(file, backup, { log, onProgress: () => undefined })
  await stores.close()
  expect([file, `${file}-wal`, backup].map(readable)).toEqual([0, 0, 0])
  await (await openSqlite({ file, log })).close()
  expect(readable(file)).toBe(0)
})

test("the log of a bot that runs on is emptied, so nothing stays in it", async () => {
  const file = databasePath()
  const stores = await openSqlite({ file, log })
  await stores.inbox.keep({ platform: "slack", id: "Ev0", body: secret(0), at: at(0) }, at(1))
  await stores.inbox.done("slack", "Ev0")
  expect(readable(`${file}-wal`)).toBe(1)
  const connection = connect(file)
  await connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
  connection.close()
  expect([file, `${file}-wal`].map(readable)).toEqual([0, 0])
  await stores.close()
})

test("what an earlier version left in free pages is gone after it was brought up to date", async () => {
  const file = databasePath()
  prepareFile(file)
  const connection = connect(file)
  await migrate(
    connection,
    migrations.filter(({ number }) => number < 8),
  )
  connection.close()
  const database = new DatabaseSync(file)
  const insert = database.prepare(`INSERT INTO fact (name, value) VALUES (?, ?)`)
  for (let number = 0; number < count; number++) insert.run(String(number), secret(number))
  database.exec("DELETE FROM fact")
  database.close()
  expect(readable(file)).toBeGreaterThan(0)
  await (await openSqlite({ file, log })).close()
  expect(readable(file)).toBe(0)
})
