import { randomUUID } from "node:crypto"
import { sql } from "kysely"
import type { Account, Member, MemberStore } from "../vocabulary/readers.ts"
import { instantToColumn, present } from "./columns.ts"
import type { Database, Engine, Writing } from "./engine.ts"
import { moveToPerson } from "./joining.ts"
import { type TableDeclaration, tables } from "./table-declarations.ts"
import { insertRows, type Row } from "./table-rows.ts"

/** Who is who: a person for each account, or for several that were linked. */
export function createMemberStore(engine: Engine): MemberStore {
  const { db } = engine
  return {
    find: (account, everywhere) => find(db, account, everywhere),
    ensure: async (account, everywhere) =>
      (await exactly(db, account)) ??
      db.transaction().execute((writing) => ensure(engine, writing, account, everywhere)),
    async update({ community, member }, { timeZone, locale }) {
      const values = { ...(timeZone !== undefined && { timeZone }), ...(locale !== undefined && { locale }) }
      if (Object.keys(values).length === 0) return
      await db
        .updateTable("member")
        .set(values)
        .where(({ and }) => and({ community, member }))
        .execute()
    },
    async membersOf(person) {
      const rows = await db
        .selectFrom("member")
        .selectAll()
        .where("person", "=", person)
        .orderBy("community")
        .orderBy("member")
        .execute()
      return rows.map(present)
    },
    join: (person, to) =>
      db.transaction().execute(async (writing) => {
        await lockMembers(engine, writing)
        if (person === to) return
        await moveToPerson(writing, person, to)
        await noteFollows(writing)
      }),
    part: (account, everywhere) =>
      db.transaction().execute((writing) => part(engine, writing, account, everywhere)),
    ...codes(db),
  }
}

function codes(db: Database): Pick<MemberStore, "offer" | "offeredBy" | "use"> {
  return {
    offer: (code, { community, member }, until) =>
      db.transaction().execute(async (writing) => {
        await writing
          .deleteFrom("linkCode")
          .where(({ and }) => and({ community, member }))
          .execute()
        await writing
          .insertInto("linkCode")
          .values({ code, community, member, until: instantToColumn(until) })
          .execute()
      }),
    async offeredBy(code, now) {
      await db.deleteFrom("linkCode").where("until", "<=", instantToColumn(now)).execute()
      return db
        .selectFrom("linkCode")
        .select(["community", "member"])
        .where("code", "=", code)
        .executeTakeFirst()
    },
    async use(code) {
      const used = await db.deleteFrom("linkCode").where("code", "=", code).executeTakeFirst()
      return used.numDeletedRows > 0n
    },
  }
}

async function exactly(db: Database, { community, member }: Account): Promise<Member | undefined> {
  const row = await db
    .selectFrom("member")
    .selectAll()
    .where(({ and }) => and({ community, member }))
    .executeTakeFirst()
  return row && present(row)
}

async function find(db: Database, account: Account, everywhere = false): Promise<Member | undefined> {
  const known = await exactly(db, account)
  if (known !== undefined || !everywhere) return known
  const [elsewhere] = await sameAccount(db, account)
  return elsewhere && { ...elsewhere, ...account }
}

/** Of that id in all communities of its platform. */
async function sameAccount(db: Database, { community, member }: Account): Promise<readonly Member[]> {
  const rows = await db
    .selectFrom("member")
    .selectAll()
    .where("member", "=", member)
    .orderBy("community")
    .execute()
  return rows.filter((row) => platformOf(row.community) === platformOf(community)).map(present)
}

function platformOf(community: string): string {
  return community.split(":")[0] ?? ""
}

/** Of two that make the same person, or count what one may do, at once, one waits for the other. */
export async function lockMembers({ rowLocks }: Engine, writing: Writing): Promise<void> {
  if (rowLocks)
    await writing
      .selectFrom("sequence")
      .select("value")
      .where("name", "=", "member")
      .forUpdate()
      .executeTakeFirst()
}

async function ensure(
  engine: Engine,
  writing: Writing,
  account: Account,
  everywhere: boolean | undefined,
): Promise<Member> {
  await lockMembers(engine, writing)
  const known = await find(writing, account, everywhere)
  const { community, member } = account
  const { person, timeZone = null, locale = null } = known ?? { person: randomUUID() }
  const row = { community, member, person, timeZone, locale }
  await writing
    .insertInto("member")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return present(row)
}

async function part(
  engine: Engine,
  writing: Writing,
  account: Account,
  everywhere = false,
): Promise<boolean> {
  await lockMembers(engine, writing)
  const known = await exactly(writing, account)
  if (known === undefined) return false
  const leaving = everywhere ? await sameAccount(writing, account) : [known]
  const linked = await writing
    .selectFrom("member")
    .select("member")
    .where("person", "=", known.person)
    .execute()
  if (linked.length === leaving.length) return false
  const person = randomUUID()
  for (const [table, declaration] of Object.entries<TableDeclaration>(tables))
    await copyRows(writing, table, declaration, known.person, person)
  await noteFollows(writing)
  for (const { community, member } of leaving)
    await writing
      .updateTable("member")
      .set({ person })
      .where(({ and }) => and({ community, member }))
      .execute()
  return true
}

/** What a person has, once more for another: under the other's name, or under an id of its own. */
async function copyRows(
  writing: Writing,
  table: string,
  { key, names, linking }: TableDeclaration,
  from: string,
  to: string,
): Promise<void> {
  const column = names === "nothing" ? undefined : names.person
  // What is deleted when persons are linked is made of other rows, and of their copies as well.
  if (column === undefined || table === "member" || linking === "delete") return
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} where ${sql.ref(column)} = ${from}`.execute(writing)
  const id = key.includes(column) ? undefined : key[0]
  const copies = rows.map((row) => ({
    ...row,
    [column]: to,
    ...(id !== undefined && { [id]: randomUUID() }),
  }))
  await insertRows(writing, table, copies)
}

/** Follows have other persons now: who keeps them at hand reads them again. */
async function noteFollows(writing: Writing): Promise<void> {
  await writing
    .updateTable("sequence")
    .set(({ eb }) => ({ value: eb("value", "+", 1) }))
    .where("name", "=", "follow")
    .execute()
}
