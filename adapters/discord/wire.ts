/** The ways to Discord, by what may happen when an answer does not come. */
import { type APIUser, type Client, REST, Routes } from "discord.js"
import type { Clock } from "../../src/vocabulary/system.ts"

/** discord.js' requests, each with the token: one 401 makes a client forget it, and every later call fail. */
export type Rest = Pick<REST, "get" | "post" | "put" | "patch">

/** One set for all connections of a process, since the limits are the bot's and not a connection's. */
export type Requests = {
  /** Tries again by itself: for what may safely happen twice, and for what carries a nonce. */
  readonly rest: Rest
  /**
   * Never retries: for what Discord offers no nonce for (threads, forum posts), where a request that was applied and
   * then answered 500 would make a second one.
   */
  readonly once: Rest
  /**
   * For messages whose pace the core keeps, over all bots. Where Discord says that the whole bot asks too much, the core is
   * told: waiting here would send what was held up in a bunch, each bot its own, and all would be refused again.
   */
  readonly paced: Rest
  /**
   * For the cards in answer to interactions: Discord counts them against no limit of 50 requests a second, discord.js
   * would.
   */
  readonly answers: Rest
  /** For first answers to interactions, which are worth nothing after three seconds. */
  readonly hasty: Rest
}

export type Wire = Requests & {
  /** Knows the channels of the servers that its shards hear; one that is connected to none knows nothing. */
  readonly client: Client
  readonly clock: Clock
}

/** discord.js would keep to 50 requests a second of its own. */
const unlimited = { globalRequestsPerSecond: Number.POSITIVE_INFINITY }
const hastyTimeoutMs = 1_200

/** Requests with a client's options. They need no connection, and work after one has ended: a last answer still goes out. */
export function requestsOf({ rest }: Client, token: string): Requests {
  const { options } = rest
  return {
    rest: withToken(rest, token),
    once: withToken(new REST({ ...options, retries: 0 }), token),
    paced: withToken(
      new REST({ ...options, ...unlimited, rejectOnRateLimit: (limit) => limit.global }),
      token,
    ),
    answers: withToken(new REST({ ...options, ...unlimited }), token),
    hasty: withToken(new REST({ ...options, retries: 1, timeout: hastyTimeoutMs }), token),
  }
}

function withToken(rest: REST, token: string): Rest {
  return {
    get: (...request) => rest.setToken(token).get(...request),
    post: (...request) => rest.setToken(token).post(...request),
    put: (...request) => rest.setToken(token).put(...request),
    patch: (...request) => rest.setToken(token).patch(...request),
  }
}

/** The bot's own id as a member; asked for where no connection has told it. */
export async function ownId({ client, rest }: Pick<Wire, "client" | "rest">): Promise<string> {
  return client.user?.id ?? ((await rest.get(Routes.user())) as APIUser).id
}
