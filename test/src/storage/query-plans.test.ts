import { DatabaseSync } from "node:sqlite"
import { expect, test } from "vitest"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { at } from "../../contracts/stores/builders.ts"
import { silentLog } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

test("posts that failed lately are found without reading all that there ever were", async () => {
  const file = databasePath()
  const asked: string[] = []
  const stores = await openSqlite({ file, log: silentLog, onStatement: (sql) => void asked.push(sql) })
  asked.length = 0
  await stores.editions.undone(at(0), 10)
  await stores.close()
  const database = new DatabaseSync(file, { readOnly: true })
  const plan = asked.flatMap((sql) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
  database.close()
  expect(plan.map(({ detail }) => detail).join("; ")).toMatch(/^SEARCH edition USING INDEX edition_undone/)
})
