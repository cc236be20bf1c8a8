/** Which of Discord's events the core hears of. Payloads are read raw: what is not cached arrives all the same. */
import {
  type APIInteraction,
  type APIMessage,
  type Client,
  GatewayDispatchEvents as Dispatch,
  Events,
  type GatewayChannelDeleteDispatchData,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  type GatewayThreadDeleteDispatchData,
  Routes,
} from "discord.js"
import type { Bot, Log } from "../../src/ports.ts"
import { answerInteraction } from "./answer.ts"
import { decodeMention } from "./decode.ts"
import { communityOf, messageRef } from "./ids.ts"
import { sentOnce } from "./message-body.ts"
import { decodeReaction, type Emoji, isEmoji } from "./reactions.ts"
import { refusal } from "./refusal.ts"

export type Ears = {
  readonly bot: Bot
  readonly log: Log
  readonly emoji: Emoji
  /** Follows work in progress, so that a stop can wait for it. */
  readonly track: (work: Promise<unknown>) => void
}

/** Passes a client's events on to the core from now on. */
export function listen(client: Client, ears: Ears): void {
  const { bot, emoji, log, track } = ears
  const on = <T>(event: Dispatch, handle: (data: T) => Promise<unknown> | undefined) => {
    client.ws.on(event, (data: T) => {
      const work = handle(data)
      if (work)
        track(
          work.catch((error) =>
            log.error({ platform: "discord", event, error }, "Discord: an event was not handled"),
          ),
        )
    })
  }
  on(Dispatch.InteractionCreate, (data: APIInteraction) =>
    answerInteraction(data, { rest: client.rest, bot, log }),
  )
  on(Dispatch.MessageReactionAdd, (data: GatewayMessageReactionAddDispatchData) => react(data, true))
  on(Dispatch.MessageReactionRemove, (data: GatewayMessageReactionRemoveDispatchData) => react(data, false))
  on(Dispatch.MessageCreate, (data: GatewayMessageCreateDispatchData) => answerMention(client, data, ears))
  on(Dispatch.MessageDelete, (data: GatewayMessageDeleteDispatchData) => forget(data, [data.id]))
  on(Dispatch.MessageDeleteBulk, (data: GatewayMessageDeleteBulkDispatchData) => forget(data, data.ids))
  on(Dispatch.ThreadDelete, ({ guild_id, parent_id, id }: GatewayThreadDeleteDispatchData) =>
    bot.vanished({ community: communityOf(guild_id, ""), place: parent_id ?? id, thread: id }),
  )
  on(Dispatch.ChannelDelete, (data: GatewayChannelDeleteDispatchData) =>
    "guild_id" in data
      ? bot.vanished({ community: communityOf(data.guild_id, ""), place: data.id })
      : undefined,
  )
  client.on(Events.MessageCreate, ({ channel, guildId }) => {
    if (!channel.isThread() || guildId === null) return
    const replies = channel.messageCount ?? 0
    track(bot.replied({ community: communityOf(guildId, ""), thread: channel.id, replies }))
  })

  function react(
    data: GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData,
    added: boolean,
  ) {
    if (!isEmoji(data.emoji, emoji) || data.user_id === client.user?.id) return undefined
    const { actor, message } = decodeReaction(data)
    return bot.react(actor, message, added)
  }

  async function forget(
    where: { channel_id: string; guild_id?: string },
    messages: readonly string[],
  ): Promise<void> {
    const community = communityOf(where.guild_id, "")
    for (const message of messages) await bot.vanished({ community, place: where.channel_id, message })
  }
}

/** "@Paperboy similar", or a pasted link beside the mention: answered as a reply, never by a bot to a bot. */
async function answerMention(
  client: Client,
  data: GatewayMessageCreateDispatchData,
  { bot, log }: Ears,
): Promise<void> {
  const self = client.user?.id
  if (!self || data.author.bot || !data.mentions.some((user) => user.id === self)) return
  const channel = client.channels.cache.get(data.channel_id)
  const invocation = decodeMention(
    data,
    self,
    channel?.isThread() ? (channel.parentId ?? undefined) : undefined,
  )
  const reply = await bot.dispatch(invocation)
  try {
    // Discord delivers an event twice now and then: the message's own id makes one answer of both.
    const body = {
      ...sentOnce(reply.card, data.id),
      message_reference: { message_id: data.id, fail_if_not_exists: false },
    }
    const sent = (await client.rest.post(Routes.channelMessages(data.channel_id), { body })) as APIMessage
    await bot.posted(messageRef(invocation.actor, sent.channel_id, sent.id), reply.card)
  } catch (error) {
    log.warn(
      { platform: "discord", channel: data.channel_id, error: refusal(error) },
      "Discord: a mention stays unanswered",
    )
  }
}
