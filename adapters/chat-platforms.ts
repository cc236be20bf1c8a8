import type { Config } from "../config/load.ts"
import type { Adapter, Bot } from "../src/vocabulary/ports.ts"
import type { Stores } from "../src/vocabulary/stores.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { createDiscord } from "./discord/discord.ts"
import { identifyTogether } from "./discord/sharing.ts"
import { livingLeases } from "./living-leases.ts"
import type { SealKeys } from "./slack/seal.ts"
import { createSlack, type SlackAdapter, type SlackOptions } from "./slack/slack.ts"
import { clock, random } from "./system.ts"
import { hasEnded, thisProcess } from "./this-process.ts"
import type { Guest } from "./web/options.ts"

type Parts = {
  readonly stores: Stores
  /** Those that are connected are in it, by platform. */
  readonly adapters: Map<string, Adapter>
  readonly log: Log
}

export type ChatPlatforms = {
  /**
   * Connects those that are set up, or leaves them to the bot whose turn it is: two that hear the same members would
   * answer them twice. Throws what keeps one from starting.
   */
  attend(bot: Bot, isOurTurn: boolean): Promise<void>
  /** Who answers Slack's requests on the page's port. */
  readonly guests: readonly Guest[]
}

/** Discord and Slack, where their tokens are set. */
export function createChatPlatforms(config: Config, parts: Parts): ChatPlatforms {
  const { adapters } = parts
  // Whose shards were shared out by hand is connected for these, whoever delivers.
  const hasOwnShards = config.discord?.shards?.ids !== undefined
  let slack: SlackAdapter | undefined

  async function connect(platform: string, adapter: Adapter | undefined, bot: Bot): Promise<void> {
    if (!adapter) return
    adapters.set(platform, adapter)
    try {
      await adapter.start(bot)
    } catch (error) {
      adapters.delete(platform)
      throw error
    }
  }

  async function leave(platform: string): Promise<void> {
    await adapters.get(platform)?.stop()
    adapters.delete(platform)
  }

  return {
    async attend(bot, isOurTurn) {
      const discordToo = isOurTurn || hasOwnShards
      if (!discordToo) await leave("discord")
      else if (!adapters.has("discord")) await connect("discord", discordOf(config, parts), bot)
      if (!isOurTurn) await leave("slack")
      else if (!adapters.has("slack")) {
        slack = slackOf(config, parts)
        await connect("slack", slack, bot)
      }
    },
    guests: config.slack
      ? [
          {
            path: "/slack/",
            handle: (request, response) => {
              // Slack sends again what nobody took.
              if (slack?.handle && adapters.has("slack")) slack.handle(request, response)
              else response.writeHead(503).end()
            },
          },
        ]
      : [],
  }
}

/** Discord, where a token is set. Behind a database server its shards are shared by all bots there are. */
function discordOf({ discord, database }: Config, { stores, log }: Parts): Adapter | undefined {
  if (!discord) return undefined
  const { token, ...rest } = discord
  const sharing = {
    leases: livingLeases(stores.leases, hasEnded),
    holder: thisProcess(),
    identify: identifyTogether(stores.rates, clock),
  }
  return createDiscord({
    ...rest,
    ...(database ? { sharing } : {}),
    token: token.reveal(),
    facts: stores.facts,
    clock,
    log,
  })
}

/** Slack, where its tokens or its client are set. */
function slackOf({ slack, web }: Config, { stores, log }: Parts): SlackAdapter | undefined {
  if (!slack) return undefined
  const { transport, tenancy, emoji, apiUrl } = slack
  return createSlack({
    transport: transportOf(transport, web.host),
    tenancy: tenancyOf(tenancy),
    emoji,
    ...(apiUrl ? { apiUrl } : {}),
    inbox: stores.inbox,
    installations: stores.installations,
    leases: stores.leases,
    fetch,
    clock,
    random,
    log,
  })
}

type SlackConfig = NonNullable<Config["slack"]>

function transportOf(transport: SlackConfig["transport"], host: string): SlackOptions["transport"] {
  if (transport.kind === "socket") return { kind: "socket", appToken: transport.appToken.reveal() }
  return { ...transport, host, signingSecret: transport.signingSecret.reveal() }
}

function tenancyOf(tenancy: SlackConfig["tenancy"]): SlackOptions["tenancy"] {
  if (tenancy.kind === "one") return { kind: "one", botToken: tenancy.botToken.reveal() }
  const { clientId, clientSecret, stateSecret, keys, publicUrl } = tenancy
  const oauth = {
    clientId,
    clientSecret: clientSecret.reveal(),
    stateSecret: stateSecret.reveal(),
    ...(publicUrl ? { publicUrl } : {}),
  }
  return { kind: "many", oauth, keys: sealKeys(keys) }
}

function sealKeys(keys: readonly { reveal(): string }[]): SealKeys {
  const [first, ...rest] = keys.map((key) => Buffer.from(key.reveal(), "base64"))
  if (!first) throw new TypeError("a bot for many workspaces has a key")
  return [first, ...rest]
}
