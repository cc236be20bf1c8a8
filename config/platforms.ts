import type { Mistake } from "./configuration-error.ts"
import type { Settings } from "./schema.ts"
import type { Secret } from "./secret.ts"

export type DiscordConfig = {
  readonly token: Secret
  readonly commandsIn?: string
  readonly emoji: string
  /** Without `ids` this process holds all of them, or shares them with the other bots on its store. */
  readonly shards?: { readonly ids?: readonly number[]; readonly count: number }
  readonly apiUrl?: string
}

export type SlackConfig = {
  readonly transport:
    | { readonly kind: "socket"; readonly appToken: Secret }
    | { readonly kind: "http"; readonly signingSecret: Secret; readonly port?: number }
  readonly tenancy:
    | { readonly kind: "one"; readonly botToken: Secret }
    | {
        readonly kind: "many"
        readonly clientId: string
        readonly clientSecret: Secret
        readonly stateSecret: Secret
        readonly keys: readonly Secret[]
        readonly publicUrl?: string
      }
  readonly emoji: string
  readonly apiUrl?: string
}

/** The platforms that are set up, and the variables that only make sense together. */
export function platformsOf(settings: Settings): {
  readonly discord?: DiscordConfig
  readonly slack?: SlackConfig
  readonly mistakes: readonly Mistake[]
} {
  const discord = discordOf(settings)
  const slack = slackOf(settings)
  return {
    ...(discord.config ? { discord: discord.config } : {}),
    ...(slack.config ? { slack: slack.config } : {}),
    mistakes: [...discord.mistakes, ...slack.mistakes],
  }
}

type Outcome<T> = { readonly config?: T; readonly mistakes: readonly Mistake[] }

function discordOf(settings: Settings): Outcome<DiscordConfig> {
  const { DISCORD_TOKEN: token, DISCORD_SHARDS: ids, DISCORD_SHARD_COUNT: count } = settings
  if (ids !== undefined && count === undefined)
    return { mistakes: [missingPermissions("DISCORD_SHARD_COUNT", "set together with DISCORD_SHARDS")] }
  if (ids?.some((id) => id >= (count ?? 0)))
    return {
      mistakes: [
        {
          variable: "DISCORD_SHARDS",
          value: ids.join(","),
          allowed: `below DISCORD_SHARD_COUNT, ${count}`,
          hint: undefined,
        },
      ],
    }
  if (token === undefined) return { mistakes: [] }
  return {
    config: {
      token,
      emoji: settings.DISCORD_EMOJI,
      ...(settings.DISCORD_GUILD_ID ? { commandsIn: settings.DISCORD_GUILD_ID } : {}),
      ...(count ? { shards: { ...(ids ? { ids } : {}), count } } : {}),
      ...(settings.DISCORD_API_URL ? { apiUrl: settings.DISCORD_API_URL } : {}),
    },
    mistakes: [],
  }
}

function slackOf(settings: Settings): Outcome<SlackConfig> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId } = settings
  if (botToken === undefined && clientId === undefined) return { mistakes: [] }
  if (botToken !== undefined && clientId !== undefined)
    return {
      mistakes: [missingPermissions("SLACK_CLIENT_ID", "left out where SLACK_BOT_TOKEN names one workspace")],
    }
  const transport = transportOf(settings)
  const tenancy = botToken ? ({ kind: "one", botToken } as const) : tenancyOf(settings)
  if (!transport)
    return { mistakes: [missingPermissions("SLACK_APP_TOKEN", "set, or SLACK_SIGNING_SECRET for HTTP")] }
  if (Array.isArray(tenancy)) return { mistakes: tenancy }
  const { SLACK_EMOJI: emoji, SLACK_API_URL: apiUrl } = settings
  return { config: { transport, tenancy, emoji, ...(apiUrl ? { apiUrl } : {}) }, mistakes: [] }
}

function transportOf(settings: Settings): SlackConfig["transport"] | undefined {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_PORT: port } = settings
  if (appToken) return { kind: "socket", appToken }
  return signingSecret && { kind: "http", signingSecret, ...(port === undefined ? {} : { port }) }
}

function tenancyOf(settings: Settings): SlackConfig["tenancy"] | Mistake[] {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_TOKEN_KEYS: keys,
    PUBLIC_URL: publicUrl,
  } = settings
  if (clientId && clientSecret && stateSecret && keys)
    return { kind: "many", clientId, clientSecret, stateSecret, keys, ...(publicUrl ? { publicUrl } : {}) }
  const needed = {
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_TOKEN_KEYS: keys,
  }
  return Object.entries(needed).flatMap(([variable, value]) =>
    value === undefined ? [missingPermissions(variable, "set together with SLACK_CLIENT_ID")] : [],
  )
}

function missingPermissions(variable: string, allowed: string): Mistake {
  return { variable, value: undefined, allowed, hint: undefined }
}
