/** The real discord.js, pointed at a twin. */
import { Client, type ClientOptions, DiscordAPIError, Events, GatewayIntentBits, Partials } from "discord.js"
import type { DiscordTwin } from "./twin.ts"

/** A client that is not logged in: what a bot with reactions and mentions uses, and no waiting between identifies. */
export function aClient(twin: DiscordTwin, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessages,
    ],
    partials: [Partials.Message, Partials.Reaction, Partials.Channel, Partials.User],
    rest: { api: twin.url, timeout: 2_000, retries: 3 },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    ...options,
  })
}

/** Logs in, and waits until the servers are there. */
export async function loggedIn(
  twin: DiscordTwin,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = aClient(twin, options)
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(twin.token)
  return ready
}

/** The code of the refusal that a call ends in. */
export async function refusalOf(call: Promise<unknown>): Promise<string | number> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof DiscordAPIError) return error.code
  throw new Error(`expected a refusal, got ${String(error)}`)
}
