/** Who is connected: sessions begun, resumed, ended, and told what concerns them. */
import {
  GatewayCloseCodes as Close,
  GatewayDispatchEvents as Dispatch,
  type GatewayIdentifyData,
  type GatewayReadyDispatchData,
  type GatewayResumeData,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
} from "discord-api-types/v10"
import type { WebSocket } from "ws"
import { limits } from "../limits.ts"
import type { Happening } from "../state/events.ts"
import { guildCreated } from "../state/guilds.ts"
import type { Discord } from "../state/messages.ts"
import { shardOf } from "../state/snowflake.ts"
import { noFlags } from "../state/world.ts"
import type { EventContract } from "./event-contract.ts"
import { dispatch, hears, redacted, type Session } from "./sessions.ts"

export type BookOptions = {
  readonly discord: Discord
  readonly url: () => string
  /** Privileged intents that the developer portal has switched on. */
  readonly allowedIntents: number
  /** How often one may identify today. */
  readonly identifies: number
  /** What is wrong with an event's data, by the contracts; absent where they are not here. */
  readonly contract: EventContract | undefined
  readonly fail: (message: string) => void
}

export type SessionBook = ReturnType<typeof createSessionBook>

const privileged = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent

export function createSessionBook(options: BookOptions) {
  const { world, events } = options.discord
  const sessions = new Set<Session>()
  let identifiesLeft = options.identifies
  let repeats = 0
  let overtaken: Happening | "next" | undefined

  events.onTell((happening) => {
    if (overtaken === "next") {
      overtaken = happening
      return
    }
    const late = overtaken
    overtaken = undefined
    const times = repeats > 0 ? 2 : 1
    if (repeats > 0) repeats -= 1
    for (let time = 0; time < times; time++) tellAll(happening)
    if (late) tellAll(late)
  })

  function tellAll(happening: Happening): void {
    for (const session of sessions)
      if (hears(session, happening))
        tell(session, happening.event, redacted(session, happening, world.bot.id))
  }

  /** Tells a session something, and holds it against the contracts first. */
  function tell(session: Session, event: string, data: unknown): void {
    for (const error of options.contract?.(event, data) ?? [])
      options.fail(`${event}: what the twin tells breaks the contract: ${error}`)
    dispatch(session, event, data)
  }

  /** A new session, told of itself and its servers. Undefined when the socket was closed instead. */
  function identify(socket: WebSocket, data: GatewayIdentifyData): Session | undefined {
    const [shard, count] = data.shard ?? [0, 1]
    const fault = faultOf(data.token, shard, count, Number(data.intents))
    identifiesLeft -= 1
    if (fault) {
      socket.close(...fault)
      return undefined
    }
    const id = world.newId()
    const session: Session = { id, shard, count, intents: Number(data.intents), sent: [], seq: 0, socket }
    sessions.add(session)
    tell(session, Dispatch.Ready, ready(session))
    for (const guild of guildsOf(session)) tell(session, Dispatch.GuildCreate, guildCreated(world, guild))
    return session
  }

  function faultOf(
    token: string,
    shard: number,
    count: number,
    intents: number,
  ): [code: number, reason: string] | undefined {
    if (token !== world.token || !world.tokenIsValid)
      return [Close.AuthenticationFailed, "Authentication failed."]
    if (shard < 0 || shard >= count) return [Close.InvalidShard, "Invalid shard."]
    if (intents & privileged & ~options.allowedIntents)
      return [Close.DisallowedIntents, "Disallowed intent(s)."]
    if (world.guilds.size / count > limits.gateway.guildsPerShard)
      return [Close.ShardingRequired, "Sharding required."]
    // Discord resets the token of a bot that identifies more often than it may.
    if (identifiesLeft <= 0) {
      world.tokenIsValid = false
      return [Close.AuthenticationFailed, "Authentication failed."]
    }
    return undefined
  }

  function ready({ id, shard, count }: Session): GatewayReadyDispatchData {
    return {
      v: 10,
      user: { ...world.bot, mfa_enabled: true, verified: true, email: null },
      guilds: guildsOf({ shard, count }).map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: id,
      resume_gateway_url: options.url(),
      shard: [shard, count],
      application: { id: world.application.id, flags: noFlags, flags_new: "0" },
    }
  }

  function guildsOf({ shard, count }: Pick<Session, "shard" | "count">) {
    return [...world.guilds.values()].filter(
      (guild) => guild.botIsMember && shardOf(guild.id, count) === shard,
    )
  }

  /** Sends what was missed and RESUMED; a session that is not known any more has to identify anew. */
  function resume(socket: WebSocket, data: GatewayResumeData): Session | undefined {
    if (data.token !== world.token || !world.tokenIsValid) {
      socket.close(Close.AuthenticationFailed, "Authentication failed.")
      return undefined
    }
    const session = [...sessions].find(({ id }) => id === data.session_id)
    if (!session) {
      socket.send(JSON.stringify({ op: Op.InvalidSession, d: false, s: null, t: null }))
      return undefined
    }
    if (data.seq > session.seq) {
      socket.close(Close.InvalidSeq, "Invalid seq.")
      return undefined
    }
    session.socket = socket
    for (const { seq, text } of session.sent) if (seq > data.seq) socket.send(text)
    dispatch(session, Dispatch.Resumed, { _trace: [] })
    return session
  }

  /** A socket is gone. Whoever says goodbye by 1000 or 1001 ends the session; any other can be resumed. */
  function leave(session: Session | undefined, socket: WebSocket, code: number): void {
    if (session?.socket !== socket) return
    session.socket = undefined
    if (code === 1000 || code === 1001) sessions.delete(session)
  }

  return {
    sessions,
    identify,
    resume,
    leave,
    forget: (session: Session) => void sessions.delete(session),
    identifiesLeft: () => identifiesLeft,
    /** The next event comes after the one that follows it. */
    overtake: () => {
      overtaken = "next"
    },
    /** The next events come twice. */
    repeat: (count: number) => {
      repeats = count
    },
  }
}
