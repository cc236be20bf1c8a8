/** What people say to the bot: a message that mentions it, and every message in private. */
import {
  type APIChannel,
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  MessageType,
  Routes,
} from "discord.js"
import type { Bot } from "../../src/vocabulary/ports.ts"
import { decodeMention, isThread } from "./decode.ts"
import { messageRef } from "./ids.ts"
import { sentOnce } from "./message-body.ts"
import { persistently } from "./persistently.ts"
import type { Wire } from "./wire.ts"

/** "@Paperboy similar", or a pasted link beside the mention: answered as a reply, never by a bot to a bot. */
export async function answerMention(
  wire: Wire,
  data: GatewayMessageCreateDispatchData,
  bot: Bot,
): Promise<void> {
  const self = wire.client.user?.id
  if (!self || data.author.bot || !isAddressed(data, self)) return
  const invocation = decodeMention(data, self, await parentOf(wire, data.channel_id))
  const { card } = await bot.dispatch(invocation)
  const body = {
    // Discord delivers an event twice now and then: the message's own id makes one answer of both.
    ...sentOnce(card, data.id),
    message_reference: { message_id: data.id, fail_if_not_exists: false },
  }
  const route = Routes.channelMessages(data.channel_id)
  const sent = await persistently(() => wire.rest.post(route, { body }) as Promise<APIMessage>, wire.clock)
  await bot.posted(messageRef(invocation.actor, sent.channel_id, sent.id), card)
}

function isAddressed(message: GatewayMessageCreateDispatchData, self: string): boolean {
  const { type, guild_id, mentions } = message
  // Discord's own notes, such as "pinned a message", come as messages too.
  const isSaid = type === MessageType.Default || type === MessageType.Reply
  return isSaid && (guild_id === undefined || mentions.some(({ id }) => id === self))
}

/** The channel that a thread hangs in. A thread that slept when the bot started is not known to discord.js. */
async function parentOf({ client, rest }: Wire, channel: string): Promise<string | undefined> {
  const known = client.channels.cache.get(channel)
  if (known) return known.isThread() ? (known.parentId ?? undefined) : undefined
  const found = (await rest.get(Routes.channel(channel))) as APIChannel
  return isThread(found) ? (found.parent_id ?? undefined) : undefined
}
