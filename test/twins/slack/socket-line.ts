/** Socket Mode: the bot opens connections, the twin sends each envelope over one of them. */
import { randomUUID } from "node:crypto"
import type { Server } from "node:http"
import { type WebSocket, WebSocketServer } from "ws"
import { limits } from "./limits.ts"
import type { Ack, Line } from "./line.ts"

export type SocketLine = Line & {
  readonly path: string
  /** Connections that have been greeted. */
  count(): number
  /** How many connections were opened so far. */
  opened(): number
  /** Asks the bot to connect again, as Slack does now and then: all its connections, or the first alone. */
  refresh(which?: "all" | "first", reason?: string): void
  /** Greets new connections and asks them to leave at once, as when Slack is overloaded. */
  storm(yes: boolean): void
  /** Cuts all connections without a word. */
  drop(): void
  /** Whether new connections are taken. */
  accepts(yes: boolean): void
}

export function createSocketLine(server: Server, wait: (ms: number) => Promise<void>): SocketLine {
  const path = "/socket-mode"
  const sockets = new Set<WebSocket>()
  const waiting = new Map<string, (body: unknown) => void>()
  const wss = new WebSocketServer({ noServer: true })
  let accepting = true
  let turn = 0
  let opened = 0
  let storming = false

  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith(path) && accepting) wss.handleUpgrade(request, socket, head, greet)
    else socket.destroy()
  })

  function greet(socket: WebSocket): void {
    // Each envelope on its way listens for the end of its connection.
    socket.setMaxListeners(0)
    socket.on("message", (data) => {
      const { envelope_id, payload } = JSON.parse(String(data))
      waiting.get(envelope_id)?.(payload)
      waiting.delete(envelope_id)
    })
    socket.on("close", () => sockets.delete(socket))
    const hello = {
      type: "hello",
      connection_info: { app_id: "A00000000" },
      num_connections: sockets.size + 1,
      debug_info: { host: "twin", build_number: 1, approximate_connection_time: 18_060 },
    }
    socket.send(JSON.stringify(hello))
    sockets.add(socket)
    opened++
    if (storming) dismiss(socket, "refresh_requested")
  }

  function dismiss(socket: WebSocket, reason: string): void {
    socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: {} }))
  }

  async function deliver({ type, payload, attempt }: Parameters<Line["deliver"]>[0]): Promise<Ack> {
    const open = [...sockets]
    const socket = open[turn++ % Math.max(1, open.length)]
    if (!socket) return { ok: false, reason: "no connection" }
    const id = randomUUID()
    const answered = new Promise<Ack>((resolve) => {
      waiting.set(id, (body) => resolve({ ok: true, body }))
      socket.once("close", () => resolve({ ok: false, reason: "connection closed" }))
    })
    const retry =
      type === "events_api" ? { retry_attempt: attempt, retry_reason: attempt > 0 ? "timeout" : "" } : {}
    socket.send(
      JSON.stringify({
        envelope_id: id,
        type,
        payload,
        accepts_response_payload: type !== "events_api",
        ...retry,
      }),
    )
    const late = wait(limits.deadlineMs).then(
      (): Ack => ({ ok: false, reason: "not acknowledged within 3 s" }),
    )
    const ack = await Promise.race([answered, late])
    waiting.delete(id)
    return ack
  }

  return {
    path,
    deliver,
    count: () => sockets.size,
    opened: () => opened,
    refresh(which = "all", reason = "refresh_requested") {
      for (const socket of [...sockets].slice(0, which === "all" ? undefined : 1)) dismiss(socket, reason)
    },
    storm(yes) {
      storming = yes
    },
    drop() {
      for (const socket of sockets) socket.terminate()
    },
    accepts(yes) {
      accepting = yes
    },
    async close() {
      for (const socket of sockets) socket.terminate()
      wss.close()
    },
  }
}
