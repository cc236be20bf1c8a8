import { setTimeout as wait } from "node:timers/promises"
import type { CompiledQuery, DatabaseConnection, Kysely, Transaction } from "kysely"
import { createBoundedMap } from "../concurrency/bounded-map.ts"
import { StoreError, type StoreProblem } from "../vocabulary/errors.ts"
import type { ChangeKind } from "../vocabulary/stores.ts"
import type { Clock, Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"
import type { Tables } from "./tables.ts"

/** A database for reading, or within a transaction. */
export type Database = Kysely<Tables>
export type Writing = Transaction<Tables>

/** What a database engine brings: everything else is the same code on each. */
export type Engine = {
  readonly db: Database
  /**
   * Whether rows are locked one by one (`FOR UPDATE`). Where not, a write transaction has the database for itself
   * from its first statement on.
   */
  readonly rowLocks: boolean
  /** In this transaction rows are read in the order of an index, not all of them sorted to give the first few. */
  preferIndexes(writing: Writing): Promise<void>
  /** Reads of which all see the same moment, whatever others write meanwhile. `work` must not write. */
  snapshot<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** One write that waits for no disk: a power cut may undo it, and nothing else. */
  withoutSync<T>(work: (db: Database) => Promise<T>): Promise<T>
  /** After rows were written with numbers of their own: tables that number their rows go on behind the highest. */
  resumeNumbers(writing: Writing): Promise<void>
  /** As `Stores` promises it; ends by itself when the engine is closed. */
  onChange(listener: (what: ChangeKind) => void): () => void
  /** What a look at a row gives, or undefined if the row is damaged: the log names it once then. */
  readable<T>(look: () => T): T | undefined
  /** As `Stores` promises it. */
  check(): Promise<string | undefined>
  /** What is wrong with all that the engine itself can check, in its own words. */
  findDamage(): Promise<readonly string[]>
  close(): Promise<void>
}

/** More damaged rows than anybody reads about. */
const mostNamed = 1_000

/** The `readable` of an engine. */
export function createRowReader(log: Log): Engine["readable"] {
  const named = createBoundedMap<string, true>(mostNamed)
  return (look) => {
    try {
      return look()
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      if (!named.has(error.message)) log.error({ hint: error.hint }, error.message)
      named.set(error.message, true)
      return undefined
    }
  }
}

/** How many values one statement takes at most: well below SQLite's 32,766 and PostgreSQL's 65,535. */
const valuesPerStatement = 4_000

/** Cuts rows of `columns` values each into chunks that one statement can take. */
export function* chunks<T>(rows: readonly T[], columns = 8): Generator<readonly T[]> {
  const size = Math.floor(valuesPerStatement / columns)
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}

/** Told how far long work on the store is: `done` of `total` steps of any size, and what is being done. */
export type OnProgress = (done: number, total: number, what: string) => void

/** Told of every statement that was run, and how many rows it gave. */
export type OnStatement = (sql: string, rows: number) => void

/** The machine's timer: how long the store waits for a server or another process is no matter of the core's clock. */
export const timer: Pick<Clock, "wait"> = { wait: (ms, signal) => wait(ms, undefined, { signal }) }

/** The same for what does not keep the process running. */
export const backgroundTimer: Pick<Clock, "wait"> = {
  wait: (ms, signal) => wait(ms, undefined, { signal, ref: false }),
}

/** A `StoreError` that says one of the catalogue's sentences. */
export function storeError(
  code: StoreProblem,
  { what, hint }: { readonly what: string; readonly hint: string },
  cause?: unknown,
): StoreError {
  return new StoreError(code, what, hint, { cause })
}

/** Why a store whose tables were about to change stays as it is: no copy of it could be made. */
export function notKept(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const hint = "hint" in error && typeof error.hint === "string" ? error.hint : ""
  const code = error instanceof StoreError ? error.code : "unreachable"
  return storeError(code, words.storage.notKept(error.message, hint), error)
}

/** The result of a statement, as a driver gives it. */
export type Outcome = {
  readonly rows: Record<string, unknown>[]
  readonly changes?: bigint
  readonly insertId?: bigint
}

/** A connection as Kysely takes it, from a function that runs one statement. */
export function adaptConnection(
  query: (sql: string, parameters: readonly unknown[]) => Promise<Outcome>,
): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      const { rows, changes: numAffectedRows, insertId } = await query(sql, parameters)
      return { rows: rows as R[], numAffectedRows, insertId }
    },
    streamQuery() {
      throw new Error("Rows are read page by page here: a cursor would hold a connection.")
    },
  }
}
