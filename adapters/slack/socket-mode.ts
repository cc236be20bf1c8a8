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
import { asJson, type Json } from "./decode.ts"
import { causeOf, isLockedOut } from "./errors.ts"
import { platform } from "./ids.ts"

const connections = 2
const pauses = { firstMs: 250, mostMs: 60_000 }
const greetingMs = 20_000
/** A connection that ends sooner was no success: the next one waits longer. */
const steadyMs = 30_000
/** How long a connection that Slack wants to end waits for the one that replaces it. */
const overlapMs = 8_000

/** Why Slack ends a connection when Socket Mode is turned off in the app's settings. */
const turnedOff = "link_disabled"

export type SocketModeParts = Pick<Services, "clock" | "log" | "random"> & {
  readonly appToken: string
  /** Where the sockets go through a proxy. */
  readonly dispatcher?: ConstructorParameters<typeof SocketModeReceiver>[0]["dispatcher"]
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
  /** For a while there was no connection, and now there is one again. */
  readonly resumed: () => void
}

export type SocketMode = Receiver & { health(): Health }

type Connection = {
  /** Why Slack wants it to end, while it still works; undefined when it has ended. */
  readonly dismissed: Promise<string | undefined>
  close(): void
}

/** A receiver that reconnects until it is stopped or its token is refused. `start` returns at once. */
export function createSocketMode(parts: SocketModeParts): SocketMode {
  const { appToken, dispatcher, clientOptions, boltLogger, clock, log, random, resumed } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const states = Array.from(
    { length: connections },
    (): Health => ({
      up: false,
      detail: words.slack.health.notConnected,
    }),
  )
  const open = new Set<SocketModeReceiver>()
  let app: App | undefined
  let loops: readonly Promise<void>[] = []
  let wasUp = false
  let missed = false

  function enter(index: number, state: Health): void {
    states[index] = state
    const up = states.some((some) => some.up)
    missed ||= wasUp && !up
    wasUp ||= up
    if (!up || !missed) return
    missed = false
    resumed()
  }

  async function keepConnected(index: number): Promise<void> {
    let leave: (() => void) | undefined
    let failures = 0
    let reason: string | undefined
    while (!signal.aborted) {
      const since = clock.now()
      try {
        const connection = await connect()
        leave?.()
        enter(index, { up: true, detail: "connected" })
        reason = await connection.dismissed
        leave = connection.close
        void clock.wait(overlapMs, signal).then(connection.close, () => undefined)
        const wasSteady = clock.now().since(since).total("milliseconds") >= steadyMs
        failures = wasSteady ? 0 : failures + 1
        enter(index, dismissal(reason))
      } catch (error) {
        const cause = connectionFailure(error)
        const locked = isLockedOut(cause)
        const failed = words.slack.health[locked ? "wrongAppToken" : "tryingAgain"](cause.message)
        const detail = reason === turnedOff ? words.slack.health.turnedOff : failed
        enter(index, { up: false, detail })
        // Logged once, not at every try: the first connection speaks for both.
        if (index === 0 && failures === 0)
          log[locked ? "error" : "warn"]({ platform, error: cause }, words.slack.log.connection(detail))
        if (locked) return
        failures++
      }
      await clock.wait(backOff(pauses, Math.max(1, failures), random), signal).catch(() => undefined)
    }
  }

  function dismissal(reason: string | undefined): Health {
    if (reason !== turnedOff) return { up: reason !== undefined, detail: words.slack.health.reconnecting }
    log.error({ platform }, words.slack.log.connection(words.slack.health.turnedOff))
    return { up: false, detail: words.slack.health.turnedOff }
  }

  async function connect(): Promise<Connection> {
    const receiver = new SocketModeReceiver({
      appToken,
      dispatcher,
      logger: boltLogger,
      autoReconnectEnabled: false,
      // A copy: the library changes the options that it is given.
      installerOptions: { clientOptions: { ...clientOptions } },
    })
    if (app) receiver.init(app)
    open.add(receiver)
    const { client } = receiver
    const dismissed = new Promise<string | undefined>((resolve) => {
      client.once("disconnected", () => resolve(undefined))
      interceptMessages(client, resolve)
    })
    const close = () => {
      if (open.delete(receiver)) void receiver.stop()
    }
    const started = receiver.start()
    const outcome = await within(clock, greetingMs, started).catch((error) => {
      close()
      throw error
    })
    if (outcome.inTime) return { dismissed, close }
    started.catch(() => undefined)
    close()
    throw new NetworkError("slack", words.slack.errors.noGreeting)
  }

  return {
    init(given: App) {
      app = given
    },
    async start() {
      loops = states.map((_, index) => keepConnected(index))
    },
    async stop() {
      stopping.abort()
      for (const receiver of open) await receiver.stop()
      await Promise.all(loops)
    },
    health() {
      const up = states.filter((state) => state.up).length
      if (up > 0) return { up: true, detail: words.slack.health.connected(up, connections) }
      return states[0] ?? { up: false, detail: words.slack.health.notConnected }
    },
  }
}

/**
 * The library ends a connection as soon as Slack asks for it; ours ends when another has taken its place. And it takes for
 * granted that every event has a body: where Slack says that it leaves events out, it would end the process.
 */
function interceptMessages(client: SocketModeReceiver["client"], dismissed: (reason: string) => void): void {
  const [passOn] = client.listeners("ws_message")
  client.removeAllListeners("ws_message")
  client.on("ws_message", (data: unknown, isBinary: unknown) => {
    const message = parsed(data)
    if (message.type === "disconnect") return dismissed(String(message.reason))
    const isEmpty = message.type === "events_api" && asJson(message.payload).event === undefined
    passOn?.(isEmpty ? JSON.stringify({ ...message, type: "events_other" }) : data, isBinary)
  })
}

function parsed(data: unknown): Json {
  try {
    return typeof data === "string" ? asJson(JSON.parse(data)) : {}
  } catch {
    return {}
  }
}

/** The library says nothing at all when a connection ends before it was greeted. */
function connectionFailure(error: unknown): Error {
  return error === undefined ? new NetworkError("slack", words.slack.errors.closedEarly) : causeOf(error)
}
