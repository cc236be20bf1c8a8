import type { Config } from "../config/load.ts"
import type { Adapter, Log } from "../src/ports.ts"
import type { Stores } from "../src/stores.ts"
import { createDiscord } from "./discord/discord.ts"
import type { SealKeys } from "./slack/seal.ts"
import { createSlack, type SlackAdapter, type SlackOptions } from "./slack/slack.ts"
import { clock } from "./system.ts"

type Parts = { readonly stores: Stores; readonly log: Log }

/** Discord, where a token is set. */
export function discordOf({ discord }: Config, { stores, log }: Parts): Adapter | undefined {
  if (!discord) return undefined
  const { token, ...rest } = discord
  return createDiscord({ ...rest, token: token.reveal(), facts: stores.facts, clock, log })
}

/** Slack, where its tokens or its client are set. */
export function slackOf({ slack, web }: Config, { stores, log }: Parts): SlackAdapter | undefined {
  if (!slack) return undefined
  const { transport, tenancy, emoji, apiUrl } = slack
  return createSlack({
    transport: transportOf(transport, web.host),
    tenancy: tenancyOf(tenancy),
    emoji,
    ...(apiUrl ? { apiUrl } : {}),
    inbox: stores.inbox,
    installations: stores.installations,
    fetch,
    clock,
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
