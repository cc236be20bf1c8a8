import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely"
import { words } from "../../words/words.ts"
import { adaptConnection, type Outcome, storeError } from "../engine.ts"
import type { Connection, Pool } from "./pool.ts"

/** Kysely on a pool of connections: one for each transaction, or for one statement outside of any. */
export function createPostgresDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

function createDriver(pool: Pool): Driver {
  const taken = new WeakMap<DatabaseConnection, Connection>()
  const under = (adapted: DatabaseConnection) => {
    const connection = taken.get(adapted)
    if (connection === undefined) throw new Error("This connection was not taken from the pool.")
    return connection
  }
  return {
    init: async () => undefined,
    async acquireConnection() {
      const connection = await pool.take()
      const adapted = adaptConnection((sql, parameters) => outcomeOf(connection, sql, parameters))
      taken.set(adapted, connection)
      return adapted
    },
    async beginTransaction(adapted, { isolationLevel, accessMode }) {
      const mode = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean)
      await under(adapted).query(["begin", mode.join(", ")].join(" "))
    },
    commitTransaction: (adapted) => commit(under(adapted)),
    async rollbackTransaction(adapted) {
      await under(adapted).query("rollback")
    },
    releaseConnection: async (adapted) => under(adapted).release(),
    destroy: pool.end,
  }
}

// PostgreSQL answers a commit of a transaction in which something failed by rolling it back, without an error.
async function commit(connection: Connection): Promise<void> {
  const { command } = await connection.query("commit")
  if (command === "COMMIT") return
  throw storeError("busy", words.storage.postgres.undone)
}

async function outcomeOf(
  connection: Connection,
  sql: string,
  parameters: readonly unknown[],
): Promise<Outcome> {
  const { command, rowCount, rows } = await connection.query(sql, parameters)
  const isChange = command === "INSERT" || command === "UPDATE" || command === "DELETE"
  // Several statements in one text, as a migration's are, come back as several answers; nobody reads them.
  return { rows: rows ?? [], ...(isChange && { changes: BigInt(rowCount ?? 0) }) }
}
