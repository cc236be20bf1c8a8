/** A bot's sessions: what each was told, and what it misses while its socket is away. */

import {
  GatewayDispatchEvents as Dispatch,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
} from "discord-api-types/v10"
import type { WebSocket } from "ws"
import type { Happening } from "../state/events.ts"
import { shardOf } from "../state/snowflake.ts"

export type Session = {
  readonly id: string
  readonly shard: number
  readonly count: number
  readonly intents: number
  /** All that was sent, for a resume. */
  readonly sent: { readonly seq: number; readonly text: string }[]
  seq: number
  socket: WebSocket | undefined
}

/** Sends an event to a session, or keeps it until the session resumes. */
export function dispatch(session: Session, event: string, data: unknown): void {
  session.seq += 1
  const text = JSON.stringify({ op: Op.Dispatch, t: event, s: session.seq, d: data })
  session.sent.push({ seq: session.seq, text })
  session.socket?.send(text)
}

/** Whether a session hears of something: its shard, its intents. */
export function hears(session: Session, { event, data, guild }: Happening): boolean {
  const home = guild === undefined ? 0 : shardOf(guild, session.count)
  if (home !== session.shard) return false
  const wanted = intentOf(event, guild !== undefined)
  void data
  return wanted === 0 || (session.intents & wanted) !== 0
}

/** https://discord.com/developers/docs/events/gateway#list-of-intents */
function intentOf(event: string, inGuild: boolean): number {
  switch (event) {
    case Dispatch.MessageCreate:
    case Dispatch.MessageUpdate:
    case Dispatch.MessageDelete:
      return inGuild ? Intent.GuildMessages : Intent.DirectMessages
    case Dispatch.MessageReactionAdd:
    case Dispatch.MessageReactionRemove:
    case Dispatch.MessageReactionRemoveAll:
    case Dispatch.MessageReactionRemoveEmoji:
      return inGuild ? Intent.GuildMessageReactions : Intent.DirectMessageReactions
    case Dispatch.InteractionCreate:
      return 0
    default:
      return Intent.Guilds
  }
}

/** What Discord hides of other people's messages from a bot that may not read them. */
export function redacted(session: Session, { event, data, guild }: Happening, bot: string): unknown {
  const isMessage = event === Dispatch.MessageCreate || event === Dispatch.MessageUpdate
  if (!isMessage || guild === undefined || session.intents & Intent.MessageContent) return data
  const message = data as { author?: { id: string }; mentions?: readonly { id: string }[] }
  const isOurs = message.author?.id === bot || message.mentions?.some(({ id }) => id === bot)
  return isOurs ? data : { ...message, content: "", embeds: [], attachments: [], components: [] }
}
