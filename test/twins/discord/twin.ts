/** Discord on loopback: the same interface and gateway, a small world, and hands to act in it and break it. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { loadEventContract } from "./gateway/event-contract.ts"
import { openGateway } from "./gateway/gateway.ts"
import { limits } from "./limits.ts"
import { loadContract } from "./rest/contract.ts"
import { createFaults } from "./rest/faults.ts"
import { gatewayRoutes } from "./rest/gateway-routes.ts"
import { createRateLimits } from "./rest/rate-limits.ts"
import { type Call, createRest } from "./rest/server.ts"
import { createEvents } from "./state/events.ts"
import { addChannel, addPerson, type ChannelPlan, foundGuild, joinGuild, makeAdmin } from "./state/guilds.ts"
import type { Discord } from "./state/messages.ts"
import { createWorld, type Guild } from "./state/world.ts"
import { createBreaks } from "./verbs/break.ts"
import { createModerate } from "./verbs/moderate.ts"
import { createObserve } from "./verbs/observe.ts"
import { createPerson, type Person } from "./verbs/person.ts"

export type TwinOptions = {
  /** Milliseconds since 1970. Deadlines, nonces and rate limits follow it. */
  readonly now?: () => number
  readonly port?: number
  /** Names of servers; the first is where people are by default. */
  readonly guilds?: readonly string[]
  readonly channels?: readonly ChannelPlan[]
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

const usualChannels: readonly ChannelPlan[] = [
  { name: "general" },
  { name: "papers" },
  { name: "reading", forum: true, tags: ["Paper", "Question"] },
]

/** Starts a twin on a free port. Stop it when done, and let `verify` say whether anything was out of order. */
export async function startDiscordTwin(options: TwinOptions = {}) {
  const { now = Date.now, shards = 1, faster = 50, heartbeatMs = 41_250, allowedIntents = 0 } = options
  const world = createWorld(now)
  const events = createEvents()
  const discord: Discord = { world, events }
  const calls: Call[] = []
  const failures: string[] = []
  const faults = createFaults()
  const rateLimits = createRateLimits(now, { faster })

  const server = createServer((request, response) => void rest(request, response))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const gatewayUrl = () => `ws://127.0.0.1:${port}/gateway`
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

  const people = new Map<string, string>()
  const founder = person("Fay")
  const guilds = (options.guilds ?? ["Reading Room"]).map((name) => furnished(name))
  const home = firstOf(guilds)
  const observe = createObserve(discord, calls)

  function person(name: string): string {
    const known = people.get(name) ?? addPerson(world, name)
    people.set(name, known)
    return known
  }

  function furnished(name: string): Guild {
    const guild = foundGuild(world, name, founder)
    for (const plan of options.channels ?? usualChannels) addChannel(world, guild, plan)
    return guild
  }

  return {
    /** For `DISCORD_API_URL`, and discord.js's `rest.api`. */
    url: `http://127.0.0.1:${port}/api`,
    token: world.token,
    applicationId: world.application.id,
    botId: world.bot.id,
    guilds,
    guild: home,
    channel: (name: string, guild: Guild = home) => channelId(discord, guild, name),
    world,
    gateway,
    observe,
    waitFor: observe.waitFor,
    breaks: createBreaks(world, faults, gateway),
    staff: (guild: Guild = home) => createModerate(discord, guild),
    /** A member of a server, made at first mention. */
    member(name: string, { guild = home, admin = false }: { guild?: Guild; admin?: boolean } = {}): Person {
      const id = person(name)
      if (!guild.members.has(id)) joinGuild(world, guild, id)
      if (admin) makeAdmin(world, guild, id)
      return createPerson(discord, observe, id, guild.id)
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

function firstOf<T>(items: readonly T[]): T {
  const [first] = items
  if (first === undefined) throw new Error("a twin needs at least one server")
  return first
}
