/** Whether the bot is connected, told by its shards: `client.isReady()` stays true after a fatal close. */
import { type Client, Events } from "discord.js"
import type { Health, Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { platform } from "./ids.ts"

const { health } = words.discord
const fatal: Readonly<Record<number, string>> = health.fatal

type Shard = Health & { readonly isOver: boolean }

export type Readiness = ReturnType<typeof createReadiness>

/** Follows a client's shards. Each change is logged with what to do about it. */
export function createReadiness(log: Log) {
  let shards = new Map<number, Shard>()
  let trouble: string | undefined = health.notConnected

  function set(own: typeof shards, id: number, shard: Shard): void {
    own.set(id, shard)
    if (own !== shards) return
    const level = shard.isOver ? "error" : shard.up ? "info" : "warn"
    log[level]({ platform, shard: id }, words.discord.log.shard(shard.detail))
  }

  return {
    health(): Health {
      const down = [...shards].filter(([, { up }]) => !up)
      if (down.length > 0)
        return { up: false, detail: down.map(([id, { detail }]) => health.ofShard(id, detail)).join("; ") }
      return { up: trouble === undefined, detail: trouble ?? health.connected }
    },
    /** How many shards it follows. */
    shards: () => shards.size,
    /** Something beside the shards went wrong, such as a login that was refused. */
    failed(detail: string): void {
      trouble = detail
      log.error({ platform }, words.discord.log.shard(detail))
    },
    /** Follows the shards of a client from now on, instead of an earlier one. */
    follow(client: Client): void {
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
        set(own, id, { up: false, detail: fatal[code] ?? health.closed(code), isOver: true }),
      )
      client.on(Events.ShardError, (error, id) =>
        log.warn({ platform, shard: id, error }, words.discord.log.connectionError),
      )
      client.on(Events.Error, (error) => log.error({ platform, error }, words.discord.log.clientError))
      client.on(Events.Warn, (warning) => log.warn({ platform }, warning))
    },
    /** The bot disconnects on its own: what its shards report from now on is no news. */
    leave(): void {
      shards = new Map()
      trouble = health.stopped
    },
    /** Whether Discord closed for good: connecting again would only spend the day's identifies. */
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
