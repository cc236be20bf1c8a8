import { type RawBuilder, sql } from "kysely"
import type { Writing } from "./engine.ts"
import { type Joining, type TableDeclaration, tables } from "./table-declarations.ts"
import type { Row } from "./table-rows.ts"

/**
 * Makes everything that is about a paper known by its title be about the identified paper that it turned out to be, in
 * every table that declares that its rows name a paper. Cards keep the old id in their text: see `card-text.ts`.
 */
export async function moveToIdentified(
  writing: Writing,
  from: string,
  to: string,
  declared: Readonly<Record<string, TableDeclaration>> = tables,
): Promise<void> {
  for (const [name, { names, joining }] of Object.entries(declared)) {
    if (names === "nothing" || names.paper === undefined) continue
    if (joining === undefined)
      throw new Error(`The table ${name} does not say what joining papers does to it.`)
    await moveRows(writing, { table: sql.table(name), column: names.paper, from, to }, joining)
  }
}

/** Makes everything that belongs to one person belong to another, in every table that declares whose its rows are. */
export async function moveToPerson(writing: Writing, from: string, to: string): Promise<void> {
  for (const [name, { names, linking }] of Object.entries<TableDeclaration>(tables)) {
    if (names === "nothing" || names.person === undefined) continue
    if (linking === undefined)
      throw new Error(`The table ${name} does not say what linking persons does to it.`)
    await moveRows(writing, { table: sql.table(name), column: names.person, from, to }, linking)
  }
}

type Move = {
  readonly table: RawBuilder<unknown>
  /** The column that names the paper, or the person. */
  readonly column: string
  readonly from: string
  readonly to: string
}

async function moveRows(writing: Writing, move: Move, joining: Joining<string>): Promise<void> {
  const { table, from, to } = move
  const column = sql.ref(move.column)
  if (joining === "delete") {
    await sql`delete from ${table} where ${column} = ${from}`.execute(writing)
    return
  }
  if (joining !== "move") await settleMeeting(writing, move, joining)
  await sql`update ${table} set ${column} = ${to} where ${column} = ${from}`.execute(writing)
}

async function settleMeeting(
  writing: Writing,
  move: Move,
  joining: Exclude<Joining<string>, string>,
): Promise<void> {
  const { table, from, to } = move
  const column = sql.ref(move.column)
  /** The rows of one that meet a row of the other. */
  const meeting = (one: string, other: string, ...more: readonly RawBuilder<unknown>[]) => {
    const same = joining.once.map((column) => sql`other.${sql.ref(column)} = ${table}.${sql.ref(column)}`)
    const all = sql.join([sql`other.${column} = ${other}`, ...same, ...more], sql` and `)
    return sql`where ${column} = ${one} and exists (select 1 from ${table} as other where ${all})`
  }
  if ("clear" in joining) {
    await sql`update ${table} set ${sql.ref(joining.clear)} = null ${meeting(from, to)}`.execute(writing)
    return
  }
  if ("merge" in joining) {
    const { rows } = await sql<Row>`select * from ${table} ${meeting(from, to)}`.execute(writing)
    for (const row of rows) await mergeInto(writing, move, row, joining)
  }
  if ("keep" in joining && joining.keep !== undefined) {
    const [which, name] = joining.keep
    const kept = sql.ref(name)
    const isBetter = which === "least" ? sql`<` : sql`>`
    await sql`delete from ${table} ${meeting(to, from, sql`other.${kept} ${isBetter} ${table}.${kept}`)}`.execute(
      writing,
    )
  }
  await sql`delete from ${table} ${meeting(from, to)}`.execute(writing)
}

/** Makes of the row that stays what comes of both. */
async function mergeInto(
  writing: Writing,
  { table, column, to }: Move,
  moved: Row,
  { once, merge }: Extract<Joining<string>, { readonly merge: unknown }>,
): Promise<void> {
  const same = [
    sql`${sql.ref(column)} = ${to}`,
    ...once.map((name) => sql`${sql.ref(name)} = ${moved[name]}`),
  ]
  const where = sql`where ${sql.join(same, sql` and `)}`
  const { rows } = await sql<Row>`select * from ${table} ${where}`.execute(writing)
  for (const stays of rows) {
    const values = Object.entries(merge(stays, moved)).map(
      ([name, value]) => sql`${sql.ref(name)} = ${value}`,
    )
    await sql`update ${table} set ${sql.join(values)} ${where}`.execute(writing)
  }
}
