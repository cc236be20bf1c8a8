import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"
import { setImmediate as turn } from "node:timers/promises"
import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely"
import { createBoundedMap } from "../../concurrency/bounded-map.ts"
import { retry } from "../../concurrency/retry.ts"
import { adaptConnection, type OnStatement, type Outcome, timer } from "../engine.ts"
import { explainSqliteError, isBusy } from "./sqlite-error.ts"

/** How long SQLite itself waits for another process, and blocks this one: a commit or two of the other's. */
const blockingMs = 10
/** How long a write waits for its turn in all. An import holds the database for a second at a time. */
const patienceMs = 30_000
const pauseMs = 5
/** After how long of answering without a pause the event loop gets a turn, so that many calls in a row stop no chat. */
const turnMs = 10
/** Statements that are kept prepared. Inserts of many rows come in few lengths. */
const keptStatements = 200

export type Connection = {
  readonly file: string
  /** Runs SQL that needs no answer, several statements too. Waits for its turn. */
  run(sql: string): Promise<void>
  /** Runs one statement. Waits for its turn, unless a transaction has it already. */
  query(sql: string, parameters?: readonly unknown[]): Promise<Outcome>
  isInTransaction(): boolean
  /** A number that changes when another connection has committed, https://www.sqlite.org/pragma.html#pragma_data_version */
  foreignWrites(): number
  close(): void
}

const openHere = new Map<string, number>()

/**
 * Whether this process has the file open. It must not be opened by other means then: closing any descriptor of it
 * would drop the locks that SQLite holds for this process, https://www.sqlite.org/howtocorrupt.html (2.2).
 */
export function isOpenHere(file: string): boolean {
  return (openHere.get(file) ?? 0) > 0
}

/** Opens a file that exists. Every error that an operator can fix comes as a `StoreError`. */
export function connect(file: string, onStatement?: OnStatement): Connection {
  const database = explained(file, () => open(file))
  openHere.set(file, (openHere.get(file) ?? 0) + 1)
  const prepared = createStatementCache(database)
  const leaveTurns = createTurns()
  return {
    file,
    run: (sql) => inTurn(database, file, () => database.exec(sql)),
    async query(sql, parameters = []) {
      await leaveTurns()
      const outcome = await inTurn(database, file, () => execute(prepared(sql), parameters))
      onStatement?.(sql, outcome.rows.length)
      return outcome
    },
    isInTransaction: () => database.isTransaction,
    foreignWrites: () =>
      explained(file, () => Number(prepared("PRAGMA data_version").statement.get()?.data_version)),
    close() {
      explained(file, () => database.close())
      openHere.set(file, (openHere.get(file) ?? 1) - 1)
    },
  }
}

function open(file: string): DatabaseSync {
  return new DatabaseSync(file, {
    timeout: blockingMs,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
  })
}

/** Runs what SQLite may refuse; what an operator can fix is thrown as a `StoreError`. */
export function explained<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw explainSqliteError(error, file)
  }
}

async function inTurn<T>(database: DatabaseSync, file: string, run: () => T): Promise<T> {
  const giveUpAt = performance.now() + patienceMs
  // Within a transaction the database is ours already: waiting would not help.
  const isWorthWaiting = (error: unknown) =>
    isBusy(error) && !database.isTransaction && performance.now() < giveUpAt
  try {
    return await retry(async () => run(), {
      clock: timer,
      waitMs: (error) => (isWorthWaiting(error) ? pauseMs : undefined),
    })
  } catch (error) {
    throw explainSqliteError(error, file)
  }
}

// SQLite answers at once here, so a loop of calls would never come back to the event loop by itself.
function createTurns(): () => Promise<void> {
  let lastTurn = performance.now()
  return async () => {
    if (performance.now() - lastTurn < turnMs) return
    await turn()
    lastTurn = performance.now()
  }
}

type Prepared = { readonly statement: StatementSync; readonly answers: boolean }

function execute({ statement, answers }: Prepared, parameters: readonly unknown[]): Outcome {
  const values = parameters as readonly SQLInputValue[]
  if (answers) return { rows: statement.all(...values) }
  const { changes, lastInsertRowid } = statement.run(...values)
  return { rows: [], changes: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

function createStatementCache(database: DatabaseSync): (sql: string) => Prepared {
  const kept = createBoundedMap<string, Prepared>(keptStatements)
  return (sql) => {
    const prepared = kept.get(sql) ?? prepare(database, sql)
    kept.set(sql, prepared)
    return prepared
  }
}

function prepare(database: DatabaseSync, sql: string): Prepared {
  const statement = database.prepare(sql)
  return { statement, answers: statement.columns().length > 0 }
}

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
    // Immediate: it takes the right to write before the first read, so no transaction has to start again.
    beginTransaction: () => connection.run("BEGIN IMMEDIATE"),
    commitTransaction: () => connection.run("COMMIT"),
    // A full disk makes SQLite roll back by itself.
    rollbackTransaction: async () => {
      if (connection.isInTransaction()) await connection.run("ROLLBACK")
    },
    destroy: async () => connection.close(),
  }
}
