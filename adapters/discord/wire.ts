/** The two ways to Discord: a client that tries again by itself, and one request that is made once. */
import { type Client, REST } from "discord.js"

export type Wire = {
  readonly client: Client<true>
  /**
   * Never retries: for what Discord offers no nonce for (threads, forum posts), where a request that was applied and
   * then answered 500 would make a second one.
   */
  readonly once: REST
}

/** The wire of a client that is logged in. */
export function wireOf(client: Client<true>): Wire {
  return { client, once: new REST({ ...client.rest.options, retries: 0 }).setToken(client.token) }
}
