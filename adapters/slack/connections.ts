/**
 * Socket Mode with two connections, so that Slack has one to speak to while it renews the other. The library's own
 * reconnecting is off: when it finally fails, it does so as an unhandled rejection.
 */
import { type App, type Logger, type Receiver, SocketModeReceiver, type webApi } from "@slack/bolt"
import { NetworkError } from "../../src/vocabulary/errors.ts"
import type { Clock, Health, Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"
import { isLockedOut, refusal } from "./refusal.ts"

const connections = 2
const firstPauseMs = 250
const longestPauseMs = 60_000
const greetingMs = 20_000
const wrongAppToken =
  "The app-level token is wrong: make one under Basic Information, App-Level Tokens, with the scope connections:write, and put it into SLACK_APP_TOKEN."

export type ConnectionParts = {
  readonly appToken: string
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
  readonly clock: Clock
  readonly log: Log
}

export type Connections = Receiver & { health(): Health }

/** A receiver that connects, and connects again for as long as it is not stopped or locked out. `start` returns at once. */
export function createConnections({
  appToken,
  clientOptions,
  boltLogger,
  clock,
  log,
}: ConnectionParts): Connections {
  const stopping = new AbortController()
  const states: Health[] = Array.from({ length: connections }, () => ({
    up: false,
    detail: "not connected yet",
  }))
  const receivers = states.map(
    // A copy each: the library changes the options that it is given.
    () =>
      new SocketModeReceiver({
        appToken,
        logger: boltLogger,
        autoReconnectEnabled: false,
        installerOptions: { clientOptions: { ...clientOptions } },
      }),
  )
  let loops: readonly Promise<void>[] = []

  async function keepConnected(receiver: SocketModeReceiver, index: number): Promise<void> {
    let pauseMs = firstPauseMs
    while (!stopping.signal.aborted) {
      try {
        const closed = new Promise<void>((resolve) => receiver.client.once("disconnected", () => resolve()))
        await connect(receiver)
        states[index] = { up: true, detail: "connected" }
        pauseMs = firstPauseMs
        await closed
        states[index] = { up: false, detail: "connection closed, connecting again" }
      } catch (error) {
        const cause = connectionFailure(error)
        const locked = isLockedOut(cause)
        const next = locked ? wrongAppToken : "It is tried again."
        states[index] = { up: false, detail: `${cause.message}. ${next}` }
        // Told once, not at every try: the first connection speaks for both.
        if (index === 0 && pauseMs === firstPauseMs)
          log[locked ? "error" : "warn"]({ platform, error: cause }, `Slack: ${cause.message}. ${next}`)
        if (locked) return
      }
      await clock.wait(pauseMs, stopping.signal).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }

  /** A server that takes a connection and never greets is left. */
  async function connect(receiver: SocketModeReceiver): Promise<void> {
    const greeted = new AbortController()
    const never = new Promise<never>(() => undefined)
    const silence = clock.wait(greetingMs, AbortSignal.any([stopping.signal, greeted.signal])).then(
      () => {
        void receiver.client.disconnect()
        throw new NetworkError("slack", "Slack took a connection and did not greet")
      },
      () => never,
    )
    try {
      await Promise.race([receiver.start(), silence])
    } finally {
      greeted.abort()
    }
  }

  return {
    init(app: App) {
      for (const receiver of receivers) receiver.init(app)
    },
    async start() {
      loops = receivers.map(keepConnected)
    },
    async stop() {
      stopping.abort()
      for (const receiver of receivers) await receiver.stop()
      await Promise.all(loops)
    },
    health() {
      const up = states.filter((state) => state.up).length
      if (up > 0) return { up: true, detail: `connected by Socket Mode, ${up} of ${connections} connections` }
      return states[0] ?? { up: false, detail: "not connected yet" }
    },
  }
}

/** The library says nothing at all when a connection ends before it was greeted. */
function connectionFailure(error: unknown): Error {
  return error === undefined
    ? new NetworkError("slack", "Slack closed a connection before it was open")
    : refusal(error)
}
