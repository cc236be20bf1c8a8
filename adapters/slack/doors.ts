/** How Slack reaches the bot: over a socket that the bot opens, or over HTTP. Both lead to the same app. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { HTTPReceiver, type Logger, type Receiver, type webApi } from "@slack/bolt"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Clock, Health, Log } from "../../src/vocabulary/system.ts"
import { createConnections } from "./connections.ts"
import { platform } from "./ids.ts"
import { type Installer, pathOf } from "./installer.ts"

export type Transport =
  | { readonly kind: "socket"; readonly appToken: string }
  | {
      readonly kind: "http"
      readonly signingSecret: string
      /** A port of its own; absent where another server passes requests on to `handle`. */
      readonly port?: number
      readonly host?: string
    }

export type Door = {
  readonly receiver: Receiver
  /** Opens it; returns at once where it takes long. */
  open(): Promise<void>
  health(): Health
  close(): Promise<void>
  /** Answers Slack's requests, where they come by HTTP: events, interactivity and installing. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => void
}

export type DoorParts = {
  readonly clientOptions: webApi.WebClientOptions
  readonly boltLogger: Logger
  readonly clock: Clock
  readonly log: Log
  /** Serves `/slack/install` where workspaces let the bot in by themselves. */
  readonly installer?: Installer
}

export function openDoor(transport: Transport, parts: DoorParts): Door {
  return transport.kind === "socket" ? socketDoor(transport.appToken, parts) : httpDoor(transport, parts)
}

function socketDoor(appToken: string, parts: DoorParts): Door {
  const receiver = createConnections({ appToken, ...parts })
  const { installer } = parts
  return {
    receiver,
    open: async () => void (await receiver.start()),
    health: receiver.health,
    close: async () => void (await receiver.stop()),
    ...(installer ? { handle: handlerOf(installer) } : {}),
  }
}

function httpDoor(
  transport: Extract<Transport, { kind: "http" }>,
  { boltLogger, installer }: DoorParts,
): Door {
  // Checks the signature and its age of at most five minutes before anything is read.
  const receiver = new HTTPReceiver({ signingSecret: transport.signingSecret, logger: boltLogger })
  const { port, host = "127.0.0.1" } = transport
  const server = createServer(handle)
  let state: Health = { up: false, detail: "not listening yet" }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (isForSlack(request)) receiver.requestListener(request, response)
    else handlerOf(installer)(request, response)
  }

  return {
    receiver,
    handle,
    async open() {
      const own = port === undefined ? "" : `, port ${await listen(server, port, host)}`
      state = { up: true, detail: `listening for Slack over HTTP${own}` }
    },
    health: () => state,
    async close() {
      state = { up: false, detail: "stopped" }
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Installing; whatever else is asked for is not there. */
function handlerOf(installer: Installer | undefined): NonNullable<Door["handle"]> {
  return (request, response) => {
    if (installer?.serves(request)) installer.handle(request, response)
    else response.writeHead(404).end()
  }
}

/** The path that the manifest names for events, commands and interactivity. */
function isForSlack(request: IncomingMessage): boolean {
  return request.method === "POST" && pathOf(request) === "/slack/events"
}

/** Gives the port: for 0 it is any free one. */
function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const hint = "Set SLACK_PORT to a free port, or leave it out to share the web page's."
      reject(new PlatformError(platform, "port", `port ${port} is taken`, { hint, cause }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === "object" && address ? address.port : port)
    })
  })
}
