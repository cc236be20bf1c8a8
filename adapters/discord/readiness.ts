/** Whether the bot is connected, told by its shards: `client.isReady()` stays true after a fatal close. */
import { type Client, GatewayCloseCodes as Close, Events } from "discord.js"
import type { Health, Log } from "../../src/ports.ts"

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

export type Readiness = {
  health(): Health
  /** Something beside the shards went wrong, such as a login that was refused. */
  failed(detail: string): void
  /** Follows the shards of a client from now on, in the place of an earlier one. */
  follow(client: Client): void
}

/** Follows a client's shards. Each change is logged with what to do about it. */
export function createReadiness(log: Log): Readiness {
  const shards = new Map<number, Health>()
  let trouble: string | undefined = "not connected yet"

  function set(shard: number, up: boolean, detail: string): void {
    shards.set(shard, { up, detail })
    if (up) trouble = undefined
    const say = up ? log.info : log.warn
    say.call(log, { platform: "discord", shard }, `Discord: ${detail}`)
  }

  return {
    health() {
      if (trouble !== undefined) return { up: false, detail: trouble }
      const down = [...shards].filter(([, health]) => !health.up)
      if (down.length > 0)
        return { up: false, detail: down.map(([id, { detail }]) => `shard ${id}: ${detail}`).join("; ") }
      return { up: true, detail: `connected, ${shards.size} shard${shards.size === 1 ? "" : "s"}` }
    },
    failed(detail) {
      trouble = detail
      log.error({ platform: "discord" }, `Discord: ${detail}`)
    },
    follow(client) {
      shards.clear()
      client.on(Events.ShardReady, (shard) => set(shard, true, "connected"))
      client.on(Events.ShardResume, (shard) => set(shard, true, "connected again, nothing missed"))
      client.on(Events.ShardReconnecting, (shard) => set(shard, false, "connection lost, connecting again"))
      client.on(Events.ShardDisconnect, ({ code }, shard) =>
        set(shard, false, fatal[code] ?? `closed by Discord (${code})`),
      )
      client.on(Events.ShardError, (error, shard) =>
        log.warn({ platform: "discord", shard, error }, "Discord: connection error"),
      )
      client.on(Events.Error, (error) => log.error({ platform: "discord", error }, "Discord: client error"))
      client.on(Events.Warn, (warning) => log.warn({ platform: "discord" }, warning))
    },
  }
}
