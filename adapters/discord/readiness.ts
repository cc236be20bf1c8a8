/** Whether the bot is connected, told by its shards: `client.isReady()` stays true after a fatal close. */
import { type Client, GatewayCloseCodes as Close, Events } from "discord.js"
import type { Health, Log } from "../../src/vocabulary/system.ts"

/** Why Discord closes for good, and what to do. */
const fatal: Readonly<Record<number, string>> = {
  [Close.AuthenticationFailed]:
    "the token is wrong: copy it again from the developer portal into DISCORD_TOKEN",
  [Close.InvalidShard]: "the shard numbers are wrong: check DISCORD_SHARDS and DISCORD_SHARD_COUNT",
  [Close.ShardingRequired]: "the bot is in too many servers for one connection: raise DISCORD_SHARD_COUNT",
  [Close.InvalidAPIVersion]: "Discord no longer speaks this version of its interface: update Paperboy",
  [Close.InvalidIntents]: "Discord does not know what the bot asked to hear: update Paperboy",
  [Close.DisallowedIntents]:
    "Discord does not allow what the bot asked to hear: check the intents in the developer portal",
}

type Shard = Health & { readonly isOver: boolean }

export type Readiness = {
  health(): Health
  /** How many shards it follows. */
  shards(): number
  /** Something beside the shards went wrong, such as a login that was refused. */
  failed(detail: string): void
  /** Follows the shards of a client from now on, in the place of an earlier one. */
  follow(client: Client): void
  /** The bot says goodbye by itself: what its shards tell from now on is no news. */
  leave(): void
  /** Whether Discord closed for good: connecting again would only spend the day's identifies. */
  isOver(): boolean
}

/** Follows a client's shards. Each change is logged with what to do about it. */
export function createReadiness(log: Log): Readiness {
  let shards = new Map<number, Shard>()
  let trouble: string | undefined = "not connected yet"

  function set(own: typeof shards, id: number, shard: Shard): void {
    own.set(id, shard)
    if (own !== shards) return
    const say = shard.isOver ? log.error : shard.up ? log.info : log.warn
    say.call(log, { platform: "discord", shard: id }, `Discord: ${shard.detail}`)
  }

  return {
    health() {
      const down = [...shards].filter(([, { up }]) => !up).map(([id, { detail }]) => `shard ${id}: ${detail}`)
      if (down.length > 0) return { up: false, detail: down.join("; ") }
      if (trouble !== undefined) return { up: false, detail: trouble }
      return { up: true, detail: "connected" }
    },
    shards: () => shards.size,
    failed(detail) {
      trouble = detail
      log.error({ platform: "discord" }, `Discord: ${detail}`)
    },
    follow(client) {
      const own = new Map<number, Shard>()
      shards = own
      const up = (detail: string) => (id: number) => set(own, id, { up: true, detail, isOver: false })
      client.once(Events.ClientReady, () => {
        trouble = undefined
      })
      client.on(Events.ShardReady, up("connected"))
      client.on(Events.ShardResume, up("connected again, nothing missed"))
      client.on(Events.ShardReconnecting, (id) =>
        set(own, id, { up: false, detail: "connection lost, connecting again", isOver: false }),
      )
      client.on(Events.ShardDisconnect, ({ code }, id) =>
        set(own, id, { up: false, detail: fatal[code] ?? `closed by Discord (${code})`, isOver: true }),
      )
      client.on(Events.ShardError, (error, id) =>
        log.warn({ platform: "discord", shard: id, error }, "Discord: connection error"),
      )
      client.on(Events.Error, (error) => log.error({ platform: "discord", error }, "Discord: client error"))
      client.on(Events.Warn, (warning) => log.warn({ platform: "discord" }, warning))
    },
    leave() {
      shards = new Map()
      trouble = "stopped"
    },
    isOver: () => [...shards.values()].some(({ isOver }) => isOver),
  }
}

/** How several connections fare together; undefined where there is none. */
export function healthOver(connections: readonly Readiness[]): Health | undefined {
  if (connections.length === 0) return undefined
  const down = connections.map((connection) => connection.health()).filter(({ up }) => !up)
  if (down.length > 0) return { up: false, detail: down.map(({ detail }) => detail).join("; ") }
  const shards = connections.reduce((sum, connection) => sum + connection.shards(), 0)
  return { up: true, detail: `connected, ${shards} shard${shards === 1 ? "" : "s"}` }
}
