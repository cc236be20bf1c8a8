/** A route of the REST interface, its path written as in Discord's own contract. */

import { RESTJSONErrorCodes as Code } from "discord-api-types/v10"
import type { Discord } from "../state/messages.ts"
import { messagesIn } from "../state/messages.ts"
import { can, type PermissionName } from "../state/permissions.ts"
import type { Channel, Stored, World } from "../state/world.ts"
import { guildOfChannel, isThread } from "../state/world.ts"
import type { Upload } from "./read-body.ts"
import { refuse } from "./refusal.ts"

export type Body = Readonly<Record<string, unknown>>

export type Request = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  readonly uploads: readonly Upload[]
}

/** Without a body the answer is 204. */
export type Answer = {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** `/channels/{channel_id}/messages` */
  readonly path: string
  /** Interaction answers carry their token in the path, and count against no global limit. */
  readonly byToken?: true
  readonly run: (discord: Discord, request: Request) => Answer
}

export function param(request: Request, name: string): string {
  const value = request.params[name]
  if (value === undefined) throw new Error(`the route has no {${name}}`)
  return value
}

export function bodyOf({ body }: Request): Body {
  return typeof body === "object" && body !== null ? (body as Body) : {}
}

/** The channel of the path, if the bot may see it. */
export function visibleChannel({ world }: Discord, request: Request, name = "channel_id"): Channel {
  const channel = world.channels.get(param(request, name))
  if (!channel) throw refuse(Code.UnknownChannel)
  const guild = guildOfChannel(channel)
  if (guild !== undefined && !world.guilds.get(guild)?.botIsMember) throw refuse(Code.MissingAccess)
  if (!can(world, channel, world.bot.id, "ViewChannel")) throw refuse(Code.MissingAccess)
  return channel
}

/** The message of the path, if the bot can see it over REST: an ephemeral one it cannot. */
export function visibleMessage(discord: Discord, request: Request): Stored {
  const channel = visibleChannel(discord, request)
  const stored = messagesIn(discord.world, channel.id).get(param(request, "message_id"))
  if (!stored || stored.onlyFor !== undefined) throw refuse(Code.UnknownMessage)
  return stored
}

export function demand(world: World, channel: Channel, ...names: readonly PermissionName[]): void {
  const lacks = names.some((name) => !can(world, channel, world.bot.id, name))
  if (lacks) throw refuse(Code.MissingPermissions)
}

/** What an archived thread refuses; a message in it changeKinds it instead. */
export function demandOpen(channel: Channel): void {
  if (isThread(channel) && channel.thread_metadata?.archived) throw refuse(Code.InvalidActionOnArchivedThread)
}

/** The guild of the path, if the bot is in it. */
export function ownGuild({ world }: Discord, request: Request) {
  const guild = world.guilds.get(param(request, "guild_id"))
  if (!guild) throw refuse(Code.UnknownGuild)
  if (!guild.botIsMember) throw refuse(Code.MissingAccess)
  return guild
}

/** A number of the query, within what Discord allows. */
export function pageSize(request: Request, usual: number, most: number): number {
  const asked = Number(request.query.get("limit") ?? usual)
  return Math.min(Math.max(Number.isFinite(asked) ? asked : usual, 1), most)
}
