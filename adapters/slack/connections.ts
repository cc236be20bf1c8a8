/**
 * Socket Mode with two connections, so that Slack has one to speak to while it renews the other. The library's own
 * reconnecting is off: when it finally fails, it does so as an unhandled rejection.
 */
import { type App, type Logger, type Receiver, SocketModeReceiver, type webApi } from "@slack/bolt"
import { PlatformError } from "../../src/errors.ts"
import type { Clock, Health, Log } from "../../src/ports.ts"
import { platform } from "./ids.ts"
import { isLockedOut, refusal } from "./refusal.ts"

const connections = 2
const firstPauseMs = 250
const longestPauseMs = 60_000

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
        await receiver.start()
        states[index] = { up: true, detail: "connected" }
        pauseMs = firstPauseMs
        await closed
        states[index] = { up: false, detail: "connection closed, connecting again" }
      } catch (error) {
        const cause = refusal(error)
        const hint = cause instanceof PlatformError ? ` ${cause.hint ?? ""}` : ""
        states[index] = { up: false, detail: `${cause.message}.${hint}` }
        // Told once, not at every try: the first connection speaks for both.
        if (index === 0 && pauseMs === firstPauseMs)
          log.warn({ platform, error: cause }, `Slack: ${cause.message}; it is tried again`)
        if (isLockedOut(cause)) return
      }
      await clock.wait(pauseMs, stopping.signal).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
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
