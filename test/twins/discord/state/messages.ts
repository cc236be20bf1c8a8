/** Messages: written, edited, deleted and reacted on, each told to the gateway. */
import {
  type APIAllowedMentions,
  type APIGuildMemberNoUser,
  type APIMessage,
  type APIMessageReference,
  type APIReaction,
  type APIUser,
  GatewayDispatchEvents as Dispatch,
  MessageReferenceType,
  MessageType,
} from "discord-api-types/v10"
import { finished } from "./components.ts"
import type { Events } from "./events.ts"
import { mentionsOf } from "./mentions.ts"
import { type Channel, guildOfChannel, isThread, noFlags, type Stored, type World } from "./world.ts"

export type Discord = { readonly world: World; readonly events: Events }

export type Draft = Partial<
  Pick<
    APIMessage,
    | "content"
    | "embeds"
    | "components"
    | "flags"
    | "attachments"
    | "message_reference"
    | "message_snapshots"
    | "nonce"
    | "tts"
    | "interaction_metadata"
    | "application_id"
    | "webhook_id"
  >
> & {
  readonly author: APIUser
  readonly replyTo?: string
  readonly onlyFor?: string
  /** Whom it may call; anybody when absent. */
  readonly allowed?: APIAllowedMentions
  /** `id` of a thread's first message in a forum: the thread's own. */
  readonly id?: string
}

export function messagesIn(world: World, channel: string): Map<string, Stored> {
  const known = world.messages.get(channel) ?? new Map<string, Stored>()
  world.messages.set(channel, known)
  return known
}

/** Writes a message. An ephemeral one is told to nobody but its reader. */
export function write({ world, events }: Discord, channel: Channel, draft: Draft): Stored {
  const { author, replyTo, onlyFor, allowed, id = world.newId(), ...rest } = draft
  const reference = replyTo === undefined ? {} : referenceTo(world, channel, replyTo)
  const message: APIMessage = {
    ...blank(world, author),
    ...rest,
    ...reference,
    ...said(world, { content: rest.content ?? "", components: rest.components ?? [] }, allowed),
    id,
    channel_id: channel.id,
  }
  const guild = guildOfChannel(channel)
  const stored: Stored = {
    message,
    guild,
    reactions: new Map(),
    superReactions: new Map(),
    edits: [],
    ...(onlyFor && { onlyFor }),
  }
  messagesIn(world, channel.id).set(id, stored)
  if (onlyFor !== undefined) {
    events.changed()
    return stored
  }
  count({ world, events }, channel, message)
  tellMessage({ world, events }, stored, Dispatch.MessageCreate)
  return stored
}

/** Changes what is named, and calls nobody who was not called before. */
export function edit(
  { world, events }: Discord,
  stored: Stored,
  { allowed, ...change }: Partial<APIMessage> & Pick<Draft, "allowed">,
): void {
  const { message } = stored
  Object.assign(message, { edited_timestamp: new Date(world.now()).toISOString() }, change)
  if (change.components || change.content !== undefined) Object.assign(message, said(world, message, allowed))
  if (stored.onlyFor === undefined) tellMessage({ world, events }, stored, Dispatch.MessageUpdate)
  else events.changed()
}

export function erase({ world, events }: Discord, { message, guild, onlyFor }: Stored): void {
  messagesIn(world, message.channel_id).delete(message.id)
  if (onlyFor !== undefined) {
    events.changed()
    return
  }
  const data = { id: message.id, channel_id: message.channel_id, ...(guild && { guild_id: guild }) }
  events.tell({ event: Dispatch.MessageDelete, data, guild })
}

/** Puts a reaction or takes it away; says whether anything changed. */
export function react(
  { world, events }: Discord,
  stored: Stored,
  emoji: string,
  user: string,
  on: boolean,
  isSuper = false,
): boolean {
  const lists = isSuper ? stored.superReactions : stored.reactions
  const users = lists.get(emoji) ?? []
  if (users.includes(user) === on) return false
  lists.set(emoji, on ? [...users, user] : users.filter((id) => id !== user))
  const { message, guild } = stored
  const member = guild ? world.guilds.get(guild)?.members.get(user) : undefined
  const data = {
    user_id: user,
    channel_id: message.channel_id,
    message_id: message.id,
    emoji: emojiOf(emoji),
    burst: isSuper,
    type: isSuper ? 1 : 0,
    ...(guild && { guild_id: guild }),
    ...(on && { message_author_id: message.author.id, burst_colors: [], ...(member && { member }) }),
  }
  events.tell({ event: on ? Dispatch.MessageReactionAdd : Dispatch.MessageReactionRemove, data, guild })
  return true
}

/** Takes all reactions off a message, or those of one emoji, as a moderator does: told in one event. */
export function clearReactions({ events }: Discord, stored: Stored, emoji?: string): void {
  for (const lists of [stored.reactions, stored.superReactions]) {
    if (emoji === undefined) lists.clear()
    else lists.delete(emoji)
  }
  const { message, guild } = stored
  const data = { channel_id: message.channel_id, message_id: message.id, ...(guild && { guild_id: guild }) }
  if (emoji === undefined) events.tell({ event: Dispatch.MessageReactionRemoveAll, data, guild })
  else {
    const of = { ...data, emoji: emojiOf(emoji) }
    events.tell({ event: Dispatch.MessageReactionRemoveEmoji, data: of, guild })
  }
}

/** The message as REST shows it to the bot, with its reactions counted. */
export function messageBody(world: World, { message, reactions, superReactions }: Stored): APIMessage {
  const counted = [...new Set([...reactions.keys(), ...superReactions.keys()])].flatMap(
    (emoji): APIReaction[] => {
      const [normal = [], burst = []] = [reactions.get(emoji), superReactions.get(emoji)]
      if (normal.length + burst.length === 0) return []
      const details = { burst: burst.length, normal: normal.length }
      return [
        {
          emoji: emojiOf(emoji),
          count: normal.length + burst.length,
          count_details: details,
          burst_colors: [],
          me_burst: burst.includes(world.bot.id),
          me: normal.includes(world.bot.id),
        },
      ]
    },
  )
  return { ...message, ...(counted.length > 0 && { reactions: counted }) }
}

/** `👍` or `name:id`. */
export function emojiOf(spelled: string): { id: string | null; name: string } {
  const [name = "", id] = spelled.split(":")
  return { id: id ?? null, name }
}

function tellMessage(
  { world, events }: Discord,
  { message, guild }: Stored,
  event: Dispatch.MessageCreate | Dispatch.MessageUpdate,
): void {
  const member = writerOf(world, guild, message.author.id)
  const data = { ...message, ...(guild && { guild_id: guild }), ...(member && { member }) }
  events.tell({ event, data, guild })
}

/** The writer as a member, without the account that the message names anyway. */
function writerOf(world: World, guild: string | undefined, author: string): APIGuildMemberNoUser | undefined {
  const member = world.guilds.get(guild ?? "")?.members.get(author)
  if (!member) return undefined
  const { user: _, ...rest } = member
  return rest
}

/** A thread counts what is written in it, its opening aside, and changeKinds when somebody writes. */
function count({ world, events }: Discord, channel: Channel, message: APIMessage): void {
  if ("last_message_id" in channel) channel.last_message_id = message.id
  if (!isThread(channel) || message.id === channel.id) return
  channel.message_count = (channel.message_count ?? 0) + 1
  channel.total_message_sent = (channel.total_message_sent ?? 0) + 1
  if (!channel.thread_metadata?.archived) return
  channel.thread_metadata.archived = false
  channel.thread_metadata.archive_timestamp = new Date(world.now()).toISOString()
  events.tell({ event: Dispatch.ThreadUpdate, data: channel, guild: guildOfChannel(channel) })
}

function referenceTo(world: World, channel: Channel, id: string): Partial<APIMessage> {
  const guild = guildOfChannel(channel)
  const reference: APIMessageReference = {
    type: MessageReferenceType.Default,
    channel_id: channel.id,
    message_id: id,
    ...(guild && { guild_id: guild }),
  }
  const target = messagesIn(world, channel.id).get(id)
  const referenced = target ? { ...target.message, referenced_message: null } : null
  return { type: MessageType.Reply, message_reference: reference, referenced_message: referenced }
}

/** What is to be read, as Discord sends it back, and whom it calls. */
function said(
  world: World,
  { content, components = [] }: Pick<APIMessage, "content" | "components">,
  allowed: APIAllowedMentions | undefined,
) {
  const shown = { content, components: finished(components) }
  return { ...shown, ...mentionsOf(world, shown, allowed) }
}

function blank(world: World, author: APIUser) {
  return {
    type: MessageType.Default,
    author,
    content: "",
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    flags: noFlags,
    components: [],
  }
}
