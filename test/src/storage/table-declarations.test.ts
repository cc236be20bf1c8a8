import { DatabaseSync } from "node:sqlite"
import { sql } from "kysely"
import { describe, expect, test } from "vitest"
import { moveToIdentified } from "../../../src/storage/joining.ts"
import { openSqlite, openSqliteEngine } from "../../../src/storage/open-sqlite.ts"
import { type TableDeclaration, tables } from "../../../src/storage/table-declarations.ts"
import { aPaper, aTitledPaper, at } from "../../contracts/stores/builders.ts"
import { silentLog as log } from "../../silent-log.ts"
import { databasePath } from "./folder.ts"

type Columns = ReadonlyMap<string, readonly string[]>
/** As a table would be declared by who forgets something: the compiler refuses it too. */
type Declared = Readonly<
  Record<string, Omit<TableDeclaration, "kept"> & Partial<Pick<TableDeclaration, "kept">>>
>

const always = "always"

/** How columns are called that name a paper, a member or a community. */
const telling = /^(paper|community|person|member|openedBy|createdBy|onlyFor|votedBy|savedBy|author|readBy)$/

/** What a table has and does not declare, or declares and does not have. */
function complaints(columns: Columns, declared: Declared): readonly string[] {
  return [...columns].flatMap(([table, has]) => {
    const declaration = declared[table]
    if (declaration === undefined) return [`${table} declares nothing`]
    const { key, names, joining, linking, kept = always } = declaration
    const named = names === "nothing" ? [] : Object.values(names).flat()
    const isAboutPapers = names !== "nothing" && names.paper !== undefined
    return [
      ...has
        .filter((column) => telling.test(column) && !named.includes(column))
        .map((column) => `${table}.${column} is not declared`),
      ...(declaration.kept === undefined ? [`${table} does not say how long it is kept`] : []),
      ...[...named, ...key, ...(kept === always ? [] : [kept.since, kept.once ?? kept.since])]
        .filter((column) => !has.includes(column))
        .map((column) => `${table} has no ${column}`),
      ...(names !== "nothing" && named.length === 0 ? [`${table} names nothing and does not say so`] : []),
      ...(isAboutPapers && joining === undefined
        ? [`${table} does not say what joining papers does to it`]
        : []),
      ...(names !== "nothing" && names.person !== undefined && linking === undefined
        ? [`${table} does not say what linking persons does to it`]
        : []),
    ]
  })
}

async function realColumns(): Promise<Columns> {
  const file = databasePath()
  await (await openSqlite({ file, log })).close()
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database
    .prepare(
      "select m.name as 'table', c.name as 'column' from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'",
    )
    .all()
  database.close()
  return new Map(
    [...Map.groupBy(rows, (row) => String(row.table))].map(([table, of]) => [
      table,
      of.map((row) => String(row.column)),
    ]),
  )
}

describe("every table declares whom and what its rows name:", () => {
  test("the store's tables do", async () => {
    const columns = await realColumns()
    expect(complaints(columns, tables)).toEqual([])
    expect([...columns.keys()].toSorted()).toEqual(Object.keys(tables).toSorted())
  })

  const savedRows = ["community", "paper", "savedBy", "note"]
  test.each([
    [undefined, "saved declares nothing"],
    [{ key: ["paper"], names: "nothing" }, "saved.paper is not declared"],
    [
      { key: ["paper"], names: { paper: "paper", community: "community" }, joining: "move" },
      "saved.savedBy is not declared",
    ],
    [
      { key: ["paper"], names: { paper: "paper", member: "savedBy", community: "community" } },
      "saved does not say what joining papers does to it",
    ],
    [{ key: ["paper"], names: { person: "savedBy" } }, "saved does not say what linking persons does to it"],
    [{ key: ["paper"], names: { paper: "paperId" }, joining: "move" }, "saved has no paperId"],
    [{ key: ["note"], names: {} }, "saved names nothing and does not say so"],
    [{ key: ["note"], names: "nothing" }, "saved does not say how long it is kept"],
    [{ key: ["note"], names: "nothing", kept: { days: 9, since: "readAt" } }, "saved has no readAt"],
  ] as const)("an invented one that says %j is found out", (declaration, complaint) => {
    const declared: Declared = declaration === undefined ? {} : { saved: declaration }
    expect(complaints(new Map([["saved", savedRows]]), declared)).toContain(complaint)
  })
})

const titled = aTitledPaper("A Paper Without a Number")
const identified = aPaper({ id: "2403.00007", title: "A Paper Without a Number" })

describe("when a paper known by its title gets its identifier,", () => {
  test("every table with a column for papers follows", async () => {
    const file = databasePath()
    const stores = await openSqlite({ file, log })
    await stores.papers.save([titled], at(0))
    const database = new DatabaseSync(file, { enableForeignKeyConstraints: false })
    const named = namingPapers(tables)
    for (const [table] of named) insertInvented(database, table, titled.id)
    await stores.papers.save([identified], at(1))
    const left = named.filter(([table, column]) => rowsAbout(database, table, column, titled.id) > 0)
    const moved = named.filter(([table, column]) => rowsAbout(database, table, column, identified.id) > 0)
    database.close()
    await stores.close()
    expect(left).toEqual([])
    expect(moved.map(([table]) => table)).toEqual(
      named.map(([table]) => table).filter((table) => (tables as Declared)[table]?.joining !== "delete"),
    )
  })

  test("an invented table follows as it declares", async () => {
    const engine = await openSqliteEngine({ file: databasePath(), log })
    const { db } = engine
    await sql`create table saved (member text, paper text, at text, primary key (member, paper))`.execute(db)
    const save = (member: string, paper: string, when: string) =>
      sql`insert into saved values (${member}, ${paper}, ${when})`.execute(db)
    await save("ada", "t:1", "1")
    await save("ada", "2403.00007", "2")
    await save("ben", "t:1", "3")
    const declared: Readonly<Record<string, TableDeclaration>> = {
      saved: {
        kept: always,
        key: ["member", "paper"],
        names: { paper: "paper", member: "member" },
        joining: { once: ["member"], keep: ["least", "at"] },
      },
    }
    await db.transaction().execute((writing) => moveToIdentified(writing, "t:1", "2403.00007", declared))
    const { rows } = await sql`select * from saved order by member`.execute(db)
    await engine.close()
    expect(rows).toEqual([
      { member: "ada", paper: "2403.00007", at: "1" },
      { member: "ben", paper: "2403.00007", at: "3" },
    ])
  })
})

function namingPapers(declared: Declared): readonly (readonly [table: string, column: string])[] {
  return Object.entries(declared).flatMap(([table, { names }]) =>
    names === "nothing" || names.paper === undefined ? [] : [[table, names.paper] as const],
  )
}

/** A row with some value in every column that must have one. */
function insertInvented(database: DatabaseSync, table: string, paper: string): void {
  const columns = database.prepare(`pragma table_info("${table}")`).all()
  const values = columns.map(({ name, type }) => {
    if (name === "paper") return paper
    return type === "INTEGER" ? 1 : type === "BLOB" ? new Uint8Array(4) : "x"
  })
  const names = columns.map(({ name }) => `"${name}"`)
  database.prepare(`insert into "${table}" (${names}) values (${names.map(() => "?")})`).run(...values)
}

function rowsAbout(database: DatabaseSync, table: string, column: string, paper: string): number {
  return Number(database.prepare(`select count(*) as n from "${table}" where "${column}" = ?`).get(paper)?.n)
}
