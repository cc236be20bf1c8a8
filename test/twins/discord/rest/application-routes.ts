/** The application, its commands, its user, and how to reach the gateway. */
import {
  type APIApplicationCommand,
  type APIDMChannel,
  ApplicationCommandType,
  ChannelType,
  RESTJSONErrorCodes as Code,
} from "discord-api-types/v10"
import { commandErrors } from "../check/commands.ts"
import { limits } from "../limits.ts"
import type { Discord } from "../state/messages.ts"
import { noFlags, type World } from "../state/world.ts"
import { invalidForm, quarantined, refuse } from "./refusal.ts"
import { bodyOf, ownGuild, param, type Request, type Route } from "./route.ts"

export const applicationRoutes: readonly Route[] = [
  { method: "GET", path: "/applications/@me", run: ({ world }) => ({ body: applicationBody(world) }) },
  { method: "GET", path: "/oauth2/applications/@me", run: ({ world }) => ({ body: applicationBody(world) }) },
  {
    method: "GET",
    path: "/users/@me",
    run: ({ world }) => ({
      body: { ...world.bot, mfa_enabled: true, locale: "en-US", verified: true, email: null },
    }),
  },
  {
    method: "GET",
    path: "/users/{user_id}",
    run: ({ world }, request) => ({ body: accountOf(world, param(request, "user_id")) }),
  },
  { method: "POST", path: "/users/@me/channels", run: openDirectMessage },
  {
    method: "GET",
    path: "/applications/{application_id}/commands",
    run: ({ world }) => ({ body: world.commands.get("global") ?? [] }),
  },
  {
    method: "PUT",
    path: "/applications/{application_id}/commands",
    run: (discord, request) => overwrite(discord, request, undefined),
  },
  {
    method: "GET",
    path: "/applications/{application_id}/guilds/{guild_id}/commands",
    run: ({ world }, request) => ({ body: world.commands.get(param(request, "guild_id")) ?? [] }),
  },
  {
    method: "PUT",
    path: "/applications/{application_id}/guilds/{guild_id}/commands",
    run: (discord, request) => overwrite(discord, request, ownGuild(discord, request).id),
  },
]

function accountOf(world: World, id: string) {
  const user = world.users.get(id)
  if (!user) throw refuse(Code.UnknownUser)
  return user
}

function openDirectMessage({ world, events }: Discord, request: Request) {
  const recipient = accountOf(world, String(bodyOf(request).recipient_id))
  if (!directChannel(world, recipient.id)) countOpening(world)
  return { body: directMessages({ world, events }, recipient.id) }
}

function directChannel({ channels }: World, user: string): APIDMChannel | undefined {
  return [...channels.values()]
    .filter((channel) => channel.type === ChannelType.DM)
    .find(({ recipients }) => recipients?.[0]?.id === user)
}

function countOpening(world: World): void {
  if (world.isQuarantined) throw refuse(quarantined)
  const { limit, windowMs } = limits.openings
  const recent = world.openings.filter((at) => at > world.now() - windowMs)
  if (recent.length >= limit) throw refuse(Code.OpeningDirectMessagesTooFast)
  world.openings.push(world.now())
}

/** The channel for direct messages with a person: there is one, made at first use. */
export function directMessages({ world }: Discord, user: string) {
  const recipient = accountOf(world, user)
  const known = directChannel(world, user)
  if (known) return known
  const channel = {
    id: world.newId(),
    type: ChannelType.DM as const,
    name: null,
    last_message_id: null,
    flags: noFlags,
    recipients: [recipient],
  }
  world.channels.set(channel.id, channel)
  return channel
}

/** Replaces all commands of a scope. A command keeps its id by name and type; a new one counts towards the day's limit. */
function overwrite({ world, events }: Discord, request: Request, guild: string | undefined) {
  if (param(request, "application_id") !== world.application.id) throw refuse(Code.UnknownApplication)
  const errors = commandErrors(request.body)
  if (errors.length > 0) throw invalidForm(errors)
  const scope = guild ?? "global"
  const before = world.commands.get(scope) ?? []
  const wanted = request.body as readonly APIApplicationCommand[]
  const created = wanted.filter((command) => !before.some((old) => isSame(old, command)))
  countCreations(world, scope, created.length)
  const commands = wanted.map(
    (command): APIApplicationCommand => ({
      ...command,
      type: command.type ?? ApplicationCommandType.ChatInput,
      description: command.description ?? "",
      default_member_permissions: command.default_member_permissions ?? null,
      nsfw: false,
      id: before.find((old) => isSame(old, command))?.id ?? world.newId(),
      application_id: world.application.id,
      version: world.newId(),
      ...(guild && { guild_id: guild }),
    }),
  )
  world.commands.set(scope, commands)
  events.changed()
  return { body: commands }
}

function isSame(a: APIApplicationCommand, b: APIApplicationCommand): boolean {
  const chat = ApplicationCommandType.ChatInput
  return a.name === b.name && (a.type ?? chat) === (b.type ?? chat)
}

function countCreations(world: World, scope: string, count: number): void {
  const dayAgo = world.now() - 24 * 60 * 60_000
  const today = world.commandCreations.filter((made) => made.scope === scope && made.at > dayAgo).length
  if (today + count > limits.command.creationsPerDay)
    throw refuse(Code.MaximumDailyApplicationCommandCreatesReached)
  for (let made = 0; made < count; made++) world.commandCreations.push({ scope, at: world.now() })
}

function applicationBody(world: World) {
  const { id, name, ownerId } = world.application
  const owner = {
    id: ownerId,
    username: "owner",
    avatar: null,
    discriminator: "0",
    public_flags: 0,
    flags: 0,
    global_name: null,
    primary_guild: null,
  }
  return {
    id,
    name,
    icon: null,
    description: "",
    type: null,
    bot: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: noFlags,
    flags_new: "0",
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  }
}
