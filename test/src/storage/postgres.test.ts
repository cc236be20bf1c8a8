import { inspect } from "node:util"
import pg from "pg"
import { describe, expect, onTestFinished, test } from "vitest"
import { migrations } from "../../../src/storage/migrations.ts"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { describeAddress } from "../../../src/storage/postgres/address.ts"
import { StoreError, type StoreProblem } from "../../../src/vocabulary/errors.ts"
import type { ChangeKind, Stores } from "../../../src/vocabulary/stores.ts"
import type { Log } from "../../../src/vocabulary/system.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper, at, papers } from "../../contracts/stores/builders.ts"
import { missing } from "../../needs.ts"
import { silentLog as log } from "../../silent-log.ts"
import { aSchema, createSchema, postgres } from "./schema.ts"
import { aWire } from "./wire.ts"

const said = words.storage.postgres

/** Closed when the test ends, whatever became of its connections. */
async function opened(url: string, heard: Log = log): Promise<Stores> {
  const stores = await openPostgres({ url, log: heard })
  onTestFinished(() => stores.close())
  return stores
}

async function problemOf(work: Promise<unknown>): Promise<StoreError> {
  const error: unknown = await work.then(
    () => "it worked",
    (reason: unknown) => reason,
  )
  if (error instanceof StoreError) return error
  throw new Error(`no StoreError: ${inspect(error)}`)
}

function changed(url: string, change: (address: URL) => unknown): string {
  const address = new URL(url)
  change(address)
  return address.href
}

describe("without any server", () => {
  test.each(["postgres://ada:lovelace@", "mysql://ada:lovelace@db/papers", "lovelace"])(
    "what is no address is refused without repeating it: %s",
    async (url) => {
      const error = await problemOf(openPostgres({ url, log }))
      expect(inspect(error, { depth: 9 })).not.toContain("lovelace")
      expect(error.hint).toContain("postgres://user:password@host:5432/database")
    },
  )

  test("one that nobody answers at is unreachable, and the message says where it should be", async () => {
    const wire = await aWire("postgres://ada:lovelace@127.0.0.1:1/papers")
    await wire.cut()
    const error = await problemOf(openPostgres({ url: wire.url, log }))
    expect(error.code).toBe("unreachable")
    expect(error.message).toContain(
      said.failed(`papers on ${new URL(wire.url).host}`, said.unreachable.what, "").slice(0, -3),
    )
    expect(inspect(error, { depth: 9 })).not.toContain("lovelace")
    await wire.mend()
  })
})

describe.skipIf(missing(postgres()))("a database", () => {
  const refusals: readonly (readonly [string, StoreProblem, string, (url: string) => string])[] = [
    [
      "that does not exist",
      "unreachable",
      said.noDatabase.what,
      (url) => changed(url, (address) => Object.assign(address, { pathname: "/nowhere" })),
    ],
    [
      "that does not know the user",
      "unreachable",
      said.refused.what,
      (url) =>
        changed(url, (address) => Object.assign(address, { username: "nobody", password: "lovelace" })),
    ],
    [
      "without the schema that is named",
      "unreachable",
      said.noSchema.what,
      (url) => changed(url, (address) => address.searchParams.set("options", "-c search_path=test_nowhere")),
    ],
  ]
  test.each(refusals)("%s is refused as %s: it %s", async (_, code, complaint, change) => {
    const error = await problemOf(openPostgres({ url: change(postgres().path), log }))
    expect(error).toMatchObject({ code, message: expect.stringContaining(complaint) })
    expect(error.hint).not.toBe("")
    expect(inspect(error, { depth: 9 })).not.toContain("lovelace")
  })

  test("with another program's tables is refused and left as it is", async () => {
    const schema = await aSchema()
    await schema.query("create table paper (sheets integer)")
    expect(await problemOf(openPostgres({ url: schema.url, log }))).toMatchObject({ code: "foreign" })
    expect(await schema.query("select * from paper")).toEqual([])
    expect(await tablesOf(schema)).toEqual(["paper"])
  })

  test("of a newer version is refused, and one that becomes newer while it is open is noticed", async () => {
    const schema = await aSchema()
    const stores = await opened(schema.url)
    await schema.query(`insert into "paperboyVersion" values (9999, 'later')`)
    expect(await problemOf(openPostgres({ url: schema.url, log }))).toMatchObject({ code: "newer" })
    expect(await stores.check()).toBe(said.newerNow(describeAddress(schema.url), 9999, migrations.length))
  })

  test("that takes no writes says what it needs", async () => {
    const schema = await aSchema()
    await (await openPostgres({ url: schema.url, log })).close()
    const readOnly = changed(schema.url, (address) => {
      const options = address.searchParams.get("options")
      address.searchParams.set("options", `${options} -c default_transaction_read_only=on`)
    })
    const stores = await opened(readOnly)
    const error = await problemOf(stores.facts.put("a", "b"))
    expect(error).toMatchObject({ code: "read-only", hint: expect.stringContaining("primary") })
  })

  test("is made by several replicas that start at once, each step by one of them", async () => {
    const schema = await aSchema()
    const steps: string[] = []
    const heard: Log = { ...log, info: (_, message) => void steps.push(message) }
    const replicas = await Promise.all([1, 2, 3, 4].map(() => opened(schema.url, heard)))
    const all = migrations.map(({ number, name }) => words.storage.migrated(number, name))
    expect(steps.toSorted()).toEqual(all.toSorted())
    await replicas[0]?.papers.save([aPaper()], at(0))
    expect(await replicas[3]?.papers.count()).toBe(1)
  })

  test("whose tables compare texts as SQLite does, whatever the server's language", async () => {
    const schema = await aSchema()
    await opened(schema.url)
    const columns = await schema.query(`
      select table_name, column_name from information_schema.columns where table_schema = '${schema.name}'
      and data_type = 'text' and collation_name is distinct from 'C' and table_name <> 'paperboyVersion'`)
    expect(columns).toEqual([])
  })
})

describe.skipIf(missing(postgres()))("a connection that is lost", () => {
  async function world() {
    const schema = await createSchema()
    const wire = await aWire(schema.url)
    const heard: unknown[] = []
    const hear = (...what: unknown[]) => void heard.push(what)
    const stores = await opened(wire.url, { debug: hear, info: hear, warn: hear, error: hear })
    onTestFinished(schema.remove)
    return { schema, wire, heard, stores }
  }

  test("while nobody uses it is opened again, and the log names no password", async () => {
    const { stores, wire, heard } = await world()
    await Promise.all([1, 2, 3].map((n) => stores.facts.put(`fact ${n}`, "told")))
    await wire.cut()
    const asked = stores.facts.get("fact 1")
    await wire.mend()
    expect(await asked).toBe("told")
    const password = new URL(postgres().path).password
    if (password !== "") expect(inspect(heard, { depth: 9 })).not.toContain(password)
  })

  test("amid a change undoes it, says so, and the next change works", async () => {
    const { stores, wire, schema } = await world()
    const holder = new pg.Client({ connectionString: schema.url })
    await holder.connect()
    await holder.query("begin; select * from sequence for update")
    const saving = problemOf(stores.papers.save(papers(3), at(0)))
    await waiting(holder)
    await wire.cut()
    expect(await saving).toMatchObject({
      code: "unreachable",
      hint: expect.stringContaining("PostgreSQL runs"),
    })
    await holder.end()
    await wire.mend()
    expect(await stores.papers.count()).toBe(0)
    expect(await stores.papers.save(papers(3), at(0))).toMatchObject({ added: 3 })
  })

  test("to a server that stays away is told by the check, and mended once it is back", async () => {
    const { stores, wire } = await world()
    await wire.cut()
    expect(await stores.check()).toContain(said.unreachable.what)
    await wire.mend()
    expect(await stores.check()).toBeUndefined()
  })

  test("for good before a transaction began is released once, and another serves the next", async () => {
    const { stores, wire } = await world()
    await wire.cut()
    expect(await stores.papers.save(papers(3), at(0)).catch((error: unknown) => error)).toMatchObject({
      code: "unreachable",
    })
    await wire.mend()
    expect(await stores.papers.save(papers(3), at(0))).toMatchObject({ added: 3 })
  })

  test("does not end the wake-ups", async () => {
    const { stores, wire, schema } = await world()
    const other = await opened(schema.url)
    let woken = Promise.withResolvers<ChangeKind>()
    stores.onChange((what) => what === "papers" && woken.resolve(what))
    await woken.promise
    await wire.cut()
    await wire.mend()
    // Listening again changeKinds for all that may have been missed; after that a change has to.
    for (const upvotes of [1, 2, 3]) {
      woken = Promise.withResolvers()
      await other.papers.save([aPaper({ upvotes })], at(0))
      await woken.promise
    }
  })
})

/** Resolves when another connection waits for what `holder` has locked. */
async function waiting(holder: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await holder.query("select 1 from pg_locks where not granted")
    if (rows.length > 0) return
  }
}

async function tablesOf(schema: Awaited<ReturnType<typeof aSchema>>): Promise<readonly unknown[]> {
  const rows = await schema.query(`select tablename from pg_tables where schemaname = '${schema.name}'`)
  return rows.map((row) => row.tablename)
}
