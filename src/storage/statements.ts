import type { DatabaseConnection } from "kysely"

/** What a statement came to, as a driver tells it. */
export type Outcome = {
  readonly rows: Record<string, unknown>[]
  readonly changes?: bigint
  readonly insertId?: bigint
}

/** A connection as Kysely takes it, from what runs one statement. */
export function adaptConnection(
  query: (sql: string, parameters: readonly unknown[]) => Promise<Outcome>,
): DatabaseConnection {
  return {
    async executeQuery<R>({
      sql,
      parameters,
    }: {
      readonly sql: string
      readonly parameters: readonly unknown[]
    }) {
      const { rows, changes, insertId } = await query(sql, parameters)
      return {
        rows: rows as R[],
        ...(changes !== undefined && { numAffectedRows: changes }),
        ...(insertId !== undefined && { insertId }),
      }
    },
    streamQuery() {
      throw new Error("Rows are read page by page here: a cursor would hold a connection.")
    },
  }
}
