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
import { words } from "../../src/words/words.ts"
import { applicationOf, inviteLink } from "./permissions.ts"
import { refusal, wrongToken } from "./refusal.ts"
import { restOptions } from "./requests.ts"

export type DiagnosedDiscord = {
  readonly token: string
  readonly apiUrl?: string
  readonly shards?: { readonly count: number }
  /** Send no request: say only what the token itself tells. */
  readonly offline: boolean
}

const { doctor } = words.discord
const { subject } = doctor
const timeoutMs = 5_000
/** Discord resets the token of a bot that connects more than a thousand times a day. */
const fewConnections = 20

/** Never throws: what cannot be looked at is a check. The token itself is never shown; it begins with the public id. */
export async function diagnoseDiscord(diagnosed: DiagnosedDiscord): Promise<readonly Check[]> {
  const id = applicationOf(diagnosed.token)
  if (id === undefined) {
    return [{ subject, state: "warning", found: doctor.noToken, advice: doctor.copyToken }]
  }
  const invitation = doctor.invite(inviteLink(id))
  if (diagnosed.offline) return [{ subject, state: "ok", found: doctor.tokenIsSet, advice: invitation }]
  try {
    return await ask(diagnosed, invitation)
  } catch (error) {
    return [{ ...whatFailed(error), subject }]
  }
}

async function ask(
  { token, apiUrl, shards }: DiagnosedDiscord,
  invitation: string,
): Promise<readonly Check[]> {
  const rest = new REST(restOptions({ apiUrl, timeoutMs })).setToken(token)
  const application = (await rest.get(Routes.currentApplication())) as APIApplication
  const gateway = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo
  const servers = application.approximate_guild_count ?? 0
  const accepted = { subject, state: "ok", advice: invitation } as const
  return [
    { ...accepted, found: doctor.accepted(application.name, servers) },
    intentsCheck(application),
    connectionsCheck(gateway, shards),
  ]
}

const privileged: readonly (readonly [flags: number, name: string])[] = [
  [ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited, "Presence"],
  [ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited, "Server Members"],
  [ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited, "Message Content"],
]

function intentsCheck(application: APIApplication): Check {
  const flags: number = application.flags ?? 0
  const about = { subject: doctor.intents, state: "ok" } as const
  const on = privileged.filter(([bits]) => (flags & bits) !== 0).map(([, name]) => name)
  if (on.length === 0) return { ...about, found: doctor.noPrivilegedIntents }
  return { ...about, found: doctor.privilegedIntents(on), advice: doctor.turnIntentsOff }
}

function connectionsCheck(
  { shards: recommended, session_start_limit: { remaining, total } }: APIGatewayBotInfo,
  shards: DiagnosedDiscord["shards"],
): Check {
  const about = { subject: doctor.connections, found: doctor.connectionsLeft(remaining, total) }
  if (shards && shards.count < recommended) {
    return { ...about, state: "warning", advice: doctor.raiseShards(shards.count, recommended) }
  }
  if (remaining > fewConnections) return { ...about, state: "ok" }
  return { ...about, state: "warning", advice: doctor.tooManyRestarts }
}

function whatFailed(error: unknown): Omit<Check, "subject"> {
  if (error instanceof DiscordAPIError && error.status === 401) {
    const { message, hint = "" } = wrongToken(error)
    return { state: "error", found: message, advice: hint }
  }
  return { state: "warning", found: refusal(error).message, advice: doctor.tryLater }
}
