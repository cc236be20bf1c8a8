/** Where the bot is, as a shard is told when it identifies: servers and channels that went while nobody listened. */
import {
  RESTJSONErrorCodes as Code,
  GatewayDispatchEvents as Dispatch,
  type GatewayReadyDispatchData,
  Routes,
} from "discord.js"
import type { Pace } from "../../src/concurrency/pace.ts"
import type { GoneReason } from "../../src/vocabulary/errors.ts"
import type { Presence } from "../../src/vocabulary/ports.ts"
import { guildOf, platform, shardOf } from "./ids.ts"
import { mayPostIn } from "./permissions.ts"
import { isRefused } from "./refusal.ts"
import type { Connected } from "./requests.ts"

/** discord.js keeps servers that left while a shard was away. What READY lists is complete, also during an outage. */
export function forgetLostServers({ client }: Connected): void {
  client.ws.on(Dispatch.Ready, ({ guilds }: GatewayReadyDispatchData, shard: number) => {
    const listed = new Set(guilds.map(({ id }) => id))
    for (const { id, shardId } of client.guilds.cache.values())
      if (shardId === shard && !listed.has(id)) client.guilds.cache.delete(id)
  })
}

type Asking = { readonly pace: Pace; readonly signal: AbortSignal }

/** What a shard knows once it is ready: of its own servers, and of no direct message. */
export function presenceOn(
  { client, rest }: Connected,
  shard: { readonly id: number; readonly count: number },
  { pace, signal }: Asking,
): Presence {
  const guildIn = (community: string) => client.guilds.cache.get(guildOf(community) ?? "")

  /** A list of channels leaves out archived threads, and may leave out what the bot cannot see: so Discord is asked. */
  async function whyGone(place: string): Promise<GoneReason | undefined> {
    try {
      ;(await pace.enter(signal))()
      await rest.get(Routes.channel(place))
    } catch (error) {
      if (isRefused(error, Code.UnknownChannel)) return "deleted"
      if (isRefused(error, Code.MissingAccess)) return "kicked"
    }
    return undefined
  }

  return {
    platform,
    covers: (community) =>
      guildOf(community) !== undefined && shardOf(community, shard.count) === shard.id && !signal.aborted,
    isIn: (community) => guildIn(community) !== undefined,
    async whyGone({ community, place }) {
      // Of a server that is unavailable no channel is known.
      const known = guildIn(community)?.channels.cache
      const isMissing = known !== undefined && known.size > 0 && !client.channels.cache.has(place)
      return isMissing && !signal.aborted ? whyGone(place) : undefined
    },
    // Named by the list of its server, and open to the bot, which may see channels where it cannot write.
    isThere: async ({ community, place }) => {
      const channel = guildIn(community)?.channels.cache.get(place)
      return channel !== undefined && !signal.aborted && mayPostIn(channel, client.user)
    },
  }
}
