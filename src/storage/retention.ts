import { sql } from "kysely"
import { instantToColumn } from "./columns.ts"
import type { Database } from "./engine.ts"
import { type TableDeclaration, type TableName, tableNames, tables } from "./table-declarations.ts"

/** Deletes what was kept as long as its table says; says how many rows, by table. */
export async function forgetOld(db: Database, now: string): Promise<Readonly<Record<string, number>>> {
  const gone: Record<string, number> = {}
  for (const table of tableNames) {
    const count = await deleteOld(db, table, now)
    if (count > 0) gone[table] = count
  }
  return gone
}

/** How many days a table keeps its rows. Throws for one that keeps them always. */
export function daysKept(table: TableName): number {
  const { kept }: TableDeclaration = tables[table]
  if (kept === "always") throw new Error(`The table ${table} keeps its rows always.`)
  return kept.days
}

/** Deletes the rows of a table that were kept as long as it says. */
async function deleteOld(db: Database, table: TableName, now: string): Promise<number> {
  const { kept }: TableDeclaration = tables[table]
  if (kept === "always") return 0
  const before = Temporal.Instant.from(now).subtract({ hours: kept.days * 24 })
  const isOver = kept.once === undefined ? sql`` : sql` and ${sql.ref(kept.once)} is null`
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${sql.ref(kept.since)} < ${instantToColumn(before.toString())}${isOver}
  `.execute(db)
  return Number(numAffectedRows ?? 0)
}
