import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, test } from "vitest"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { StoreError } from "../../../src/vocabulary/errors.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { words } from "../../../src/words/words.ts"
import {
  aCard,
  aDelivery,
  aMessage,
  anEdition,
  aPaper,
  at,
  deliveries,
  papers,
} from "../../contracts/stores/builders.ts"
import { createHeardLog } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

async function world() {
  const file = databasePath()
  const log = createHeardLog()
  const stores = await openSqlite({ file, log })
  function damage(sql: string): void {
    const database = new DatabaseSync(file)
    database.exec(sql)
    database.close()
  }
  return { file, log, stores, damage, end: () => stores.close() }
}

const claim = (stores: Stores, minute: number) =>
  stores.editions.claim({ now: at(minute), leaseUntil: at(minute + 5), limit: 10 })

describe("a delivery whose content is damaged", () => {
  test.each([
    ["card", `UPDATE delivery SET card = substr(card, 1, 20) WHERE id = 'd0'`],
    ["later card", `UPDATE delivery SET late = '{"after":1}' WHERE id = 'd0'`],
  ])("in its %s fails alone and says why; the next one of its place is claimed", async (_, sql) => {
    const { stores, damage, end } = await world()
    await stores.editions.plan(
      anEdition(),
      [...deliveries(2), aDelivery({ id: "d9", position: 9, place: "other" })],
      at(60),
    )
    damage(sql)
    expect((await claim(stores, 0)).map(({ id }) => id)).toEqual(["d9"])
    expect((await claim(stores, 1)).map(({ id }) => id)).toEqual(["d1"])
    const [damaged] = await stores.editions.deliveries("e1")
    expect(damaged).toMatchObject({
      state: "failed",
      error: words.storage.deliveries.unreadable("d0"),
    })
    await end()
  })
})

test("a chat message whose card is damaged shows that, and the others are as they were", async () => {
  const { stores, damage, end } = await world()
  await stores.chat.add(aMessage("1", { card: aCard() }))
  await stores.chat.add(aMessage("2", { card: aCard() }))
  damage(`UPDATE "chatMessage" SET card = '{' WHERE id = '1'`)
  expect((await stores.chat.get("1"))?.card?.title).toEqual([{ text: words.storage.unreadableCard }])
  expect((await stores.chat.get("2"))?.card).toEqual(aCard())
  await end()
})

test("a paper that is damaged is left out and named in the log once, and the others are read", async () => {
  const { stores, log, damage, end } = await world()
  const [one, other] = [aPaper(), aPaper({ id: "2401.00002" })]
  await stores.papers.save([one, other], at(0))
  damage(`UPDATE paper SET body = replace(body, '"authors":', '"author":') WHERE id = '${one.id}'`)
  for (const _ of [1, 2]) {
    expect([...(await stores.papers.get([one.id, other.id])).keys()]).toEqual([other.id])
    const { changes } = await stores.papers.changesSince(0, 10)
    expect(changes.map(({ paper }) => paper?.id)).toEqual([undefined, other.id])
  }
  const named = log.lines.filter(({ message }) => message.includes(words.storage.rows.paper(one.id)))
  expect(named).toHaveLength(1)
  await end()
})

test("a cached answer that is damaged is asked for again", async () => {
  const { stores, damage, end } = await world()
  const url = "https://a.example"
  await stores.responses.put({ url, status: 200, headers: {}, body: "{}", storedAt: at(0) })
  damage("UPDATE response SET headers = '['")
  expect(await stores.responses.get(url)).toBeUndefined()
  await end()
})

describe("an inspection", () => {
  test("names every damaged row, and nothing where nothing is damaged", async () => {
    const { stores, damage, end } = await world()
    await stores.papers.save([aPaper(), aPaper({ id: "2401.00002" })], at(0))
    await stores.editions.plan(anEdition(), [aDelivery()], at(60))
    expect(await stores.inspect()).toEqual([])
    damage("UPDATE paper SET body = 'x' WHERE id = '2401.00002'; UPDATE delivery SET card = 'y'")
    const { rows } = words.storage
    const names = [rows.paper("2401.00002"), rows.delivery(aDelivery().id)]
    expect(await stores.inspect()).toEqual([words.storage.damagedRows(names, 2)])
    await end()
  })

  test.each([1, 2, 3, 4, 5, 6])(
    "finds twenty bytes that were flipped, wherever they are: %s",
    async (seed) => {
      const { file, stores, end } = await world()
      await stores.papers.save(papers(400), at(0))
      await end()
      flip(file, seed)
      expect(await problemsOf(file)).not.toEqual([])
    },
  )
})

/** Twenty bytes from a place on that the seed chooses, outside of texts' middle parts: in one page's cells. */
function flip(file: string, seed: number): void {
  const bytes = readFileSync(file)
  const pageSize = bytes.readUInt16BE(16)
  const page = 1 + ((seed * 37) % (bytes.length / pageSize - 1))
  for (let offset = 0; offset < 20; offset++) {
    const place = Math.floor(page) * pageSize + offset * 7
    bytes[place] = (bytes[place] ?? 0) ^ 0xff
  }
  writeFileSync(file, bytes)
}

async function problemsOf(file: string): Promise<readonly string[]> {
  try {
    const stores = await openSqlite({ file, log: createHeardLog() })
    const problems = await stores.inspect()
    await stores.close()
    return problems
  } catch (error) {
    if (error instanceof StoreError) return [error.message]
    throw error
  }
}

test("a store file that is deleted under a running bot is in the log within a second, not only in health", async () => {
  const { file, log, end } = await world()
  rmSync(file)
  await expect
    .poll(() => log.lines.at(-1)?.message, { timeout: 20_000 })
    .toBe(words.storage.file.deletedWhileOpen(file))
  await end()
})
