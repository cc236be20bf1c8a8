import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { StoreError } from "../../vocabulary/errors.ts"
import type { Log } from "../../vocabulary/system.ts"
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
 * connection never ends the process: whoever uses it hears of it.
 */
export function createPool({ url, log, address }: Server): Pool {
  const pool = new pg.Pool({ ...clientConfig(url), max: connections })
  // Only the words: the error carries the connection, and the connection what opened it.
  pool.on("error", (error) => log.warn({ why: wordsOf(error) }, `a connection to ${address} was lost`))
  pool.on("connect", (client) => client.on("error", () => undefined))
  const users = new Set<Promise<unknown>>()
  return {
    async take() {
      const { promise: given, resolve: giveBack } = Promise.withResolvers<void>()
      users.add(given)
      void given.then(() => users.delete(given))
      try {
        return adapt(pool, await connectPatiently(pool), address, giveBack)
      } catch (error) {
        giveBack()
        throw explainPostgresError(error, address)
      }
    },
    async end() {
      await Promise.all(users)
      await pool.end()
    },
  }
}

async function connectPatiently(pool: pg.Pool): Promise<pg.PoolClient> {
  const giveUpAt = performance.now() + patienceMs
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isPassing(error) || performance.now() > giveUpAt) throw error
      await wait(pauseMs)
    }
  }
}

function adapt(pool: pg.Pool, first: pg.PoolClient, address: string, giveBack: () => void): Connection {
  let client = first
  let isUsed = false
  let isLost = false
  const say = (sql: string, parameters: readonly unknown[]) => client.query(sql, parameters.map(storable))

  /** The first words on a connection that died while nobody used it; what changes nothing is said again on another. */
  async function begin(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    for (let left = connections; ; left--) {
      try {
        return await say(sql, parameters)
      } catch (error) {
        if (!isPassing(error) || !/^(begin|select)\b/i.test(sql) || left === 0) throw error
        client.release(true)
        client = await connectPatiently(pool)
      }
    }
  }

  return {
    async query(sql, parameters = []) {
      try {
        const answer = await (isUsed ? say : begin)(sql, parameters)
        isUsed = true
        return answer
      } catch (error) {
        const explained = explainPostgresError(error, address)
        isLost ||= explained instanceof StoreError && explained.code === "unreachable"
        throw explained
      }
    },
    release() {
      client.release(isLost)
      giveBack()
    },
  }
}

/** PostgreSQL's texts hold every sign but NUL; what stands for an unreadable one stands for it. */
export function storable(value: unknown): unknown {
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value
}
