import { connect, createServer, type Socket } from "node:net"
import { DatabaseSync } from "node:sqlite"
import type { EngineSetup } from "./shared.ts"

/** A store that can go away for a while, as bots see it. */
export type StoreAway = {
  /** Where bots find it. */
  readonly setup: EngineSetup
  goFor(ms: number): void
  close(): Promise<void>
}

/** SQLite's file is kept locked by another process meanwhile; to PostgreSQL the connections are cut and refused. */
export function startStoreAway(setup: EngineSetup): Promise<StoreAway> {
  return setup.name === "SQLite" ? lockable(setup) : cuttable(setup)
}

async function lockable(setup: Extract<EngineSetup, { name: "SQLite" }>): Promise<StoreAway> {
  let until: Promise<void> | undefined
  return {
    setup,
    goFor(ms) {
      // Requests that are under way together come here together.
      if (until !== undefined) return
      const database = new DatabaseSync(setup.file, { timeout: 10_000 })
      database.exec("BEGIN IMMEDIATE")
      until = new Promise((resolve) =>
        setTimeout(() => {
          database.exec("ROLLBACK")
          database.close()
          until = undefined
          resolve()
        }, ms),
      )
    },
    close: async () => until,
  }
}

async function cuttable(setup: Extract<EngineSetup, { name: "PostgreSQL" }>): Promise<StoreAway> {
  const target = new URL(setup.url)
  const sockets = new Set<Socket>()
  let awayUntil = 0
  const server = createServer((socket) => {
    if (Date.now() < awayUntil) return void socket.destroy()
    const behind = connect(Number(target.port || 5432), target.hostname)
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      sockets.add(one)
      one.on("error", () => other.destroy())
      one.on("close", () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const url = new URL(setup.url)
  url.hostname = "127.0.0.1"
  url.port = String(typeof address === "object" && address ? address.port : 0)
  return {
    setup: { name: "PostgreSQL", url: url.href },
    goFor(ms) {
      awayUntil = Date.now() + ms
      for (const socket of sockets) socket.destroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
