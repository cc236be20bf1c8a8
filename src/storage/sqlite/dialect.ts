import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely"
import type { Connection } from "./connection.ts"

/**
 * Kysely on one connection. Its runtime lets one caller have the connection at a time (`SqliteAdapter` says that
 * there is one), so what runs between two awaits of a transaction belongs to it.
 */
export function createSqliteDialect(connection: Connection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function createDriver(connection: Connection): Driver {
  const adapted = adapt(connection)
  return {
    init: async () => undefined,
    acquireConnection: async () => adapted,
    releaseConnection: async () => undefined,
    // Immediate: the right to write is had before the first read, so no transaction has to be begun again.
    beginTransaction: () => connection.run("BEGIN IMMEDIATE"),
    commitTransaction: () => connection.run("COMMIT"),
    // A full disk makes SQLite roll back by itself.
    rollbackTransaction: async () => {
      if (connection.isInTransaction()) await connection.run("ROLLBACK")
    },
    destroy: async () => connection.close(),
  }
}

function adapt(connection: Connection): DatabaseConnection {
  return {
    async executeQuery<R>({
      sql,
      parameters,
    }: {
      readonly sql: string
      readonly parameters: readonly unknown[]
    }) {
      const { rows, changes, insertId } = await connection.query(sql, parameters)
      return {
        rows: rows as R[],
        ...(changes !== undefined && { numAffectedRows: changes }),
        ...(insertId !== undefined && { insertId }),
      }
    },
    streamQuery() {
      throw new Error("Rows are read page by page here: a cursor would hold the one connection.")
    },
  }
}
