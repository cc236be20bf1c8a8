/** The connections to Discord: one for all shards, or one for each where several bots share them. */
import { type Client, Events } from "discord.js"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { type ClientOptions, connect, type Shards } from "./client.ts"
import { guildOf, platform, shardOf } from "./ids.ts"
import { createReadiness, healthOver, type Readiness } from "./readiness.ts"
import { refusal } from "./refusal.ts"
import { type Api, type Connected, createRequests } from "./requests.ts"

export type Gateway = ReturnType<typeof createGateway>

export type GatewayOptions = Omit<ClientOptions, "shards" | "makeRequest"> & {
  readonly log: Log
  /** Called with each client before it logs in, so that no event is missed; the signal says that it is given up. */
  readonly subscribe: (api: Connected, shards: Shards | undefined, signal: AbortSignal) => void
}

type Connection = {
  readonly readiness: Readiness
  readonly leaving: AbortController
  /** Resolves when it is connected, or never will be. */
  connecting: Promise<unknown>
  api?: Connected
}

/** Nothing is connected until it is opened. */
export function createGateway(options: GatewayOptions) {
  const { clock, log } = options
  const requests = createRequests(options)
  const { makeRequest } = requests
  const api: Api = { ...requests, client: undefined, clock }
  const connections = new Map<string, Connection>()

  /** Connects these shards, or all that Discord recommends, and keeps them connected. Returns at once. */
  function open(shards?: Shards): void {
    if (connections.has(keyOf(shards))) return
    const readiness = createReadiness(log)
    const leaving = new AbortController()
    const { signal } = leaving
    const connection: Connection = { readiness, leaving, connecting: Promise.resolve() }
    connections.set(keyOf(shards), connection)
    const prepare = (client: Client) => {
      options.subscribe({ ...api, client }, shards, signal)
      client.once(Events.ClientReady, (ready) => {
        connection.api = { ...api, client: ready }
      })
    }
    connection.connecting = connect({ ...options, makeRequest, shards, readiness, signal, prepare }).catch(
      (error) => readiness.failed(words.discord.health.cannotStart(refusal(error).message)),
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
    if (!connection.api) return
    const { client } = connection.api
    // A client that is told to end while it connects again goes on with that, and is not told twice: two bots would be
    // connected for one shard. So it is told when it is connected; until then there is nothing to end.
    if (connectsAgain) client.once(Events.Raw, () => void end(client))
    else await end(client)
  }

  function end(client: Client): Promise<void> {
    return client.destroy().catch((error) => log.warn({ platform, error }, words.discord.log.notClosed))
  }

  return {
    open,
    /** Ends the connection that was opened for these shards. */
    close: (shards?: Shards) => closeAt(keyOf(shards)),
    closeAll: () => Promise.all([...connections.keys()].map(closeAt)),
    /** A connected client's, where possible of the shard that serves the community. */
    apiFor(community: string) {
      const ready = [...connections.values()].flatMap((connection) => connection.api ?? [])
      return ready.find(({ client }) => serves(client, community)) ?? ready[0]
    },
    /** Needs no connection, and knows no channels. */
    api,
    /** Undefined while there is no connection. */
    health: () => healthOver([...connections.values()].map(({ readiness }) => readiness)),
  }
}

/** Connections are told apart by their shards. */
function keyOf(shards: Shards | undefined): string {
  return shards ? `${shards.ids.join()} of ${shards.count}` : "all"
}

function serves({ options }: Client, community: string): boolean {
  const { shards, shardCount = 1 } = options
  return Array.isArray(shards) && shards.includes(shardOf(community, shardCount))
}

/** Whether a client that serves the community's shard says that the bot is not in that server. */
export function isOutside(client: Client | undefined, community: string): boolean {
  const guild = guildOf(community)
  const knows = client?.isReady() && serves(client, community)
  return guild !== undefined && knows === true && !client.guilds.cache.has(guild)
}
