import { createHmac, randomBytes } from "node:crypto"
import { type RawBuilder, sql } from "kysely"
import type { DataRightStore, Subject } from "../vocabulary/data-rights.ts"
import type { Account } from "../vocabulary/readers.ts"
import type { NoteChange } from "./audit-store.ts"
import { instantToColumn } from "./columns.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import { forgetOld } from "./retention.ts"
import { type TableDeclaration, type TableName, tableNames, tables } from "./table-declarations.ts"
import type { Row } from "./table-rows.ts"
import { noteChange } from "./vote-store.ts"

/** The fact that holds the key of the hashes by which forgotten accounts are remembered. */
export const forgottenKey = "forgotten key"

/** Whose changes they are: no process takes them for its own, so that each brings its posts up to date. */
const nobody = "forgotten"

/** Tables whose rows are named by their `id` in those that belong to them. */
const owners: readonly string[] = ["subscription", "edition", "delivery", "follow"]

type Condition = RawBuilder<unknown>

/** What the store holds of people, found by what each table declares: a new table cannot escape. */
export function createDataRightStore({ db }: Engine, note: NoteChange): DataRightStore {
  return {
    async holdings(subject) {
      const found: Record<string, readonly Row[]> = {}
      for (const table of tableNames) {
        const rows = await rowsWhere(db, table, named(table, subject))
        if (rows.length > 0) found[table] = rows
      }
      return found
    },
    forget: (subject, at) =>
      db.transaction().execute(async (writing) => {
        const votes = await rowsWhere(writing, "vote", named("vote", subject))
        const accounts = await accountsOf(writing, subject)
        await forgetRows(writing, subject)
        await remember(writing, accounts, at)
        for (const community of new Set(subject.accounts.map((account) => account.community)))
          await note(writing, { community, place: "" }, { kind: "forgotten" })
        for (const { community, paper } of votes)
          await noteChange(writing, { community: String(community), paper: String(paper) }, nobody)
      }),
    async known(community, members) {
      const key = await readKey(db)
      if (key === undefined) return new Set(members)
      const hashes = new Map(members.map((member) => [hashOf(key, { community, member }), member]))
      if (hashes.size === 0) return new Set()
      const forgotten = await db
        .selectFrom("forgotten")
        .select("hash")
        .where("hash", "in", [...hashes.keys()])
        .where("back", "=", 0)
        .execute()
      for (const { hash } of forgotten) hashes.delete(hash)
      return new Set(hashes.values())
    },
    async isBack(account) {
      const key = await readKey(db)
      if (key === undefined) return
      await db.updateTable("forgotten").set({ back: 1 }).where("hash", "=", hashOf(key, account)).execute()
    },
    forgetOld: (now) => forgetOld(db, now),
    async leave(community, at) {
      if (at === undefined) await db.deleteFrom("leftCommunity").where("community", "=", community).execute()
      else
        await db
          .insertInto("leftCommunity")
          .values({ community, at: instantToColumn(at) })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
    },
    async leftBefore(at) {
      const rows = await db
        .selectFrom("leftCommunity")
        .select("community")
        .where("at", "<", instantToColumn(at))
        .orderBy("community")
        .execute()
      return rows.map(({ community }) => community)
    },
    forgetCommunity: (community) =>
      db.transaction().execute(async (writing) => {
        await forgetRows(writing, { accounts: [], everywhere: [], own: [community] })
        // Facts have names of their own: `welcomed slack:T1`.
        await writing.deleteFrom("fact").where("name", "like", `% ${community}`).execute()
      }),
  }
}

/** An account that asked to be forgotten, as a store remembers it. */
export type Forgotten = { readonly hash: string; readonly at: string; readonly back: number }

/**
 * After an older store was restored: who was forgotten since, as the replaced store remembers (`key` and rows), is forgotten in
 * it too. Who was forgotten before it was made is not: whatever it holds of them came after that. Says how many accounts it was.
 */
export async function forgetAgain(
  { db }: Pick<Engine, "db">,
  key: string,
  forgotten: readonly Forgotten[],
): Promise<number> {
  return db.transaction().execute(async (writing) => {
    const isSameKey = (await readKey(writing)) === key
    const own = isSameKey ? await writing.selectFrom("forgotten").select(["hash", "at"]).execute() : []
    const known = new Set(own.map(({ hash, at }) => `${hash} ${at}`))
    const since = forgotten.filter(({ hash, at }) => !known.has(`${hash} ${at}`))
    const hashes = new Set(since.map(({ hash }) => hash))
    const again = (await allAccounts(writing)).filter((account) => hashes.has(hashOf(key, account)))
    for (const account of again) {
      const person = await personOf(writing, account)
      await forgetRows(writing, { accounts: [account], person, everywhere: [], own: [] })
    }
    if (!isSameKey) await writing.deleteFrom("forgotten").execute()
    await writeKey(writing, key)
    for (const row of since) await rememberRow(writing, row)
    return again.length
  })
}

async function forgetRows(writing: Writing, subject: Subject): Promise<void> {
  await forgetDirectPosts(writing, subject)
  // A table that belongs to another comes after it, so the last goes first.
  for (const table of tableNames.toReversed()) {
    const doomed = doomedRows(table, subject)
    if (doomed !== undefined) await sql`delete from ${sql.table(table)} where ${doomed}`.execute(writing)
  }
  for (const table of tableNames)
    for (const column of clearedColumns(table)) {
      const condition = byMember(table, column, subject)
      if (condition)
        await sql`update ${sql.table(table)} set ${emptied(table, column)} where ${condition}`.execute(
          writing,
        )
    }
}

/** A digest's messages lie in a place that is the member's own, and so does what was answered there. */
async function forgetDirectPosts(writing: Writing, subject: Subject): Promise<void> {
  const doomed = doomedRows("delivery", subject)
  if (doomed === undefined) return
  const places = sql`select community, place from "delivery" where ${doomed}`
  await sql`delete from "post" where (community, place) in (${places})`.execute(writing)
}

/** Rows that are about a person, whether they go or only lose a name; undefined for a table that has none. */
function named(table: TableName, subject: Subject): Condition | undefined {
  const columns = membersIn(tables[table])
  return anyOf([doomedRows(table, subject), ...columns.map((column) => byMember(table, column, subject))])
}

/** Rows that go as a whole, and what belongs to them. */
function doomedRows(table: TableName, subject: Subject): Condition | undefined {
  const { names }: TableDeclaration = tables[table]
  if (names === "nothing") return undefined
  const cleared = clearedColumns(table)
  const members = membersIn(tables[table]).filter((column) => !cleared.includes(column))
  return anyOf([
    ...members.map((column) => byMember(table, column, subject)),
    names.person && subject.person !== undefined
      ? sql`${sql.ref(names.person)} = ${subject.person}`
      : undefined,
    names.community && subject.own.length > 0
      ? sql`${sql.ref(names.community)} in (${sql.join(subject.own)})`
      : undefined,
    names.owner && owners.includes(names.owner) ? byOwner(names.owner, subject) : undefined,
  ])
}

function byOwner(owner: string, subject: Subject): Condition | undefined {
  const table = tableNames.find((name) => name === owner)
  const doomed = table && doomedRows(table, subject)
  return doomed && sql`${sql.ref(owner)} in (select id from ${sql.table(owner)} where ${doomed})`
}

function membersIn({ names }: TableDeclaration): readonly string[] {
  return names === "nothing" ? [] : [names.member ?? []].flat()
}

/** The columns from which a name goes, while the row stays: it is others' too. */
function clearedColumns(table: TableName): readonly string[] {
  const { forgetting }: TableDeclaration = tables[table]
  return forgetting?.clear ?? []
}

/** A name that goes, and what goes with it. */
function emptied(table: TableName, column: string): Condition {
  const { forgetting }: TableDeclaration = tables[table]
  const columns = [column, ...(forgetting?.with ?? [])]
  return sql.join(columns.map((one) => sql`${sql.ref(one)} = ''`))
}

/** Rows in which a column names one of the accounts. */
function byMember(
  table: TableName,
  column: string,
  { accounts, everywhere }: Subject,
): Condition | undefined {
  const { names }: TableDeclaration = tables[table]
  const community = names === "nothing" ? undefined : names.community
  const is = (member: string) => sql`${sql.ref(column)} = ${member}`
  if (community === undefined) return anyOf(accounts.map(({ member }) => is(member)))
  return anyOf([
    ...accounts.map((one) => sql`(${sql.ref(community)} = ${one.community} and ${is(one.member)})`),
    ...everywhere.map(
      (one) => sql`(${sql.ref(community)} like ${`${one.platform}:%`} and ${is(one.member)})`,
    ),
  ])
}

function anyOf(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const given = conditions.filter((condition) => condition !== undefined)
  return given.length === 0 ? undefined : sql`(${sql.join(given, sql` or `)})`
}

async function rowsWhere(
  db: Database,
  table: TableName,
  condition: Condition | undefined,
): Promise<readonly Row[]> {
  if (condition === undefined) return []
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${condition}`.execute(db)
  return rows
}

/** The accounts of a subject, with all communities in which one that is the same everywhere was met. */
async function accountsOf(db: Database, subject: Subject): Promise<readonly Account[]> {
  const met = (await allAccounts(db)).filter(({ community, member }) =>
    subject.everywhere.some((one) => community.startsWith(`${one.platform}:`) && one.member === member),
  )
  return eachOnce([...subject.accounts, ...met])
}

function eachOnce(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map((one) => [`${one.community} ${one.member}`, one])).values()]
}

/** Every account that some row names together with its community. */
async function allAccounts(db: Database): Promise<readonly Account[]> {
  const found: Account[] = []
  for (const table of tableNames) {
    const { names }: TableDeclaration = tables[table]
    if (names === "nothing" || names.community === undefined) continue
    for (const column of membersIn(tables[table])) {
      const [community, member] = [sql.ref(names.community), sql.ref(column)]
      const { rows } = await sql<Account>`
        select distinct ${community} as community, ${member} as member from ${sql.table(table)}
        where ${member} is not null and ${member} <> ''`.execute(db)
      found.push(...rows.map(({ community, member }) => ({ community, member })))
    }
  }
  return eachOnce(found)
}

async function personOf(db: Database, { community, member }: Account): Promise<string | undefined> {
  const row = await db
    .selectFrom("member")
    .select("person")
    .where(({ and }) => and({ community, member }))
    .executeTakeFirst()
  return row?.person
}

async function remember(writing: Writing, accounts: readonly Account[], at: string): Promise<void> {
  const key = (await readKey(writing)) ?? (await writeKey(writing, randomBytes(32).toString("hex")))
  for (const account of accounts)
    await rememberRow(writing, { hash: hashOf(key, account), at: instantToColumn(at), back: 0 })
}

async function rememberRow(writing: Writing, { hash, ...rest }: Forgotten): Promise<void> {
  await writing
    .insertInto("forgotten")
    .values({ hash, ...rest })
    .onConflict((conflict) => conflict.column("hash").doUpdateSet(rest))
    .execute()
}

/** With a key, so that who sees the hashes alone cannot try out all ids. */
function hashOf(key: string, { community, member }: Account): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([community, member]))
    .digest("hex")
}

async function readKey(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom("fact").select("value").where("name", "=", forgottenKey).executeTakeFirst()
  return row?.value
}

async function writeKey(writing: Writing, value: string): Promise<string> {
  await writing
    .insertInto("fact")
    .values({ name: forgottenKey, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute()
  return value
}
