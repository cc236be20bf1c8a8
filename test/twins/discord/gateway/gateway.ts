/** The gateway: HELLO, IDENTIFY, heartbeats, RESUME, and every way of losing a connection. */
import type { IncomingMessage, Server } from "node:http"
import {
  GatewayCloseCodes as Close,
  GatewayDispatchEvents as Dispatch,
  type GatewayIdentifyData,
  type GatewayReadyDispatchData,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
} from "discord-api-types/v10"
import { type WebSocket, WebSocketServer } from "ws"
import { limits } from "../limits.ts"
import { guildCreated } from "../state/guilds.ts"
import type { Discord } from "../state/messages.ts"
import { shardOf } from "../state/snowflake.ts"
import { noFlags } from "../state/world.ts"
import type { EventContract } from "./event-contract.ts"
import { dispatch, hears, redacted, type Session } from "./sessions.ts"

export type GatewayOptions = {
  readonly discord: Discord
  readonly url: () => string
  readonly heartbeatMs: number
  /** What is wrong with an event's data, by the contracts; absent where they are not here. */
  readonly contract: EventContract | undefined
  readonly fail: (message: string) => void
  /** Privileged intents that the developer portal has switched on. */
  readonly allowedIntents: number
}

/** One frame that a bot sent, for tests that look at the conversation itself. */
export type Frame = {
  readonly op: number
  readonly d: unknown
  readonly shard: number | undefined
  readonly at: number
}

export type Gateway = {
  readonly sessions: ReadonlySet<Session>
  readonly frames: readonly Frame[]
  /** Identifies that are left today. */
  identifiesLeft(): number
  /** Refuses new sockets while set, so that a bot stays away. */
  refuse(on: boolean): void
  /** The next events are sent this many times each. */
  repeat(events: number): void
  forget(session: Session): void
  close(): void
}

const privileged = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent

export function openGateway(server: Server, options: GatewayOptions): Gateway {
  const { discord } = options
  const { world, events } = discord
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = new Set<Session>()
  const frames: Frame[] = []
  let identifies = 0
  let refusing = false
  let repeats = 0

  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    const isGateway = (request.url ?? "").startsWith("/gateway")
    if (isGateway && !refusing) sockets.handleUpgrade(request, socket, head, greet)
    else socket.destroy()
  })

  events.onTell((happening) => {
    const times = repeats > 0 ? 2 : 1
    if (repeats > 0) repeats -= 1
    for (const session of sessions) {
      if (!hears(session, happening)) continue
      const data = redacted(session, happening, world.bot.id)
      for (let time = 0; time < times; time++) tell(session, happening.event, data)
    }
  })

  /** Tells a session something, and holds it against the contracts first. */
  function tell(session: Session, event: string, data: unknown): void {
    for (const error of options.contract?.(event, data) ?? [])
      options.fail(`${event}: what the twin tells breaks the contract: ${error}`)
    dispatch(session, event, data)
  }

  function greet(socket: WebSocket): void {
    let session: Session | undefined
    socket.send(
      JSON.stringify({
        op: Op.Hello,
        d: { heartbeat_interval: options.heartbeatMs, _trace: [] },
        s: null,
        t: null,
      }),
    )
    socket.on("message", (raw) => {
      const frame = read(String(raw))
      if (!frame) {
        socket.close(Close.DecodeError, "Error while decoding payload.")
        return
      }
      frames.push({ ...frame, shard: session?.shard, at: world.now() })
      session = hear(socket, session, frame)
      events.changed()
    })
    socket.on("close", () => {
      if (session?.socket === socket) session.socket = undefined
      events.changed()
    })
    socket.on("error", () => socket.terminate())
  }

  function hear(
    socket: WebSocket,
    session: Session | undefined,
    { op, d }: { op: number; d: unknown },
  ): Session | undefined {
    switch (op) {
      case Op.Heartbeat:
        socket.send(JSON.stringify({ op: Op.HeartbeatAck, d: null, s: null, t: null }))
        return session
      case Op.Identify:
        if (session) socket.close(Close.AlreadyAuthenticated, "Already authenticated.")
        return session ?? identify(socket, d as GatewayIdentifyData)
      case Op.Resume:
        return resume(socket, d as { token: string; session_id: string; seq: number })
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
      case Op.RequestGuildMembers:
        if (!session) socket.close(Close.NotAuthenticated, "Not authenticated.")
        return session
      default:
        socket.close(Close.UnknownOpcode, "Unknown opcode.")
        return session
    }
  }

  function identify(socket: WebSocket, data: GatewayIdentifyData): Session | undefined {
    identifies += 1
    const [shard, count] = data.shard ?? [0, 1]
    const fault = faultOf(data.token, shard, count, Number(data.intents))
    if (fault) {
      socket.close(...fault)
      return undefined
    }
    const session: Session = {
      id: world.newId(),
      shard,
      count,
      intents: Number(data.intents),
      sent: [],
      seq: 0,
      socket,
    }
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
  function resume(
    socket: WebSocket,
    data: { token: string; session_id: string; seq: number },
  ): Session | undefined {
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

  return {
    sessions,
    frames,
    identifiesLeft: () => limits.gateway.identifiesPerDay - identifies,
    refuse: (on) => {
      refusing = on
    },
    repeat: (count) => {
      repeats = count
    },
    forget: (session) => void sessions.delete(session),
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function read(raw: string): { op: number; d: unknown } | undefined {
  try {
    const frame: unknown = JSON.parse(raw)
    return typeof frame === "object" && frame !== null && "op" in frame && typeof frame.op === "number"
      ? { op: frame.op, d: "d" in frame ? frame.d : undefined }
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
