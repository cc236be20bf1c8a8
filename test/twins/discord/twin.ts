/** Discord on loopback: the same interface and gateway, a small world, and hands to act in it and break it. */
import { createServer, type Server } from "node:http"
import { loadEventContract } from "./gateway/event-contract.ts"
import { openGateway } from "./gateway/gateway.ts"
import { limits } from "./limits.ts"
import { loadContract } from "./rest/contract.ts"
import { createFaults } from "./rest/faults.ts"
import { gatewayRoutes } from "./rest/gateway-routes.ts"
import { createRateLimits } from "./rest/rate-limits.ts"
import { type Call, createRest } from "./rest/server.ts"
import { createEvents } from "./state/events.ts"
import type { Discord } from "./state/messages.ts"
import { type PopulationPlan, populate } from "./state/population.ts"
import { createWorld, type Guild } from "./state/world.ts"
import { createBreaks } from "./verbs/break.ts"
import { createModerate } from "./verbs/moderate.ts"
import { createObserve } from "./verbs/observe.ts"
import { createPerson, type Person } from "./verbs/person.ts"

export type TwinOptions = PopulationPlan & {
  /** Milliseconds since 1970. Deadlines and nonces follow it; rate limits do not, since bots wait by the machine's clock. */
  readonly now?: () => number
  readonly port?: number
  /** The name under which it is told to bots; loopback when absent. */
  readonly host?: string
  /** Recommended to bots that ask. */
  readonly shards?: number
  /** Rate limit windows pass this much faster than Discord's; 1 is the real pace. */
  readonly faster?: number
  readonly heartbeatMs?: number
  /** How often one may identify today. */
  readonly identifies?: number
  /** False where speed is measured: nothing is held against Discord's contract then. */
  readonly contract?: boolean
  /** Privileged intents that are switched on for the application. */
  readonly allowedIntents?: number
}

export type DiscordTwin = Awaited<ReturnType<typeof startDiscordTwin>>

/** Starts a twin on a free port. Stop it when done, and let `verify` say whether anything was out of order. */
export async function startDiscordTwin(options: TwinOptions = {}) {
  const {
    now = Date.now,
    host = "127.0.0.1",
    shards = 1,
    faster = 50,
    heartbeatMs = 41_250,
    allowedIntents = 0,
  } = options
  const world = createWorld(now)
  const events = createEvents()
  const discord: Discord = { world, events }
  const calls: Call[] = []
  const failures: string[] = []
  const faults = createFaults()
  const rateLimits = createRateLimits(Date.now, { faster })

  const { home, guilds, settle } = populate(world, options)
  const observe = createObserve(discord, calls)

  const server = createServer((request, response) => {
    rest(request, response).catch((error) => {
      fail(`${request.method} ${request.url}: ${String(error)}`)
      response.destroy()
    })
  })
  const port = await listening(server, options.port)
  world.filesAt = `http://${host}:${port}`
  const gatewayUrl = () => `ws://${host}:${port}/gateway`
  const isHeld = options.contract !== false
  const fail = (message: string) => void failures.push(message)
  const gateway = openGateway(server, {
    discord,
    url: gatewayUrl,
    heartbeatMs,
    allowedIntents,
    identifies: options.identifies ?? limits.gateway.identifiesPerDay,
    contract: isHeld ? loadEventContract() : undefined,
    fail,
  })
  const rest = createRest({
    discord,
    faults,
    rateLimits,
    contract: isHeld ? loadContract() : undefined,
    gatewayRoutes: gatewayRoutes(gatewayUrl, gateway.identifiesLeft, shards),
    calls,
    fail,
  })

  return {
    /** For `DISCORD_API_URL`, and discord.js's `rest.api`. */
    url: `http://${host}:${port}/api`,
    token: world.token,
    applicationId: world.application.id,
    botId: world.bot.id,
    guilds,
    guild: home,
    channel: (name: string, guild: Guild = home) => channelId(discord, guild, name),
    world,
    events,
    gateway,
    observe,
    waitFor: observe.waitFor,
    breaks: createBreaks(world, faults, gateway),
    staff: (guild: Guild = home) => createModerate(discord, guild),
    /** A member of a server, made at first mention. */
    member(name: string, { guild = home, admin = false }: { guild?: Guild; admin?: boolean } = {}): Person {
      return createPerson(discord, observe, settle(name, guild, admin), guild.id)
    },
    invalidRequests: rateLimits.invalidRequests,
    /** What was out of order so far: unknown routes, broken contracts, faults of the twin. */
    failures: (): readonly string[] => failures,
    /** Takes back what a test provoked on purpose, and gives it for a look. */
    forgive: (): readonly string[] => failures.splice(0),
    /** Throws with everything that was out of order. */
    verify(): void {
      if (failures.length > 0)
        throw new Error(`the twin saw what Discord would not take:\n${failures.join("\n")}`)
    },
    async stop(): Promise<void> {
      gateway.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function channelId({ world }: Discord, guild: Guild, name: string): string {
  const found = [...world.channels.values()].find(
    (channel) => channel.name === name && "guild_id" in channel && channel.guild_id === guild.id,
  )
  if (!found) throw new Error(`no channel ${name} in ${guild.name}`)
  return found.id
}

async function listening(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  )
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("the twin has no port")
  return address.port
}
