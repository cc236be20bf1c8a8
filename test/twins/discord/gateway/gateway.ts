/** The gateway: HELLO, IDENTIFY, heartbeats, RESUME, and every way of losing a connection. */
import type { IncomingMessage, Server } from "node:http"
import {
  GatewayCloseCodes as Close,
  type GatewayIdentifyData,
  type GatewayResumeData,
  GatewayOpcodes as Op,
} from "discord-api-types/v10"
import { type WebSocket, WebSocketServer } from "ws"
import { type BookOptions, createSessionBook, type SessionBook } from "./session-book.ts"
import type { Session } from "./sessions.ts"

export type GatewayOptions = BookOptions & {
  readonly heartbeatMs: number
}

/** One frame that a bot sent, for tests that look at the conversation itself. */
export type Frame = {
  readonly op: number
  readonly d: unknown
  readonly shard: number | undefined
  readonly at: number
}

export type Gateway = SessionBook & {
  readonly frames: readonly Frame[]
  /** Refuses new sockets while set, so that a bot stays away. */
  refuse(on: boolean): void
  /** Leaves heartbeats unanswered while set: a connection that looks alive and is dead. */
  playDead(on: boolean): void
  close(): void
}

/** A bot that sends no heartbeat for so many intervals is taken for gone. */
const patience = 2

export function openGateway(server: Server, options: GatewayOptions): Gateway {
  const { heartbeatMs } = options
  const { world, events } = options.discord
  const sockets = new WebSocketServer({ noServer: true })
  const book = createSessionBook(options)
  const frames: Frame[] = []
  let refuses = false
  let playsDead = false

  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    const isGateway = (request.url ?? "").startsWith("/gateway")
    if (isGateway && !refuses) sockets.handleUpgrade(request, socket, head, converse)
    else socket.destroy()
  })

  function converse(socket: WebSocket): void {
    let session: Session | undefined
    const silence = setTimeout(
      () => socket.close(Close.SessionTimedOut, "Session timed out."),
      heartbeatMs * patience,
    )
    socket.send(frameOf(Op.Hello, { heartbeat_interval: heartbeatMs, _trace: [] }))
    socket.on("message", (raw) => {
      const frame = read(String(raw))
      if (!frame) {
        socket.close(Close.DecodeError, "Error while decoding payload.")
        return
      }
      if (frame.op === Op.Heartbeat) silence.refresh()
      frames.push({ ...frame, shard: session?.shard, at: world.now() })
      session = hear(socket, session, frame)
      events.changed()
    })
    socket.on("close", (code) => {
      clearTimeout(silence)
      book.leave(session, socket, code)
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
        if (!playsDead) socket.send(frameOf(Op.HeartbeatAck, null))
        return session
      case Op.Identify:
        if (session) socket.close(Close.AlreadyAuthenticated, "Already authenticated.")
        return session ?? book.identify(socket, d as GatewayIdentifyData)
      case Op.Resume:
        return book.resume(socket, d as GatewayResumeData)
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
        if (!session) socket.close(Close.NotAuthenticated, "Not authenticated.")
        return session
      case Op.RequestGuildMembers:
        options.fail("the bot asks for a server's members over the gateway, which the twin does not tell")
        return session
      default:
        socket.close(Close.UnknownOpcode, "Unknown opcode.")
        return session
    }
  }

  return {
    ...book,
    frames,
    refuse: (on) => {
      refuses = on
    },
    playDead: (on) => {
      playsDead = on
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function frameOf(op: number, d: unknown): string {
  return JSON.stringify({ op, d, s: null, t: null })
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
