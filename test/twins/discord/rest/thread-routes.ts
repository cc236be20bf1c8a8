/** Channels, servers, threads and forum posts. */
import {
  ChannelFlags,
  ChannelType,
  RESTJSONErrorCodes as Code,
  type ThreadAutoArchiveDuration,
} from "discord-api-types/v10"
import { recordOf } from "../check/field.ts"
import { threadErrors } from "../check/thread.ts"
import { limits } from "../limits.ts"
import { channelsOf, guildBody, threadsOf } from "../state/guilds.ts"
import { type Discord, messageBody, write } from "../state/messages.ts"
import { can, permissionsIn } from "../state/permissions.ts"
import { changeThread, deleteChannel, openThread, type ThreadPlan } from "../state/threads.ts"
import { type GuildChannel, isThread, type World } from "../state/world.ts"
import { withAttachments } from "./attachments.ts"
import { checkMessage, draftOf, seen } from "./message-routes.ts"
import { invalidForm, refuse } from "./refusal.ts"
import {
  type Answer,
  bodyOf,
  demand,
  ownGuild,
  pageSize,
  param,
  type Request,
  type Route,
  visibleChannel,
  visibleMessage,
} from "./route.ts"

export const threadRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/channels/{channel_id}",
    run: (discord, request) => ({ body: visibleChannel(discord, request) }),
  },
  { method: "PATCH", path: "/channels/{channel_id}", run: change },
  { method: "DELETE", path: "/channels/{channel_id}", run: remove },
  { method: "POST", path: "/channels/{channel_id}/threads", run: startThread },
  {
    method: "POST",
    path: "/channels/{channel_id}/messages/{message_id}/threads",
    run: startThreadFromMessage,
  },
  { method: "GET", path: "/channels/{channel_id}/threads/archived/public", run: archived },
  {
    method: "PUT",
    path: "/channels/{channel_id}/thread-members/@me",
    run: seen,
  },
  {
    method: "GET",
    path: "/guilds/{guild_id}",
    run: (discord, request) => ({ body: { ...guildBody(ownGuild(discord, request)), ...undocumented } }),
  },
  {
    method: "GET",
    path: "/guilds/{guild_id}/channels",
    run: (discord, request) => ({ body: channelsOf(discord.world, ownGuild(discord, request).id) }),
  },
  {
    method: "GET",
    path: "/guilds/{guild_id}/roles",
    run: (discord, request) => ({ body: ownGuild(discord, request).roles }),
  },
  { method: "GET", path: "/guilds/{guild_id}/members/{user_id}", run: memberOf },
  { method: "GET", path: "/guilds/{guild_id}/threads/active", run: active },
]

/** What Discord's contract has of a server and the vendor's types do not name. */
const undocumented = { home_header: null, nsfw: false }

function memberOf(discord: Discord, request: Request): Answer {
  const member = ownGuild(discord, request).members.get(param(request, "user_id"))
  if (!member) throw refuse(Code.UnknownMember)
  return { body: member }
}

function change(discord: Discord, request: Request): Answer {
  const channel = visibleChannel(discord, request)
  if (!isThread(channel)) throw refuse(Code.MissingPermissions)
  const body = bodyOf(request)
  const errors = body.name === undefined ? [] : threadErrors(body)
  if (errors.length > 0) throw invalidForm(errors)
  mayChange(discord.world, channel, body)
  changeThread(discord, channel, {
    ...(typeof body.name === "string" && { name: body.name }),
    ...(typeof body.archived === "boolean" && { archived: body.archived }),
    ...(typeof body.locked === "boolean" && { locked: body.locked }),
  })
  return { body: channel }
}

/** A member who may write in a thread may wake it; its owner may do more; a locked one takes a moderator. */
function mayChange(
  world: World,
  thread: ReturnType<typeof visibleChannel>,
  body: ReturnType<typeof bodyOf>,
): void {
  if (!isThread(thread) || can(world, thread, world.bot.id, "ManageThreads")) return
  if (thread.thread_metadata?.locked) throw refuse(Code.MissingPermissions)
  const onlyWakes = Object.keys(body).every((key) => key === "archived") && body.archived === false
  if (onlyWakes) demand(world, thread, "SendMessagesInThreads")
  else if (thread.owner_id !== world.bot.id) throw refuse(Code.MissingPermissions)
}

function remove(discord: Discord, request: Request): Answer {
  const channel = visibleChannel(discord, request)
  if (channel.type === ChannelType.DM) throw refuse(Code.CannotExecuteActionOnDMChannel)
  demand(discord.world, channel, isThread(channel) ? "ManageThreads" : "ManageChannels")
  deleteChannel(discord, channel)
  return { body: channel }
}

function startThread(discord: Discord, request: Request): Answer {
  const channel = visibleChannel(discord, request)
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildForum)
    throw refuse(Code.CannotExecuteActionOnThisChannelType)
  const isForum = channel.type === ChannelType.GuildForum
  demand(discord.world, channel, isForum ? "SendMessages" : "CreatePublicThreads")
  const plan = planOf(discord.world, request)
  if (!isForum) return { status: 201, body: openThread(discord, channel, plan) }
  const needsTag = ((channel.flags ?? 0) & ChannelFlags.RequireTag) !== 0
  if (needsTag && !plan.tags?.length) throw refuse(Code.TagRequiredToCreateAForumPostInThisChannel)
  const opening = withAttachments(discord.world, recordOf(bodyOf(request).message), request.uploads)
  checkMessage(opening)
  const thread = openThread(discord, channel, { ...plan, tags: plan.tags ?? [] })
  const stored = write(discord, thread, { ...draftOf(opening), author: discord.world.bot, id: thread.id })
  return { status: 201, body: { ...thread, message: messageBody(discord.world, stored) } }
}

function startThreadFromMessage(discord: Discord, request: Request): Answer {
  const channel = visibleChannel(discord, request)
  const under = visibleMessage(discord, request)
  if (channel.type !== ChannelType.GuildText) throw refuse(Code.CannotExecuteActionOnThisChannelType)
  demand(discord.world, channel, "CreatePublicThreads", "ReadMessageHistory")
  const plan = planOf(discord.world, request)
  if (discord.world.channels.has(under.message.id)) throw refuse(Code.ThreadAlreadyCreatedForMessage)
  return { status: 201, body: openThread(discord, channel, plan, under) }
}

function planOf(world: World, request: Request): ThreadPlan {
  const body = bodyOf(request)
  const errors = threadErrors(body)
  if (errors.length > 0) throw invalidForm(errors)
  return {
    name: String(body.name),
    owner: world.bot.id,
    archiveAfter: (body.auto_archive_duration ?? 4320) as ThreadAutoArchiveDuration,
    ...(Array.isArray(body.applied_tags) && { tags: body.applied_tags.map(String) }),
  }
}

function archived(discord: Discord, request: Request): Answer {
  const channel = visibleChannel(discord, request) as GuildChannel
  demand(discord.world, channel, "ReadMessageHistory")
  const before = request.query.get("before")
  const all = threadsOf(discord.world, channel.guild_id)
    .filter(({ parent_id, thread_metadata: meta }) => parent_id === channel.id && meta?.archived)
    .filter(({ thread_metadata: meta }) => before === null || (meta?.archive_timestamp ?? "") < before)
    .toSorted((a, b) =>
      (b.thread_metadata?.archive_timestamp ?? "").localeCompare(a.thread_metadata?.archive_timestamp ?? ""),
    )
  const threads = all.slice(0, pageSize(request, 50, limits.page.threads))
  return { body: { threads, members: [], has_more: threads.length < all.length } }
}

function active(discord: Discord, request: Request): Answer {
  const { world } = discord
  const threads = threadsOf(world, ownGuild(discord, request).id).filter(
    (thread) => !thread.thread_metadata?.archived && permissionsIn(world, thread, world.bot.id) !== 0n,
  )
  return { body: { threads, members: [], has_more: false } }
}
