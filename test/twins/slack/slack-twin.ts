/**
 * A small Slack on loopback: Web API, Socket Mode, signed HTTP requests and OAuth over real sockets, driven by the
 * real bolt. It remembers what people and the bot did, refuses what Slack refuses, and breaks on demand.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { type ApiCall, createHistoryLimit, type HistoryLimit, serveApi } from "./api/serve.ts"
import { type Breaks, createBreaks } from "./breaks.ts"
import { createHttpLine, type HttpLine } from "./http-line.ts"
import { limits } from "./limits.ts"
import { createOAuth, type OAuth } from "./oauth.ts"
import { createOpenForms } from "./open-forms.ts"
import { createOutbox, type Outbox } from "./outbox.ts"
import { createPeople, type People } from "./people.ts"
import { createResponses } from "./responses.ts"
import { createSocketLine, type SocketLine } from "./socket-line.ts"
import { createUploads, uploadPath } from "./uploads.ts"
import { addWorkspace, createWorld, type Workspace, type World } from "./world.ts"

export type SlackTwinOptions = {
  readonly transport: "socket" | "http"
  /** Scopes of the installed app; those of the manifest. */
  readonly scopes: readonly string[]
  readonly port?: number
  /** Deadlines follow this clock; real time when absent. */
  readonly wait?: (ms: number) => Promise<void>
  readonly now?: () => number
}

export type SlackTwin = People & {
  /** What to configure the bot with. */
  readonly apiUrl: string
  readonly authorizationUrl: string
  readonly appToken: string
  readonly botToken: string
  readonly signingSecret: string
  readonly clientId: string
  readonly clientSecret: string
  readonly world: World
  /** The workspace in which the bot is installed from the start. */
  readonly workspace: Workspace
  readonly breaks: Breaks
  /** Off at first: apps of one's own workspace have none. */
  readonly historyLimit: HistoryLimit
  readonly outbox: Outbox
  readonly oauth: OAuth
  readonly socket: SocketLine
  readonly http: HttpLine
  /** Calls of the Web API so far, refused ones too. */
  calls(method?: string): readonly ApiCall[]
  /** Waits until a look at the world gives something; fails with `what` after five seconds, or when told. */
  waitFor<T>(what: string, look: () => T | undefined | false | null, patienceMs?: number): Promise<T>
  /** Throws when the bot called what the twin does not know. */
  verify(): void
  stop(): Promise<void>
}

const appToken = "xapp-1-twin-app-level-token"
const botToken = "xoxb-twin-bot-token"
const signingSecret = "twin-signing-secret"
const clientId = "1234.5678"
const clientSecret = "twin-client-secret"

export async function startSlackTwin(options: SlackTwinOptions): Promise<SlackTwin> {
  const { now = Date.now, wait = (ms) => sleep(ms, undefined, { ref: false }) } = options
  const world = createWorld(now)
  const workspace = addWorkspace(world, { domain: "acme", botToken, scopes: options.scopes })
  const breaks = createBreaks()
  const historyLimit = createHistoryLimit()
  const calls: ApiCall[] = []
  const unknown: string[] = []
  const triggers = new Map<string, number>()
  const forms = createOpenForms(world)
  const oauth = createOAuth({ world, clientId, clientSecret, scopes: options.scopes })
  const server = createServer((request, response) => void serve(request, response))
  const socket = createSocketLine(server, wait)
  const http = createHttpLine({ signingSecret, now, wait })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const responses = createResponses(world, () => base, now)
  const uploads = createUploads(world, () => base)
  const outbox = createOutbox(options.transport === "socket" ? socket : http)
  const people = createPeople({ world, outbox, responses, forms, newTrigger })

  function newTrigger(user: string): string {
    const id = `${user}.${world.id("trigger")}`
    triggers.set(id, now() + limits.deadlineMs)
    return id
  }

  function takeTrigger(id: string): boolean {
    const until = triggers.get(id)
    triggers.delete(id)
    return until !== undefined && now() <= until
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("date", new Date(now()).toUTCString())
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const body = bytes.toString("utf8")
    const path = request.url ?? "/"
    if (path.startsWith("/responses/")) {
      const answer = responses.take(path, body)
      response.writeHead(answer.status).end(answer.body)
    } else if (path.startsWith(uploadPath)) {
      response.writeHead(uploads.take(path, bytes)).end()
    } else if (path.startsWith("/oauth/v2/authorize")) {
      response.writeHead(302, { location: oauth.consent(new URL(path, base)) }).end()
    } else {
      await serveApi(request, response, body, {
        world,
        breaks,
        historyLimit,
        now,
        takeTrigger,
        forms,
        uploads,
        called: (call) => calls.push(call),
        unknown: (method) => unknown.push(method),
        early: (method, token, given) => early(method, token, given),
      })
    }
  }

  function early(method: string, token: string, given: Readonly<Record<string, unknown>>) {
    if (method === "oauth.v2.access") return oauth.exchange(given, now())
    if (method !== "apps.connections.open") return undefined
    if (token !== appToken) return { ok: false, error: "invalid_auth" }
    return { ok: true, url: `${base.replace("http", "ws")}${socket.path}?ticket=${world.id("ticket")}` }
  }

  return {
    ...people,
    apiUrl: `${base}/api/`,
    authorizationUrl: `${base}/oauth/v2/authorize`,
    appToken,
    botToken,
    signingSecret,
    clientId,
    clientSecret,
    world,
    workspace,
    breaks,
    historyLimit,
    outbox,
    oauth,
    socket,
    http,
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    // What is waited for comes in milliseconds; on a busy machine it may take long.
    async waitFor(what, look, patienceMs = 120_000) {
      const step = 10
      for (let waited = 0; waited < patienceMs; waited += step) {
        const found = look()
        if (found) return found
        await sleep(step)
      }
      throw new Error(`waited in vain for ${what}`)
    },
    verify() {
      if (unknown.length > 0)
        throw new Error(`the bot called what the twin does not know: ${[...new Set(unknown)].join(", ")}`)
    },
    async stop() {
      await socket.close()
      await http.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
