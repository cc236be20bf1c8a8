import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely"
import { adaptConnection } from "../statements.ts"
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
  const adapted = adaptConnection(connection.query)
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
