/** discord.js as this bot uses it, and its way from nothing to a connection: networks are away, tokens are wrong. */
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  Options,
  Partials,
  type RESTOptions,
} from "discord.js"
import { backOff, retry } from "../../src/concurrency/retry.ts"
import { words } from "../../src/words/words.ts"
import { intents } from "./permissions.ts"
import type { Readiness } from "./readiness.ts"
import { wrongToken } from "./refusal.ts"
import { type RequestOptions, restOptions } from "./requests.ts"

export type Shards = {
  /** The shards that this process holds. */
  readonly ids: readonly number[]
  /** All shards of the bot, over all processes. */
  readonly count: number
}

/** Waits until a shard may identify. `concurrency` is how many shards may at the same moment, by `id % concurrency`. */
export type Identify = (shard: number, concurrency: number, signal: AbortSignal) => Promise<void>

export type ClientOptions = RequestOptions & {
  /** How requests leave. */
  readonly makeRequest: RESTOptions["makeRequest"]
  /** Absent: one process holds as many as Discord recommends. */
  readonly shards?: Shards | undefined
  /** Resolves when a shard may identify; absent: every five seconds, as Discord wants it of one process. */
  readonly identify?: Identify | undefined
}

/** A client that is not logged in yet. */
export function createClient({ shards, identify, makeRequest, ...options }: ClientOptions): Client {
  return new Client({
    intents,
    // Reactions on messages from before the start arrive only with partials.
    partials: [Partials.Message, Partials.Reaction, Partials.Channel, Partials.User],
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
    rest: { ...restOptions(options), makeRequest, retries: 2 },
    ...(identify ? { ws: { buildIdentifyThrottler: throttler(identify) } } : {}),
  })
}

type WebSocketOptions = NonNullable<ConstructorParameters<typeof Client>[0]["ws"]>

function throttler(identify: Identify): NonNullable<WebSocketOptions["buildIdentifyThrottler"]> {
  return async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation()
    return { waitForIdentify: (shard, signal) => identify(shard, limit.max_concurrency, signal) }
  }
}

export type ConnectionOptions = ClientOptions & {
  readonly readiness: Readiness
  readonly signal: AbortSignal
  /** Called with each client before it logs in, so that no event is missed. */
  readonly prepare: (client: Client) => void
}

const pauses = { firstMs: 2_000, mostMs: 60_000 }

/**
 * Connects, and tries again for as long as Discord cannot be reached. Undefined when the token is refused, Discord closes
 * for good or the signal says stop; the readiness then tells why.
 */
export async function connect(options: ConnectionOptions): Promise<Client<true> | undefined> {
  const { clock, prepare, readiness, signal } = options

  async function attempt(): Promise<Client<true>> {
    const client = createClient(options)
    readiness.follow(client)
    prepare(client)
    try {
      return await logIn(client, options)
    } catch (error) {
      await client.destroy()
      throw error
    }
  }

  const isOver = (error: unknown) => signal.aborted || readiness.isOver() || isTokenRefused(error)
  try {
    return await retry(attempt, {
      clock,
      signal,
      waitMs: (error, attempts) => (isOver(error) ? undefined : backOff(pauses, attempts, () => 1)),
      failed: (error, _, waitMs) =>
        readiness.failed(words.discord.health.cannotConnect(messageOf(error), Math.round(waitMs / 1000))),
    })
  } catch (error) {
    if (isTokenRefused(error) && !readiness.isOver()) {
      const { message, hint } = wrongToken(error)
      readiness.failed(`${message} ${hint}`)
    }
    return undefined
  }
}

async function logIn(client: Client, { token, signal }: ConnectionOptions): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve, reject) => {
    client.once(Events.ClientReady, resolve)
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
  })
  // A stop before `login` has thrown must not become an unhandled rejection.
  ready.catch(() => undefined)
  await client.login(token)
  return ready
}

function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
