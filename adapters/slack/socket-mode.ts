/**
 * Socket Mode with two connections, so that Slack has one to use while it renews the other. The library's own
 * reconnecting is off: when it finally fails, it does so as an unhandled rejection.
 */
import { type App, type Logger, type Receiver, SocketModeReceiver, type webApi } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import { backOff } from "../../src/concurrency/retry.ts"
import { NetworkError } from "../../src/vocabulary/errors.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import type { Health } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { causeOf, isLockedOut } from "./errors.ts"
import { platform } from "./ids.ts"

const connections = 2
const pauses = { firstMs: 250, mostMs: 60_000 }
const greetingMs = 20_000

export type SocketModeParts = Pick<Services, "clock" | "log" | "random"> & {
  readonly appToken: string
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
}

export type SocketMode = Receiver & { health(): Health }

/** A receiver that reconnects until it is stopped or its token is refused. `start` returns at once. */
export function createSocketMode(parts: SocketModeParts): SocketMode {
  const { appToken, clientOptions, boltLogger, clock, log, random } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const states = Array.from(
    { length: connections },
    (): Health => ({
      up: false,
      detail: words.slack.health.notConnected,
    }),
  )
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
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        const closed = new Promise<void>((resolve) => receiver.client.once("disconnected", () => resolve()))
        await connect(receiver)
        states[index] = { up: true, detail: "connected" }
        failures = 0
        await closed
        states[index] = { up: false, detail: words.slack.health.reconnecting }
      } catch (error) {
        const cause = connectionFailure(error)
        const locked = isLockedOut(cause)
        const detail = words.slack.health[locked ? "wrongAppToken" : "tryingAgain"](cause.message)
        states[index] = { up: false, detail }
        // Logged once, not at every try: the first connection speaks for both.
        if (index === 0 && failures === 0)
          log[locked ? "error" : "warn"]({ platform, error: cause }, words.slack.log.connection(detail))
        if (locked) return
      }
      await clock.wait(backOff(pauses, failures + 1, random), signal).catch(() => undefined)
    }
  }

  /** A server that takes a connection and never greets is left. */
  async function connect(receiver: SocketModeReceiver): Promise<void> {
    const started = receiver.start()
    if ((await within(clock, greetingMs, started)).inTime) return
    started.catch(() => undefined)
    void receiver.client.disconnect()
    throw new NetworkError("slack", words.slack.errors.noGreeting)
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
      if (up > 0) return { up: true, detail: words.slack.health.connected(up, connections) }
      return states[0] ?? { up: false, detail: words.slack.health.notConnected }
    },
  }
}

/** The library says nothing at all when a connection ends before it was greeted. */
function connectionFailure(error: unknown): Error {
  return error === undefined ? new NetworkError("slack", words.slack.errors.closedEarly) : causeOf(error)
}
