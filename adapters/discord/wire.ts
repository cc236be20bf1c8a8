/** The ways to Discord, by what may happen when an answer does not come. */
import { type Client, REST } from "discord.js"
import type { Clock } from "../../src/ports.ts"

/** discord.js' requests, each with the token: one 401 makes a client forget it, and every later call fail. */
export type Rest = Pick<REST, "get" | "post" | "put" | "patch">

export type Wire = {
  readonly client: Client
  /** Tries again by itself: for what may safely happen twice, and for what carries a nonce. */
  readonly rest: Rest
  /**
   * Never retries: for what Discord offers no nonce for (threads, forum posts), where a request that was applied and
   * then answered 500 would make a second one.
   */
  readonly once: Rest
  /**
   * For the cards in answer to interactions: Discord counts them against no limit of 50 requests a second, discord.js
   * would.
   */
  readonly answers: Rest
  /** For first answers to interactions, which are worth nothing after three seconds. */
  readonly hasty: Rest
  readonly clock: Clock
}

const hastyTimeoutMs = 1_200

/** The wires of a client. They work from when it logs in, and after it was destroyed: a last answer still goes out. */
export function wireOf(client: Client, token: string, clock: Clock): Wire {
  const { options } = client.rest
  return {
    client,
    clock,
    rest: withToken(client.rest, token),
    once: withToken(new REST({ ...options, retries: 0 }), token),
    answers: withToken(new REST({ ...options, globalRequestsPerSecond: Number.POSITIVE_INFINITY }), token),
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
