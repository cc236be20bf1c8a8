/** Looks at the bot's set-up at Discord, for an operator: token, invitation, intents, room for connections. */
import {
  type APIApplication,
  type APIGatewayBotInfo,
  ApplicationFlags,
  DiscordAPIError,
  REST,
  Routes,
} from "discord.js"
import type { Check } from "../../src/vocabulary/operator.ts"
import { applicationOf, inviteLink } from "./permissions.ts"
import { refusal, wrongToken } from "./refusal.ts"

export type ExaminedDiscord = {
  readonly token: string
  readonly apiUrl?: string
  readonly shards?: { readonly count: number }
  /** Ask nobody: what the token itself tells is all. */
  readonly offline: boolean
}

const subject = "Discord"
const patienceMs = 5_000
/** Discord resets the token of a bot that connects more than a thousand times a day. */
const fewConnections = 20

/** Never throws: what cannot be looked at is a check. The token itself is never shown; it begins with the public id. */
export async function diagnoseDiscord(diagnosed: ExaminedDiscord): Promise<readonly Check[]> {
  const id = applicationOf(diagnosed.token)
  if (id === undefined) {
    const advice = "Copy it again from the Bot page of the developer portal into DISCORD_TOKEN."
    return [{ subject, state: "warning", found: "the token does not look like one of a bot", advice }]
  }
  const invitation = `Invite the bot: ${inviteLink(id)}`
  if (diagnosed.offline) return [{ subject, state: "ok", found: "a token is set", advice: invitation }]
  try {
    return await ask(diagnosed, invitation)
  } catch (error) {
    return [{ ...whatFailed(error), subject }]
  }
}

async function ask(
  { token, apiUrl, shards }: ExaminedDiscord,
  invitation: string,
): Promise<readonly Check[]> {
  const rest = new REST({ timeout: patienceMs, retries: 0, ...(apiUrl ? { api: apiUrl } : {}) }).setToken(
    token,
  )
  const application = (await rest.get(Routes.currentApplication())) as APIApplication
  const gateway = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo
  const servers = application.approximate_guild_count ?? 0
  const where = `in ${servers} server${servers === 1 ? "" : "s"}`
  const accepted = { subject, state: "ok", advice: invitation } as const
  return [
    { ...accepted, found: `the token is ${application.name}'s, ${where}` },
    intentsFinding(application),
    connectionsFinding(gateway, shards),
  ]
}

const privileged: readonly (readonly [flags: number, name: string])[] = [
  [ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited, "Presence"],
  [ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited, "Server Members"],
  [ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited, "Message Content"],
]

function intentsFinding(application: APIApplication): Check {
  const flags: number = application.flags ?? 0
  const about = { subject: "Discord's intents", state: "ok" } as const
  const on = privileged.filter(([bits]) => (flags & bits) !== 0).map(([, name]) => name)
  if (on.length === 0) return { ...about, found: "no privileged one is switched on, and none is needed" }
  const advice = "Paperboy uses none of them: switch them off on the Bot page of the developer portal."
  return { ...about, found: `switched on: ${on.join(", ")}`, advice }
}

function connectionsFinding(
  { shards: recommended, session_start_limit: { remaining, total } }: APIGatewayBotInfo,
  shards: ExaminedDiscord["shards"],
): Check {
  const about = { subject: "Discord's connections", found: `${remaining} of ${total} left today` }
  if (shards && shards.count < recommended) {
    const advice = `Raise DISCORD_SHARD_COUNT from ${shards.count} to ${recommended}, as Discord recommends.`
    return { ...about, state: "warning", advice }
  }
  if (remaining > fewConnections) return { ...about, state: "ok" }
  const advice = "Find out what restarts the bot so often; without any left Discord resets the token."
  return { ...about, state: "warning", advice }
}

function whatFailed(error: unknown): Omit<Check, "subject"> {
  if (error instanceof DiscordAPIError && error.status === 401) {
    const { message, hint = "" } = wrongToken(error)
    return { state: "error", found: message, advice: hint }
  }
  const advice = "Try again later; the bot itself tries until Discord is back."
  return { state: "warning", found: refusal(error).message, advice }
}
