/** Which of Discord's events reach the core. Payloads are read raw: what is not cached arrives all the same. */
import {
  type Client,
  GatewayDispatchEvents as Dispatch,
  Events,
  type GatewayDispatchPayload,
  ReactionType,
} from "discord.js"
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import { words } from "../../src/words/words.ts"
import { answerInteraction } from "./answer.ts"
import { communityOf, messageRef, platform } from "./ids.ts"
import { answerMention } from "./mention.ts"
import {
  decodeReaction,
  type Emoji,
  isBookmark,
  numberEmojis,
  type Reaction,
  type ReadingBack,
  votedFor,
  wayOf,
} from "./reactions.ts"
import type { Connected } from "./requests.ts"

export type EventHandlers = Omit<ReadingBack, "rest"> & {
  /** The reaction that saves. */
  readonly saveEmoji: Emoji
  /** Follows work in progress, so that a stop can wait for it. */
  readonly track: (work: Promise<unknown>) => void
}

/** Discord delivers an event twice now and then. Copies follow within seconds; this many events take longer. */
const remembered = 10_000

type Data<E extends Dispatch> = Extract<GatewayDispatchPayload, { readonly t: E }>["d"]
type On = <E extends Dispatch>(event: E, handle: (data: Data<E>) => Promise<unknown>) => void
type Where = { readonly channel_id: string; readonly guild_id?: string }

/** Passes a client's events on to the core from now on. */
export function handleEvents(api: Connected, handlers: EventHandlers): void {
  const { client } = api
  const { bot, log, track, signal, emoji } = handlers
  const answering = { api, bot, log, emoji }
  const interactions = createBoundedMap<string, true>(remembered)
  const on: On = (event, handle) => {
    client.ws.on(event, (data) => {
      if (!signal.aborted) track(handled(event, () => handle(data)))
    })
  }

  /** Never throws, whatever the payload: inside discord.js an error would end the process. */
  async function handled(event: Dispatch, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.error({ platform, event, error }, words.discord.log.notHandled)
    }
  }

  on(Dispatch.InteractionCreate, async (data) => {
    if (interactions.has(data.id)) return
    interactions.set(data.id, true)
    await answerInteraction(data, answering)
  })
  on(Dispatch.MessageCreate, (data) => answerMention(data, answering))
  on(Dispatch.MessageDelete, (data) => forget(bot, data, [data.id]))
  on(Dispatch.MessageDeleteBulk, (data) => forget(bot, data, data.ids))
  on(Dispatch.ThreadDelete, ({ guild_id, parent_id, id }) =>
    bot.vanished({ community: communityOf(guild_id, ""), place: parent_id ?? id, thread: id }),
  )
  on(Dispatch.ChannelDelete, async (data) => {
    if (!("guild_id" in data)) return
    const where = { community: communityOf(data.guild_id, ""), place: data.id }
    await bot.vanished(where)
    await bot.placeGone({ ...where, reason: "deleted" })
  })
  on(Dispatch.GuildCreate, async ({ id, unavailable }) => {
    if (!unavailable) await bot.placeBack({ community: communityOf(id, "") })
  })
  on(Dispatch.GuildDelete, async ({ id, unavailable }) => {
    // An outage of Discord's, after which the server is there again.
    if (!unavailable) await bot.placeGone({ community: communityOf(id, ""), reason: "removed" })
  })
  client.on(Events.ChannelUpdate, (_, channel) => {
    if (signal.aborted || channel.isDMBased() || !channel.viewable) return
    track(bot.placeBack({ community: communityOf(channel.guildId, ""), place: channel.id }))
  })
  handleReactions(on, api, handlers)
  countReplies(client, handlers)
}

function handleReactions(on: On, { client }: Connected, handlers: EventHandlers): void {
  const { bot, emoji, saveEmoji, queues } = handlers

  async function react(data: Reaction, added: boolean): Promise<void> {
    const isBot = data.user_id === client.user?.id || ("member" in data && data.member?.user.bot)
    const voted = votedFor(data.emoji, emoji)
    if (isBot) return
    const { actor, message } = decodeReaction(data)
    if (!voted && isBookmark(data.emoji, saveEmoji))
      await queues.run(message.place, () => bot.bookmarked(actor, message, added))
    if (!voted) return
    const post = { ...message, ...voted }
    await queues.run(message.place, () => bot.react(actor, post, added, wayOf(data.emoji, data.type)))
  }

  const messageOf = (data: Where & { readonly message_id: string }) =>
    messageRef({ community: communityOf(data.guild_id, "") }, data.channel_id, data.message_id)

  on(Dispatch.MessageReactionAdd, (data) => react(data, true))
  on(Dispatch.MessageReactionRemove, (data) => react(data, false))
  on(Dispatch.MessageReactionRemoveAll, async (data) => {
    const message = messageOf(data)
    const numbers = [undefined, ...numberEmojis.keys().map((index) => index + 1)]
    await queues.run(message.place, async () => {
      for (const number of numbers) await bot.reconcile({ ...message, number }, [])
    })
  })
  on(Dispatch.MessageReactionRemoveEmoji, async (data) => {
    const voted = votedFor(data.emoji, emoji)
    if (!voted) return
    const message = { ...messageOf(data), ...voted }
    await queues.run(message.place, async () => {
      for (const type of [ReactionType.Normal, ReactionType.Super])
        await bot.reconcile(message, [], wayOf(data.emoji, type))
    })
  })
}

async function forget(bot: Bot, where: Where, messages: readonly string[]): Promise<void> {
  const community = communityOf(where.guild_id, "")
  for (const message of messages) await bot.vanished({ community, place: where.channel_id, message })
}

/** Discord keeps count of a thread's messages; discord.js follows it before it tells. */
function countReplies(client: Client, { bot, track, signal }: EventHandlers): void {
  client.on(Events.MessageCreate, ({ channel, guildId }) => {
    if (signal.aborted || !channel.isThread() || guildId === null) return
    // A forum post does not count its first message; elsewhere the paper in full is one of the thread's own.
    const own = channel.parent?.isThreadOnly() ? 0 : 1
    const replies = Math.max(0, (channel.messageCount ?? 0) - own)
    track(bot.replied({ community: communityOf(guildId, ""), thread: channel.id, replies }))
  })
}
