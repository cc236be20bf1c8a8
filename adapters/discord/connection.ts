/** From nothing to a connected client, over networks that are away and tokens that are wrong. */
import { type Client, DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, Events } from "discord.js"
import type { Clock } from "../../src/vocabulary/system.ts"
import { type ClientOptions, createClient } from "./client.ts"
import type { Readiness } from "./readiness.ts"
import { wrongToken } from "./refusal.ts"

const firstPauseMs = 2_000
const longestPauseMs = 60_000

export type ConnectionOptions = ClientOptions & {
  readonly token: string
  readonly clock: Clock
  readonly readiness: Readiness
  readonly signal: AbortSignal
  /** Called with each client before it logs in, so that no event is missed. */
  readonly prepare: (client: Client) => void
}

/**
 * Connects, and tries again for as long as Discord cannot be reached. Undefined when the token is refused,
 * Discord closes for good or the signal says stop; the readiness then tells why.
 */
export async function connect(options: ConnectionOptions): Promise<Client<true> | undefined> {
  for (let pause = firstPauseMs; !options.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
    const client = createClient(options)
    options.readiness.follow(client)
    options.prepare(client)
    try {
      return await logIn(client, options)
    } catch (error) {
      await client.destroy()
      if (options.signal.aborted || options.readiness.isOver()) return undefined
      if (isTokenRefused(error)) {
        options.readiness.failed(`${wrongToken(error).message}. ${wrongToken(error).hint}`)
        return undefined
      }
      const reason = error instanceof Error ? error.message : String(error)
      options.readiness.failed(`cannot connect (${reason}); trying again in ${Math.round(pause / 1000)} s`)
      await options.clock.wait(pause, options.signal).catch(() => undefined)
    }
  }
  return undefined
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
