/** Messages and reactions. */
import {
  type APIDMChannel,
  type APIMessage,
  ChannelType,
  RESTJSONErrorCodes as Code,
  MessageFlags,
} from "discord-api-types/v10"
import { recordOf } from "../check/field.ts"
import { isEmpty, messageErrors } from "../check/message-body.ts"
import { limits } from "../limits.ts"
import {
  type Discord,
  type Draft,
  edit,
  erase,
  messageBody,
  messagesIn,
  react,
  write,
} from "../state/messages.ts"
import { can } from "../state/permissions.ts"
import { compareIds } from "../state/snowflake.ts"
import { type Channel, guildOfChannel, isThread, type Stored, type World } from "../state/world.ts"
import { withAttachments } from "./attachments.ts"
import { invalidForm, refuse, TooFast } from "./refusal.ts"
import {
  type Answer,
  type Body,
  bodyOf,
  demand,
  demandOpen,
  pageSize,
  param,
  type Request,
  type Route,
  visibleChannel,
  visibleMessage,
} from "./route.ts"

const message = "/channels/{channel_id}/messages/{message_id}"
const reaction = `${message}/reactions/{emoji_name}`

export const messageRoutes: readonly Route[] = [
  { method: "GET", path: "/channels/{channel_id}/messages", run: list },
  { method: "POST", path: "/channels/{channel_id}/messages", run: create },
  {
    method: "GET",
    path: message,
    run: (discord, request) => {
      const stored = visibleMessage(discord, request)
      demand(discord.world, visibleChannel(discord, request), "ReadMessageHistory")
      return { body: messageBody(discord.world, stored) }
    },
  },
  { method: "PATCH", path: message, run: change },
  { method: "POST", path: `${message}/crosspost`, run: publish },
  { method: "DELETE", path: message, run: remove },
  { method: "PUT", path: `${reaction}/@me`, run: addOwn },
  {
    method: "DELETE",
    path: `${reaction}/@me`,
    run: (discord, request) => takeAway(discord, request, discord.world.bot.id),
  },
  {
    method: "DELETE",
    path: `${reaction}/{user_id}`,
    run: (discord, request) => {
      demand(discord.world, visibleChannel(discord, request), "ManageMessages")
      return takeAway(discord, request, param(request, "user_id"))
    },
  },
  { method: "GET", path: reaction, run: reactors },
  {
    method: "POST",
    path: "/channels/{channel_id}/typing",
    run: seen,
  },
]

/** Nothing to say, as long as the channel is there to be seen. */
export function seen(discord: Discord, request: Request): Answer {
  visibleChannel(discord, request)
  return {}
}

function list(discord: Discord, request: Request): Answer {
  const { world } = discord
  const channel = visibleChannel(discord, request)
  // Without the history a channel looks empty; Discord does not refuse.
  if (!can(world, channel, world.bot.id, "ReadMessageHistory")) return { body: [] }
  const { before, after } = Object.fromEntries(request.query)
  const size = pageSize(request, 50, limits.page.messages)
  const all = [...messagesIn(world, channel.id).values()]
    .filter(({ onlyFor }) => onlyFor === undefined)
    .filter(({ message: { id } }) => before === undefined || compareIds(id, before) < 0)
    .filter(({ message: { id } }) => after === undefined || compareIds(id, after) > 0)
    .toSorted((a, b) => compareIds(b.message.id, a.message.id))
  // `after` pages upwards: the oldest after it, still told newest first.
  const page = after === undefined ? all.slice(0, size) : all.slice(-size)
  return { body: page.map((stored) => messageBody(world, stored)) }
}

function create(discord: Discord, request: Request): Answer {
  const { world } = discord
  const channel = visibleChannel(discord, request)
  if (channel.type === ChannelType.GuildForum) throw refuse(Code.CannotExecuteActionOnThisChannelType)
  demand(world, channel, isThread(channel) ? "SendMessagesInThreads" : "SendMessages")
  if (isThread(channel) && channel.thread_metadata?.locked && channel.thread_metadata.archived)
    throw refuse(Code.ThreadLocked)
  if (channel.type === ChannelType.DM) demandTaken(world, channel)
  const body = withAttachments(world, bodyOf(request), request.uploads)
  checkMessage(body)
  const again = sentBefore(world, body)
  if (again) return { body: { ...messageBody(world, again), nonce: body.nonce } }
  const replyTo = recordOf(body.message_reference).message_id
  const stored = write(discord, channel, {
    ...draftOf(body),
    author: world.bot,
    ...(typeof replyTo === "string" && { replyTo }),
  })
  if (body.nonce !== undefined) world.nonces.set(nonceKey(world, body), { stored, at: world.now() })
  return { body: messageBody(world, stored) }
}

/** Whoever shares no server with the bot, or takes no direct messages, gets none. */
function demandTaken({ closedDirects, guilds }: World, { recipients }: APIDMChannel): void {
  const reader = recipients?.[0]?.id ?? ""
  const isShared = [...guilds.values()].some(({ botIsMember, members }) => botIsMember && members.has(reader))
  if (closedDirects.has(reader) || !isShared) throw refuse(Code.CannotSendMessagesToThisUser)
}

/** "The past few minutes": a nonce that was used makes no second message, where `enforce_nonce` asks for that. */
function sentBefore(world: World, body: Body): Stored | undefined {
  if (body.enforce_nonce !== true || body.nonce === undefined) return undefined
  const known = world.nonces.get(nonceKey(world, body))
  return known && world.now() - known.at < limits.nonceMs ? known.stored : undefined
}

function nonceKey(world: World, body: Body): string {
  return `${world.bot.id}:${String(body.nonce)}`
}

export function checkMessage(body: Body, flags?: number): void {
  const errors = messageErrors(body, flags)
  if (errors.length > 0) throw invalidForm(errors)
  if (flags === undefined && isEmpty(body)) throw refuse(Code.CannotSendAnEmptyMessage)
}

/** What of a request's body becomes part of the message. */
export function draftOf(body: Body): Partial<APIMessage> & Pick<Draft, "allowed"> {
  const kept = ["content", "embeds", "components", "flags", "attachments", "nonce", "tts"]
  const given = kept.filter((key) => body[key] !== undefined && body[key] !== null)
  return {
    ...Object.fromEntries(given.map((key) => [key, body[key]])),
    ...(body.allowed_mentions ? { allowed: recordOf(body.allowed_mentions) } : {}),
  }
}

function change(discord: Discord, request: Request): Answer {
  const stored = visibleMessage(discord, request)
  demandOpen(visibleChannel(discord, request))
  if (stored.message.author.id !== discord.world.bot.id)
    throw refuse(Code.CannotEditMessageAuthoredByAnotherUser)
  const body = withAttachments(discord.world, bodyOf(request), request.uploads, stored.message.attachments)
  checkMessage(body, Number(body.flags ?? 0) | (stored.message.flags ?? 0))
  demandPace(discord.world, visibleChannel(discord, request), stored)
  const { nonce: _, ...draft } = draftOf(body)
  const flags = Number(body.flags ?? 0) | (stored.message.flags ?? 0)
  edit(discord, stored, { ...draft, flags })
  return { body: messageBody(discord.world, stored) }
}

/** Sends a message of an announcement channel on to those who follow it: about ten an hour, and once each. */
function publish(discord: Discord, request: Request): Answer {
  const { world } = discord
  const stored = visibleMessage(discord, request)
  const channel = visibleChannel(discord, request)
  if (channel.type !== ChannelType.GuildAnnouncement) throw refuse(Code.CannotExecuteActionOnThisChannelType)
  demand(world, channel, "SendMessages")
  if (stored.message.author.id !== world.bot.id) demand(world, channel, "ManageMessages")
  const flags = stored.message.flags ?? 0
  if (flags & MessageFlags.Crossposted) throw refuse(Code.ThisMessageWasAlreadyCrossposted)
  const known = world.crossposts.get(channel.id) ?? []
  const recent = known.filter((at) => at > world.now() - limits.crosspost.windowMs)
  if (recent.length >= limits.crosspost.limit) throw new TooFast(0, limits.crosspost.windowMs, 1_000)
  world.crossposts.set(channel.id, [...recent, world.now()])
  edit(discord, stored, { flags: flags | MessageFlags.Crossposted, edited_timestamp: null })
  return { body: messageBody(world, stored) }
}

/** A message older than an hour takes three edits in six seconds a channel. */
function demandPace(world: World, channel: Channel, { message, edits }: Stored): void {
  const { afterMs, limit, windowMs } = limits.oldEdits
  if (world.now() - Date.parse(message.timestamp) < afterMs) return
  const all = [...messagesIn(world, channel.id).values()].flatMap((one) => one.edits)
  const recent = all.filter((at) => at > world.now() - windowMs)
  if (recent.length >= limit)
    throw new TooFast(Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached, windowMs)
  edits.push(world.now())
}

function remove(discord: Discord, request: Request): Answer {
  const stored = visibleMessage(discord, request)
  if (stored.message.author.id !== discord.world.bot.id)
    demand(discord.world, visibleChannel(discord, request), "ManageMessages")
  erase(discord, stored)
  return {}
}

function addOwn(discord: Discord, request: Request): Answer {
  const { world } = discord
  const stored = visibleMessage(discord, request)
  const channel = visibleChannel(discord, request)
  demandOpen(channel)
  demand(world, channel, "ReadMessageHistory")
  const emoji = emojiIn(world, channel, request)
  if (!(stored.reactions.get(emoji)?.length ?? 0)) {
    demand(world, channel, "AddReactions")
    const kinds = [...stored.reactions.values()].filter((users) => users.length > 0)
    if (kinds.length >= limits.reaction.kinds) throw refuse(Code.MaximumNumberOfReactionsReached)
  }
  react(discord, stored, emoji, world.bot.id, true)
  return {}
}

function takeAway(discord: Discord, request: Request, user: string): Answer {
  const stored = visibleMessage(discord, request)
  react(discord, stored, emojiIn(discord.world, visibleChannel(discord, request), request), user, false)
  return {}
}

function reactors(discord: Discord, request: Request): Answer {
  const { world } = discord
  const stored = visibleMessage(discord, request)
  demand(world, visibleChannel(discord, request), "ReadMessageHistory")
  const after = request.query.get("after") ?? "0"
  const lists = request.query.get("type") === "1" ? stored.superReactions : stored.reactions
  const users = lists.get(param(request, "emoji_name")) ?? []
  const page = users
    .filter((id) => compareIds(id, after) > 0)
    .toSorted(compareIds)
    .slice(0, pageSize(request, 25, limits.page.reactors))
  return { body: page.flatMap((id) => world.users.get(id) ?? []) }
}

/** `👍`, or `name:id` of an emoji that a server of the bot has. */
function emojiIn(world: World, channel: Channel, request: Request): string {
  const emoji = param(request, "emoji_name")
  const [, id] = emoji.split(":")
  if (id === undefined) {
    // A keycap without its variation selector is another, unknown one.
    if (/\u20E3$/u.test(emoji) && /^[0-9#*]\uFE0F\u20E3$/u.test(emoji)) return emoji
    if (!/\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(emoji))
      throw refuse(Code.UnknownEmoji)
    return emoji
  }
  const guild = world.guilds.get(guildOfChannel(channel) ?? "")
  if (!guild?.emojis.some((known) => known.id === id)) throw refuse(Code.UnknownEmoji)
  return emoji
}
