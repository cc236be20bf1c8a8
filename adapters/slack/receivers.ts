/** How Slack reaches the bot: over sockets that the bot opens, or over HTTP. Both lead to the same app. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { type Receiver as BoltReceiver, HTTPReceiver, type Logger, type webApi } from "@slack/bolt"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import type { Health } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { platform } from "./ids.ts"
import { type Installer, pathOf } from "./installer.ts"
import { createSocketMode, type SocketModeParts } from "./socket-mode.ts"

export type Transport =
  | ({ readonly kind: "socket" } & Pick<SocketModeParts, "appToken" | "dispatcher">)
  | {
      readonly kind: "http"
      readonly signingSecret: string
      /** A port of its own; absent where another server passes requests on to `handle`. */
      readonly port?: number
      readonly host?: string
    }

const signatureWindowMs = 5 * 60_000
const mostBodyBytes = 4 * 1024 * 1024

type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void

export type Receiver = {
  readonly bolt: BoltReceiver
  /** Begins to receive; returns at once where connecting takes long. */
  open(): Promise<void>
  health(): Health
  close(): Promise<void>
  /** Answers Slack's requests, where they come by HTTP: events, interactivity and installing. */
  readonly handle?: RequestHandler | undefined
}

export type ReceiverParts = Pick<Services, "clock" | "log" | "random"> & {
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
  /** For a while nothing could be heard, and now it can again. */
  readonly resumed: () => void
  /** Serves `/slack/install` where workspaces install the bot themselves. */
  readonly installer?: Installer | undefined
}

export function createReceiver(transport: Transport, parts: ReceiverParts): Receiver {
  return transport.kind === "http"
    ? createHttpReceiver(transport, parts)
    : createSocketReceiver(transport, parts)
}

function createSocketReceiver(
  { appToken, dispatcher }: Pick<SocketModeParts, "appToken" | "dispatcher">,
  parts: ReceiverParts,
): Receiver {
  const bolt = createSocketMode({ appToken, dispatcher, ...parts })
  return {
    bolt,
    open: async () => void (await bolt.start()),
    health: bolt.health,
    close: async () => void (await bolt.stop()),
    handle: parts.installer && installing(parts.installer),
  }
}

function createHttpReceiver(
  transport: Extract<Transport, { kind: "http" }>,
  { boltLogger, clock, log, installer }: ReceiverParts,
): Receiver {
  // Checks the signature, and that it is no older than five minutes.
  const bolt = new HTTPReceiver({ signingSecret: transport.signingSecret, logger: boltLogger })
  const { port, host = "127.0.0.1" } = transport
  const server = createServer(handle)
  let state: Health = { up: false, detail: words.slack.health.notListening }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (!isForSlack(request)) installing(installer)(request, response)
    else if (isFromFuture(request, clock.now())) response.writeHead(401).end()
    else receive(request, response)
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    readBody(request).then(
      (rawBody) => {
        if (!rawBody) response.writeHead(413).end()
        else if (!isObject(request, rawBody)) response.writeHead(400).end()
        else bolt.requestListener(Object.assign(request, { rawBody }), response)
      },
      (error) => log.debug({ platform, error }, "Slack: a request was cut off"),
    )
  }

  return {
    bolt,
    handle,
    async open() {
      const own = port === undefined ? undefined : await listen(server, port, host)
      state = { up: true, detail: words.slack.health.listening(own) }
    },
    health: () => state,
    async close() {
      state = { up: false, detail: words.slack.health.stopped }
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The pages of installing; everything else is not found. */
function installing(installer: Installer | undefined): RequestHandler {
  return (request, response) => {
    if (installer?.serves(request)) installer.handle(request, response)
    else response.writeHead(404).end()
  }
}

/** The path that the manifest names for events, commands and interactivity. */
function isForSlack(request: IncomingMessage): boolean {
  return request.method === "POST" && pathOf(request) === "/slack/events"
}

/** bolt refuses old signatures alone. */
function isFromFuture({ headers }: IncomingMessage, now: Temporal.Instant): boolean {
  return Number(headers["x-slack-request-timestamp"]) * 1_000 > now.epochMilliseconds + signatureWindowMs
}

/** The body of a request; undefined when it is longer than anything that Slack sends. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > mostBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** bolt takes for granted that a body is an object: `null`, though signed, would never be answered. */
function isObject({ headers }: IncomingMessage, body: Buffer): boolean {
  const text = body.toString()
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
  const json = isForm ? (new URLSearchParams(text).get("payload") ?? "{}") : text
  try {
    const read: unknown = JSON.parse(json)
    return typeof read === "object" && read !== null
  } catch {
    return false
  }
}

/** Gives the port: for 0 it is any free one. */
function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const { portTaken, portHint: hint } = words.slack.errors
      reject(new PlatformError(platform, "port", portTaken(port), { hint, cause }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === "object" && address ? address.port : port)
    })
  })
}
