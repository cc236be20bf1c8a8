/** What is said to the bot in a message, answered as a reply: with a mention, or in a direct message without one. */
import {
  type APIChannel,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  MessageType,
  Routes,
} from "discord.js"
import type { ReplyReaction } from "../../src/vocabulary/command.ts"
import { cardRequest, sentOnce } from "./card-components.ts"
import { decodeMention, isThread } from "./decode.ts"
import { messageRef } from "./ids.ts"
import { inviteTo } from "./invite.ts"
import type { Api } from "./requests.ts"
import { type Answering, showWork } from "./respond.ts"

/** "@Paperboy similar", or a pasted link beside the mention; never a bot's words. */
export async function answerMention(
  data: GatewayMessageCreateDispatchData,
  { api, bot, emoji }: Answering,
): Promise<void> {
  const self = api.client?.user?.id
  if (!self || data.author.bot || !isAddressed(data, self)) return
  const invocation = decodeMention(data, self, await parentOf(api, data.channel_id))
  const asked = bot.dispatch(invocation)
  await showWork(asked, () => api.rest.post(Routes.channelTyping(data.channel_id)), { api })
  const { card, later, reaction } = await asked
  if (reaction && (await hasReacted(api, data, reaction))) return
  // Discord delivers an event twice now and then: the message's own id makes one answer of both.
  const { body, files } = sentOnce(card, data.id)
  const message_reference = { message_id: data.id, fail_if_not_exists: false }
  const route = Routes.channelMessages(data.channel_id)
  const sent = await api.rest.post<APIMessage>(route, { body: { ...body, message_reference }, files })
  const ref = messageRef(invocation.actor, sent.channel_id, sent.id)
  await bot.posted(ref, card)
  await inviteTo(api.rest, ref, card, emoji)
  if (!later) return
  const better = await later
  await api.rest.patch(Routes.channelMessage(sent.channel_id, sent.id), cardRequest(better))
  await bot.posted(ref, better)
}

const emojis: Readonly<Record<ReplyReaction, string>> = { welcome: "💛" }

/** Whether a reaction was enough: where the bot may put none, it says the same in words. */
async function hasReacted(
  { rest }: Api,
  { channel_id, id }: GatewayMessageCreateDispatchData,
  reaction: ReplyReaction,
): Promise<boolean> {
  const route = Routes.channelMessageOwnReaction(channel_id, id, encodeURIComponent(emojis[reaction]))
  return rest.put(route).then(
    () => true,
    () => false,
  )
}

function isAddressed(message: GatewayMessageCreateDispatchData, self: string): boolean {
  const { type, guild_id, mentions } = message
  // Discord's own notes, such as "pinned a message", come as messages too.
  const isSaid = type === MessageType.Default || type === MessageType.Reply
  return isSaid && (guild_id === undefined || mentions.some(({ id }) => id === self))
}

/** The channel that a thread hangs in, where that can be found out: an answer is worth more. An archived thread is not known to discord.js. */
async function parentOf({ client, rest }: Api, channel: string): Promise<string | undefined> {
  const known = client?.channels.cache.get(channel)
  if (known) return known.isThread() ? (known.parentId ?? undefined) : undefined
  const found = await rest.get<APIChannel>(Routes.channel(channel)).catch(() => undefined)
  return found && isThread(found) ? (found.parent_id ?? undefined) : undefined
}
