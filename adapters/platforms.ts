/** The chat platforms: a row each. Adding one is a folder and a row; README.md says how. */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Config } from "../config/load.ts"
import type { Adapter, Bot } from "../src/vocabulary/ports.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { linksOf } from "./core.ts"
import { people as discordPeople } from "./discord/people.ts"
import { hasEnded, livingLeases, thisProcess } from "./leases.ts"
import { proxyDispatcher } from "./network.ts"
import { download } from "./read-bytes.ts"
import { clock, random } from "./system.ts"
import type { Guest } from "./web/options.ts"

type Parts = { readonly stores: Stores; readonly log: Log }

/** An adapter that may also answer its platform's requests on the page's port. */
type ChatAdapter = Adapter & {
  readonly handle?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined
}

type Platform = {
  /** As `Adapter.platform`. */
  readonly name: string
  /** Who its members are, where that is more than a member of one community. Known without a connection. */
  readonly people?: Pick<Adapter, "accounts" | "ownCommunity">
  /** What it needs of the configuration; undefined where the platform is not set up. */
  readonly settings: (config: Config) => object | undefined
  /** Loads the platform's package, which nobody waits for who did not set it up. */
  readonly create: (config: Config, parts: Parts) => Promise<ChatAdapter>
  /** It is connected although it is another bot's turn to deliver. */
  readonly isIndependent?: (config: Config) => boolean
  /** Requests below this path belong to it; begins and ends with a slash. */
  readonly path?: string
}

export const platforms: readonly Platform[] = [
  {
    name: "discord",
    people: discordPeople,
    settings: ({ DISCORD_TOKEN }) => DISCORD_TOKEN,
    // Shards that were assigned by hand belong to this process, no matter which bot delivers.
    isIndependent: ({ DISCORD_SHARDS }) => DISCORD_SHARDS !== undefined,
    async create(config, { stores, log }) {
      const { createDiscord, identifyTogether } = await import("./discord/discord.ts")
      const leases = livingLeases(stores.leases, hasEnded)
      const identify = identifyTogether(stores.rates, clock)
      return createDiscord({
        ...discordSettings(config),
        download,
        commandsIn: config.DISCORD_GUILD_ID,
        emoji: config.DISCORD_EMOJI,
        saveEmoji: config.DISCORD_SAVE_EMOJI,
        // Behind a database server, all bots share the shards.
        sharing: config.DATABASE_URL && { leases, holder: thisProcess(), identify },
        facts: stores.facts,
        clock,
        log,
      })
    },
  },
  {
    name: "slack",
    settings: ({ SLACK_BOT_TOKEN, SLACK_CLIENT_ID }) =>
      SLACK_BOT_TOKEN ?? (SLACK_CLIENT_ID ? { SLACK_CLIENT_ID } : undefined),
    path: "/slack/",
    async create(config, { stores: { inbox, installations, leases }, log }) {
      const { createSlack } = await import("./slack/slack.ts")
      return createSlack({
        transport: slackTransport(config),
        tenancy: slackTenancy(config),
        emoji: config.SLACK_EMOJI,
        saveEmoji: config.SLACK_SAVE_EMOJI,
        workObjects: config.SLACK_WORK_OBJECTS,
        apiUrl: config.SLACK_API_URL,
        links: linksOf(config),
        ...{ inbox, installations, leases, fetch, clock, random, log },
      })
    },
  },
  {
    name: "mail",
    settings: ({ MAIL_URL }) => MAIL_URL,
    async create(config, { stores, log }) {
      const { mailAdapter } = await import("./mail-sending.ts")
      return mailAdapter(config, { ...stores, clock, log })
    },
  },
]

/** What a connection to Discord needs, for the bot and for doctor. */
export function discordSettings({ DISCORD_TOKEN, DISCORD_SHARD_COUNT: count, ...config }: Config) {
  const shards = count === undefined ? undefined : { ids: config.DISCORD_SHARDS, count }
  return { token: DISCORD_TOKEN?.reveal() ?? "", apiUrl: config.DISCORD_API_URL, shards }
}

function slackTransport({
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: secret,
  SLACK_PORT: port,
  HOST,
}: Config) {
  if (appToken) return { kind: "socket", appToken: appToken.reveal(), dispatcher: proxyDispatcher() } as const
  return { kind: "http", signingSecret: secret?.reveal() ?? "", port, host: HOST } as const
}

function slackTenancy(config: Config) {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET,
    SLACK_STATE_SECRET,
  } = config
  if (botToken) return { kind: "one", botToken: botToken.reveal() } as const
  const [first, ...rest] = (config.SLACK_TOKEN_KEYS ?? []).map((key) => Buffer.from(key.reveal(), "base64"))
  if (!first || !clientId || !SLACK_CLIENT_SECRET || !SLACK_STATE_SECRET)
    throw new TypeError("a bot for many workspaces has a client, its secrets and a key")
  const secrets = { clientSecret: SLACK_CLIENT_SECRET.reveal(), stateSecret: SLACK_STATE_SECRET.reveal() }
  return {
    kind: "many",
    oauth: { clientId, ...secrets, publicUrl: config.PUBLIC_URL },
    keys: [first, ...rest],
  } as const
}

export type ChatPlatforms = {
  /**
   * Connects the platforms that are set up, or leaves them to the bot whose turn it is: two that hear the same members
   * would answer them twice. Throws what keeps one from starting.
   */
  attend(bot: Bot, isOurTurn: boolean): Promise<void>
  /** Who answers platforms' requests on the page's port. */
  readonly guests: readonly Guest[]
}

/** The platforms that are set up. Those that are connected are in `adapters`, by name. */
export function createPlatforms(
  config: Config,
  { adapters, ...parts }: Parts & { readonly adapters: Map<string, Adapter> },
): ChatPlatforms {
  const setUp = platforms.filter(({ settings }) => settings(config) !== undefined)
  const connected = new Map<string, ChatAdapter>()

  async function connect({ name, create }: Platform, bot: Bot): Promise<void> {
    const adapter = await create(config, parts)
    adapters.set(name, adapter)
    try {
      await adapter.start(bot)
      connected.set(name, adapter)
    } catch (error) {
      adapters.delete(name)
      throw error
    }
  }

  async function leave(name: string): Promise<void> {
    await adapters.get(name)?.stop()
    adapters.delete(name)
    connected.delete(name)
  }

  return {
    async attend(bot, isOurTurn) {
      for (const platform of setUp) {
        const isWanted = isOurTurn || platform.isIndependent?.(config)
        if (!isWanted) await leave(platform.name)
        else if (!connected.has(platform.name)) await connect(platform, bot)
      }
    },
    guests: setUp.flatMap(({ name, path }) => {
      if (path === undefined) return []
      const handle: Guest["handle"] = (request, response) => {
        const handle = connected.get(name)?.handle
        // The platform sends again what nobody took.
        if (handle) handle(request, response)
        else response.writeHead(503).end()
      }
      return [{ path, handle }]
    }),
  }
}
