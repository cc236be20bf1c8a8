import { closeSync, openSync } from "node:fs"
import { expect, onTestFinished, test } from "vitest"
import { type Migration, migrations } from "../../../src/storage/migrations.ts"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { type Connection, connect } from "../../../src/storage/sqlite/connection.ts"
import { migrate, pragma } from "../../../src/storage/sqlite/migrate.ts"
import type { Stores } from "../../../src/vocabulary/stores.ts"
import { aCard } from "../../contracts/stores/builders.ts"
import { silentLog } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

const create: Migration = { number: 1, name: "first", statements: ["CREATE TABLE first (a)"] }
const extend: Migration = { number: 2, name: "second", statements: ["ALTER TABLE first ADD COLUMN b"] }
const fail: Migration = {
  number: 2,
  name: "bad",
  statements: ["CREATE TABLE bad (a)", "INSERT INTO nowhere VALUES (1)"],
}

function connectTo(file = databasePath()): Connection {
  closeSync(openSync(file, "a"))
  const connection = connect(file)
  onTestFinished(() => connection.close())
  return connection
}

async function tablesOf(connection: Connection): Promise<readonly unknown[]> {
  const { rows } = await connection.query("SELECT name FROM sqlite_schema WHERE type = 'table'")
  return rows.map((row) => row.name)
}

test("the steps are numbered in order, without gaps", () => {
  expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, index) => index + 1))
})

test("steps are taken in order, each once", async () => {
  const connection = connectTo()
  expect(await migrate(connection, [create])).toEqual([create])
  expect(await migrate(connection, [create, extend])).toEqual([extend])
  expect(await migrate(connection, [create, extend])).toEqual([])
  expect(await pragma(connection, "user_version")).toBe(2)
})

test("a step that fails is undone whole, and those before it stay", async () => {
  const connection = connectTo()
  await expect(migrate(connection, [create, fail])).rejects.toThrow("nowhere")
  expect(await tablesOf(connection)).toEqual(["first"])
  expect(await pragma(connection, "user_version")).toBe(1)
})

test("of several that migrate at once each step is taken by one", async () => {
  const file = databasePath()
  const taken = await Promise.all([1, 2, 3].map(() => migrate(connectTo(file), [create, extend])))
  expect(taken.flat()).toHaveLength(2)
})

test("a new database has every table and says whose it is", async () => {
  const connection = connectTo()
  await migrate(connection)
  expect(await tablesOf(connection)).toContain("paper")
  expect((await pragma(connection, "application_id")).toString(16)).toBe("50626462")
})

test("events that a version without claims had not handled are claimed", async () => {
  const file = databasePath()
  const connection = connectTo(file)
  await migrate(
    connection,
    migrations.filter((step) => step.number < 6),
  )
  const insert = `INSERT INTO "keptEvent" (platform, id, body, at) VALUES ('slack', 'waiting', '{}', '2026-11-24T09:00:00'),
    ('slack', 'handled', NULL, '2026-11-24T09:00:00')`
  await connection.query(insert)
  const stores = await openSqlite({ file, log: silentLog })
  onTestFinished(() => stores.close())
  const request = { platform: "slack", now: "2026-11-24T10:00:00Z", leaseUntil: "2026-11-24T10:01:00Z" }
  expect(await stores.inbox.claim({ ...request, limit: 9 })).toMatchObject([{ id: "waiting", tries: 1 }])
})

test("votes keep the way in which they were given, on the web page by button alone", async () => {
  const file = databasePath()
  await migrate(
    connectTo(file),
    migrations.filter((step) => step.number < 9),
  )
  await connectTo(
    file,
  ).query(`INSERT INTO vote (community, paper, member, at, "viaPlace", "viaMessage") VALUES
    ('discord:1', 'p', 'ada', '2026-11-24T09:00:00', 'papers', 'm1'), ('discord:1', 'p', 'ben', '2026-11-24T09:00:00', NULL, NULL),
    ('web:local', 'p', 'ada', '2026-11-24T09:00:00', 'general', 'm1')`)
  const { votes } = await opened(file)
  const post = { community: "discord:1", place: "papers", message: "m1" }
  expect(await votes.via(post)).toEqual(["ada"])
  expect(await votes.via({ community: "web:local", place: "general", message: "m1" })).toEqual([])
  const off = (community: string, member: string) =>
    votes.set({ community, member, paper: "p" }, false, "2026-11-24T10:00:00Z")
  expect(await off("discord:1", "ben")).toEqual({ changed: true, votes: 1 })
  expect(await off("web:local", "ada")).toEqual({ changed: true, votes: 0 })
})

test("of two posts that were booked with one message the later one failed", async () => {
  const file = databasePath()
  await migrate(
    connectTo(file),
    migrations.filter((step) => step.number < 10),
  )
  const connection = connectTo(file)
  await connection.query(`INSERT INTO edition (id, subscription, "dueAt", "plannedAt", "listKey", state, reason)
    VALUES ('e', 's', '2026-11-24T09:00:00', '2026-11-24T09:00:00Z', '2026-11-24', 'done', '')`)
  for (const id of ["d0", "d1"])
    await connection.query(`INSERT INTO delivery (id, edition, position, community, place, card, form, state, attempts,
      "notBefore", message) VALUES ('${id}', 'e', 0, 'discord:1', 'papers', '${JSON.stringify(aCard())}', 'digest', 'sent', 1, '2026-11-24T09:00:00', 'm1')`)
  const { editions } = await opened(file)
  expect(await editions.deliveries("e")).toMatchObject([
    { state: "sent", message: "m1" },
    { state: "failed" },
  ])
})

async function opened(file: string): Promise<Stores> {
  const stores = await openSqlite({ file, log: silentLog })
  onTestFinished(() => stores.close())
  return stores
}
