/** Whether the bot is connected, told by its shards: `client.isReady()` stays true after a fatal close. */
import { type Client, GatewayCloseCodes as Close, Events } from "discord.js"
import type { Health, Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { platform } from "./ids.ts"

const { fatal, ...health } = words.discord.health

/** Why Discord closes for good, and what to do. */
const fatalCloses: Readonly<Record<number, string>> = {
  [Close.AuthenticationFailed]: fatal.token,
  [Close.InvalidShard]: fatal.shard,
  [Close.ShardingRequired]: fatal.moreShards,
  [Close.InvalidAPIVersion]: fatal.version,
  [Close.InvalidIntents]: fatal.unknownIntents,
  [Close.DisallowedIntents]: fatal.disallowedIntents,
}

type Shard = Health & { readonly isOver: boolean }

export type Readiness = {
  health(): Health
  /** How many shards it follows. */
  shards(): number
  /** Something beside the shards went wrong, such as a login that was refused. */
  failed(detail: string): void
  /** Follows the shards of a client from now on, instead of an earlier one. */
  follow(client: Client): void
  /** The bot disconnects on its own: what its shards report from now on is no news. */
  leave(): void
  /** Whether Discord closed for good: connecting again would only spend the day's identifies. */
  isOver(): boolean
}

/** Follows a client's shards. Each change is logged with what to do about it. */
export function createReadiness(log: Log): Readiness {
  let shards = new Map<number, Shard>()
  let trouble: string | undefined = health.notConnected

  function set(own: typeof shards, id: number, shard: Shard): void {
    own.set(id, shard)
    if (own !== shards) return
    const level = shard.isOver ? "error" : shard.up ? "info" : "warn"
    log[level]({ platform, shard: id }, words.discord.log.shard(shard.detail))
  }

  return {
    health() {
      const down = [...shards]
        .filter(([, { up }]) => !up)
        .map(([id, { detail }]) => health.ofShard(id, detail))
      if (down.length > 0) return { up: false, detail: down.join("; ") }
      if (trouble !== undefined) return { up: false, detail: trouble }
      return { up: true, detail: health.connected }
    },
    shards: () => shards.size,
    failed(detail) {
      trouble = detail
      log.error({ platform }, words.discord.log.shard(detail))
    },
    follow(client) {
      const own = new Map<number, Shard>()
      shards = own
      const up = (detail: string) => (id: number) => set(own, id, { up: true, detail, isOver: false })
      client.once(Events.ClientReady, () => {
        trouble = undefined
      })
      client.on(Events.ShardReady, up(health.connected))
      client.on(Events.ShardResume, up(health.reconnected))
      client.on(Events.ShardReconnecting, (id) =>
        set(own, id, { up: false, detail: health.reconnecting, isOver: false }),
      )
      client.on(Events.ShardDisconnect, ({ code }, id) =>
        set(own, id, { up: false, detail: fatalCloses[code] ?? health.closed(code), isOver: true }),
      )
      client.on(Events.ShardError, (error, id) =>
        log.warn({ platform, shard: id, error }, words.discord.log.connectionError),
      )
      client.on(Events.Error, (error) => log.error({ platform, error }, words.discord.log.clientError))
      client.on(Events.Warn, (warning) => log.warn({ platform }, warning))
    },
    leave() {
      shards = new Map()
      trouble = health.stopped
    },
    isOver: () => [...shards.values()].some(({ isOver }) => isOver),
  }
}

/** The health of several connections together; undefined where there is none. */
export function healthOver(connections: readonly Readiness[]): Health | undefined {
  if (connections.length === 0) return undefined
  const down = connections.map((connection) => connection.health()).filter(({ up }) => !up)
  if (down.length > 0) return { up: false, detail: down.map(({ detail }) => detail).join("; ") }
  const shards = connections.reduce((sum, connection) => sum + connection.shards(), 0)
  return { up: true, detail: health.shards(shards) }
}
