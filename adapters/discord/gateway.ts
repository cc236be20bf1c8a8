/** The connections to Discord: one for all shards, or one for each where several bots share them. */
import { type Client, Events } from "discord.js"
import type { Clock, Health, Log } from "../../src/vocabulary/system.ts"
import { type ClientOptions, createClient, type Shards } from "./client.ts"
import { connect } from "./connection.ts"
import { platform, shardOf } from "./ids.ts"
import { createReadiness, healthOver, type Readiness } from "./readiness.ts"
import { refusal } from "./refusal.ts"
import { requestsOf, type Wire } from "./wire.ts"

export type Connected = Wire & { readonly client: Client<true> }

export type Gateway = {
  /** Connects these shards, or all that Discord recommends, and keeps them connected. Returns at once. */
  open(shards?: Shards): void
  /** Ends the connection that was opened for these shards. */
  close(shards?: Shards): Promise<void>
  closeAll(): Promise<void>
  /** A connected wire, where possible of the shard that hears of the community. */
  wireFor(community: string): Connected | undefined
  /** A wire that hears nothing and needs no connection. */
  readonly unheard: Wire
  /** How the connections fare; undefined while there is none. */
  health(): Health | undefined
}

export type GatewayOptions = Omit<ClientOptions, "shards"> & {
  readonly token: string
  readonly clock: Clock
  readonly log: Log
  /** Called with each client before it logs in, so that no event is missed; the signal says that it is given up. */
  readonly hear: (wire: Wire, shards: Shards | undefined, signal: AbortSignal) => void
}

type Connection = {
  readonly readiness: Readiness
  readonly leaving: AbortController
  /** Resolves when it is connected, or never will be. */
  connecting: Promise<unknown>
  wire?: Connected
}

/** Nothing is connected until it is opened. */
export function createGateway(options: GatewayOptions): Gateway {
  const { clock, log, token } = options
  const idle = createClient({ ...options, shards: undefined })
  const unheard = { ...requestsOf(idle, token), client: idle, clock }
  const connections = new Map<string, Connection>()

  function open(shards?: Shards): void {
    if (connections.has(keyOf(shards))) return
    const readiness = createReadiness(log)
    const leaving = new AbortController()
    const { signal } = leaving
    const connection: Connection = { readiness, leaving, connecting: Promise.resolve() }
    connections.set(keyOf(shards), connection)
    const prepare = (client: Client) => {
      const wire = { ...unheard, client }
      options.hear(wire, shards, signal)
      client.once(Events.ClientReady, (ready) => {
        connection.wire = { ...wire, client: ready }
      })
    }
    connection.connecting = connect({ ...options, shards, readiness, signal, prepare }).catch((error) =>
      readiness.failed(`cannot start: ${refusal(error).message}`),
    )
  }

  async function closeAt(key: string): Promise<void> {
    const connection = connections.get(key)
    if (!connection) return
    connections.delete(key)
    const { leaving, readiness } = connection
    const connectsAgain = readiness.shards() === 1 && !readiness.health().up
    leaving.abort()
    readiness.leave()
    await connection.connecting
    if (!connection.wire) return
    const { client } = connection.wire
    // A client that is told to end while it connects again goes on with that, and takes no second word: two bots would be
    // connected for one shard. So it is told when it is through; until then there is nothing to end.
    if (connectsAgain) client.once(Events.Raw, () => void end(client))
    else await end(client)
  }

  function end(client: Client): Promise<void> {
    return client
      .destroy()
      .catch((error) => log.warn({ platform, error: refusal(error) }, "Discord: the goodbye failed"))
  }

  return {
    open,
    close: (shards) => closeAt(keyOf(shards)),
    async closeAll() {
      await Promise.all([...connections.keys()].map(closeAt))
      await idle.destroy()
    },
    wireFor(community) {
      const ready = [...connections.values()].flatMap(({ wire }) => wire ?? [])
      return ready.find(({ client }) => hears(client, community)) ?? ready[0]
    },
    unheard,
    health: () => healthOver([...connections.values()].map(({ readiness }) => readiness)),
  }
}

/** Connections are told apart by their shards. */
function keyOf(shards: Shards | undefined): string {
  return shards ? `${shards.ids.join()} of ${shards.count}` : "all"
}

function hears({ options }: Client<true>, community: string): boolean {
  const { shards, shardCount = 1 } = options
  return Array.isArray(shards) && shards.includes(shardOf(community, shardCount))
}
