import pg from "pg"
import { retry } from "../../concurrency/retry.ts"
import { StoreError } from "../../vocabulary/errors.ts"
import type { Log } from "../../vocabulary/system.ts"
import { words } from "../../words/words.ts"
import { storeError, timer } from "../engine.ts"
import { explainPostgresError, isPassing, wordsOf } from "./postgres-error.ts"

export type Server = {
  readonly url: string
  /** The same in words that may be shown. */
  readonly address: string
  readonly log: Log
}

/** Of one replica. PostgreSQL allows 100 in all by default. */
const connections = 10
/** A server that restarts is back within seconds; a question in a chat waits no longer either. */
const patienceMs = 5_000
const pauseMs = 100

/** PostgreSQL's number for 64-bit integers, https://www.postgresql.org/docs/current/catalog-pg-type.html */
const int8 = 20

/** What every connection is opened with. */
export function clientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "paperboy",
    keepAlive: true,
    connectionTimeoutMillis: 30_000,
    lock_timeout: 30_000,
    statement_timeout: 60_000,
    // After the server's own limit: it is reached where the network has swallowed the answer.
    query_timeout: 70_000,
    // A replica that froze amid a transaction must not keep the others from writing.
    idle_in_transaction_session_timeout: 60_000,
    types: {
      // No number of ours is beyond 2^53: changes, sequences, counts, microseconds.
      getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  }
}

export type Connection = {
  query(sql: string, parameters?: readonly unknown[]): Promise<pg.QueryResult>
  release(): void
}

export type Pool = {
  take(): Promise<Connection>
  /** Ends once nobody holds or waits for a connection. */
  end(): Promise<void>
}

/**
 * A replica's connections. Errors come as `StoreError` where an operator can do something about it, and a lost
 * connection never ends the process: only its user is told.
 */
export function createPool({ url, log, address }: Server): Pool {
  const pool = new pg.Pool({ ...clientConfig(url), max: connections })
  // Only the words: the error carries the connection, and the connection what opened it.
  pool.on("error", (error) =>
    log.warn({ why: wordsOf(error) }, words.storage.postgres.connectionLost(address)),
  )
  pool.on("connect", (client) => client.on("error", () => undefined))
  const users = new Set<Promise<unknown>>()
  return {
    async take() {
      const { promise: used, resolve: released } = Promise.withResolvers<void>()
      users.add(used)
      void used.then(() => users.delete(used))
      try {
        return adapt(pool, await connectPatiently(pool), address, released)
      } catch (error) {
        released()
        throw explainPostgresError(error, address)
      }
    },
    async end() {
      await Promise.all(users)
      await pool.end()
    },
  }
}

function connectPatiently(pool: pg.Pool): Promise<pg.PoolClient> {
  const giveUpAt = performance.now() + patienceMs
  const isWorthWaiting = (error: unknown) => isPassing(error) && performance.now() < giveUpAt
  return retry(() => pool.connect(), {
    clock: timer,
    waitMs: (error) => (isWorthWaiting(error) ? pauseMs : undefined),
  })
}

/** What changes nothing, and can therefore be repeated on another connection. */
const repeatable = /^(begin|select)\b/i

function adapt(pool: pg.Pool, first: pg.PoolClient, address: string, released: () => void): Connection {
  /** Absent while it is being replaced: each client is released once. */
  let client: pg.PoolClient | undefined = first
  let isUsed = false
  let isLost = false

  function run(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    if (client === undefined) throw storeError("unreachable", lostAddress(address))
    return client.query(sql, parameters.map(storable))
  }

  async function replaceClient(): Promise<void> {
    client?.release(true)
    client = undefined
    client = await connectPatiently(pool)
  }

  /** The first statement on a connection may find that it died while nobody used it. */
  function runFirst(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    const canRepeat = (error: unknown, attempt: number) =>
      isPassing(error) && repeatable.test(sql) && client !== undefined && attempt <= connections
    return retry(
      async (attempt) => {
        if (attempt > 1) await replaceClient()
        return run(sql, parameters)
      },
      { clock: timer, waitMs: (error, attempt) => (canRepeat(error, attempt) ? 0 : undefined) },
    )
  }

  return {
    async query(sql, parameters = []) {
      try {
        const answer = await (isUsed ? run : runFirst)(sql, parameters)
        isUsed = true
        return answer
      } catch (error) {
        const explained = explainPostgresError(error, address)
        isLost ||= explained instanceof StoreError && explained.code === "unreachable"
        throw explained
      }
    },
    release() {
      client?.release(isLost)
      client = undefined
      released()
    },
  }
}

function lostAddress(address: string) {
  const { unreachable, failed, connectionLost } = words.storage.postgres
  return {
    what: failed(address, unreachable.what, connectionLost(address)),
    hint: unreachable.hint,
  }
}

/** PostgreSQL's texts hold every character but NUL, which becomes the replacement character. */
export function storable(value: unknown): unknown {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value
}
