/** discord.js as this bot uses it: gateway and rate limits are its own, caches are not needed. */
import { Client, Options, Partials } from "discord.js"
import { intents } from "./permissions.ts"

export type Shards = {
  /** The shards that this process holds. */
  readonly ids: readonly number[]
  /** All shards of the bot, over all processes. */
  readonly count: number
}

/** Waits until a shard may identify. `concurrency` is how many shards may at the same moment, by `id % concurrency`. */
export type Identify = (shard: number, concurrency: number, signal: AbortSignal) => Promise<void>

export type ClientOptions = {
  /** Of another server, such as `http://127.0.0.1:4000/api`; Discord itself when absent. */
  readonly apiUrl: string | undefined
  /** Absent: one process holds as many as Discord recommends. */
  readonly shards: Shards | undefined
  /** Resolves when a shard may identify; absent: every five seconds, as Discord wants it of one process. */
  readonly identify?: Identify
  /** A request is given up after this long; retries follow. */
  readonly timeoutMs?: number
}

/** With all retries shorter than a delivery's lease, so that nobody sends it again meanwhile. */
const usualTimeoutMs = 10_000
const retries = 2
/** What is known of a channel's limits is forgotten soon after its last message: there may be ten thousand of them. */
const handlerSweepInterval = 30_000

/** A client that is not logged in yet. Mentions are off for everything that it sends. */
export function createClient(options: ClientOptions): Client {
  const { apiUrl, shards, identify, timeoutMs = usualTimeoutMs } = options
  return new Client({
    intents,
    // Reactions on messages from before the start arrive only with partials.
    partials: [Partials.Message, Partials.Reaction, Partials.Channel, Partials.User],
    allowedMentions: { parse: [] },
    shards: shards ? [...shards.ids] : "auto",
    ...(shards ? { shardCount: shards.count } : {}),
    // The store is the truth: members and messages of thousands of servers are not kept a second time.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      PresenceManager: 0,
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
    rest: { timeout: timeoutMs, retries, handlerSweepInterval, ...(apiUrl ? { api: apiUrl } : {}) },
    ...(identify === undefined ? {} : { ws: { buildIdentifyThrottler: throttler(identify) } }),
  })
}

type WebSocketOptions = NonNullable<ConstructorParameters<typeof Client>[0]["ws"]>

function throttler(identify: Identify): NonNullable<WebSocketOptions["buildIdentifyThrottler"]> {
  return async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation()
    return { waitForIdentify: (shard, signal) => identify(shard, limit.max_concurrency, signal) }
  }
}
