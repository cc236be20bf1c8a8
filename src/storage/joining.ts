import { type RawBuilder, sql } from "kysely"
import type { Writing } from "./engine.ts"
import { type Joining, type TableDeclaration, tables } from "./tables.ts"

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
    await moveRows(writing, { table: sql.table(name), paper: sql.ref(names.paper), from, to }, joining)
  }
}

type Move = {
  readonly table: RawBuilder<unknown>
  /** The column that names the paper. */
  readonly paper: RawBuilder<unknown>
  readonly from: string
  readonly to: string
}

async function moveRows(writing: Writing, move: Move, joining: Joining<string>): Promise<void> {
  const { table, paper, from, to } = move
  if (joining === "delete") {
    await sql`delete from ${table} where ${paper} = ${from}`.execute(writing)
    return
  }
  if (joining !== "move") await settleMeeting(writing, move, joining)
  await sql`update ${table} set ${paper} = ${to} where ${paper} = ${from}`.execute(writing)
}

async function settleMeeting(
  writing: Writing,
  { table, paper, from, to }: Move,
  joining: Exclude<Joining<string>, string>,
): Promise<void> {
  /** The rows about one paper that meet a row about the other. */
  const meeting = (one: string, other: string, ...more: readonly RawBuilder<unknown>[]) => {
    const same = joining.once.map((column) => sql`other.${sql.ref(column)} = ${table}.${sql.ref(column)}`)
    const all = sql.join([sql`other.${paper} = ${other}`, ...same, ...more], sql` and `)
    return sql`where ${paper} = ${one} and exists (select 1 from ${table} as other where ${all})`
  }
  if ("clear" in joining) {
    await sql`update ${table} set ${sql.ref(joining.clear)} = null ${meeting(from, to)}`.execute(writing)
    return
  }
  if (joining.keep !== undefined) {
    const [which, name] = joining.keep
    const column = sql.ref(name)
    const isBetter = which === "least" ? sql`<` : sql`>`
    await sql`delete from ${table} ${meeting(to, from, sql`other.${column} ${isBetter} ${table}.${column}`)}`.execute(
      writing,
    )
  }
  await sql`delete from ${table} ${meeting(from, to)}`.execute(writing)
}
