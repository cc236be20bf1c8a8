/** The door of the REST interface: reads, records, refuses, runs the route, and breaks what shall break. */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Discord } from "../state/messages.ts"
import { applicationRoutes } from "./application-routes.ts"
import type { Contract } from "./contract.ts"
import type { Fault, Faults } from "./faults.ts"
import { interactionRoutes } from "./interaction-routes.ts"
import { messageRoutes } from "./message-routes.ts"
import type { RateLimits } from "./rate-limits.ts"
import { readBody } from "./read-body.ts"
import { Refusal, refusalBody, refuse, TooFast } from "./refusal.ts"
import type { Answer, Request, Route } from "./route.ts"
import { threadRoutes } from "./thread-routes.ts"

/** One request as it came, and how it was answered. */
export type Call = {
  readonly method: string
  readonly path: string
  /** The route in the contract's spelling; the plain path where none is known. */
  readonly route: string
  readonly body: unknown
  readonly at: number
  /** Absent while it is open, and when the connection was broken. */
  status?: number
  answer?: unknown
}

export type RestOptions = {
  readonly discord: Discord
  readonly faults: Faults
  readonly rateLimits: RateLimits
  readonly contract: Contract | undefined
  readonly gatewayRoutes: readonly Route[]
  readonly calls: Call[]
  /** What a test fails of when it verifies. */
  readonly fail: (message: string) => void
}

type Given = {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const root = /^\/api(?:\/v\d+)?/

export function createRest(options: RestOptions) {
  const routes = [
    ...applicationRoutes,
    ...messageRoutes,
    ...threadRoutes,
    ...interactionRoutes,
    ...options.gatewayRoutes,
  ]
  const matchers = routes.map((route) => ({ route, pattern: patternOf(route.path) }))

  return async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { discord, faults, fail } = options
    const url = new URL(incoming.url ?? "/", "http://twin")
    // discord.js writes `@original` as `%40original`.
    const path = url.pathname.replace(root, "").replaceAll("%40", "@")
    const method = incoming.method ?? "GET"
    const file = discord.world.files.get(url.pathname)
    if (file) return void response.writeHead(200, { "content-type": "application/octet-stream" }).end(file)
    const { body, uploads } = await readBody(incoming)
    const found = matchers.find(({ route, pattern }) => route.method === method && pattern.test(path))
    const call: Call = { method, path, route: found?.route.path ?? path, body, at: discord.world.now() }
    options.calls.push(call)
    discord.events.changed()
    if (!found) {
      fail(`unknown route: ${method} ${path}`)
      return give(response, call, { status: 404, body: { message: "404: Not Found", code: 0 } })
    }
    const params = paramsOf(found.pattern, path)
    const request: Request = { params, query: url.searchParams, body, uploads }
    const fault = faults.take(method, path, found.route.path)
    if (fault && !happensAfter(fault)) {
      const goesOn = await suffer(fault, response, call)
      if (!goesOn) return
    }
    const given = answerTo(found.route, request, incoming, call)
    if (fault && happensAfter(fault)) {
      await suffer(fault, response, call)
      return
    }
    give(response, call, given)
  }

  function answerTo(route: Route, request: Request, incoming: IncomingMessage, call: Call): Given {
    const { discord, rateLimits, contract, fail } = options
    const { world } = discord
    if (route.byToken !== true && !isAuthorized(incoming, world.token, world.tokenIsValid))
      return { status: 401, body: refusalBody(refuse(0)) }
    const major = request.params.channel_id ?? request.params.guild_id ?? request.params.webhook_token ?? ""
    const verdict = rateLimits.take({
      method: route.method,
      path: route.path,
      major,
      isFree: route.byToken === true,
    })
    if (verdict.retryAfterMs !== undefined)
      return tooManyRequests(verdict.scope ?? "user", verdict.retryAfterMs, verdict.headers)
    for (const error of contract?.request(route.method, route.path, call.body) ?? [])
      fail(`${call.method} ${call.path}: the request breaks Discord's contract: ${error}`)
    const answer = attempt(route, request)
    const status = answer.status ?? (answer.body === undefined ? 204 : 200)
    // The message as it is now: later edits must not reach into an answer that was given.
    const body = answer.body === undefined ? undefined : structuredClone(answer.body)
    for (const error of contract?.response(route.method, route.path, status, body) ?? [])
      fail(`${call.method} ${call.path}: the twin's answer breaks Discord's contract: ${error}`)
    return { status, body, headers: { ...verdict.headers, ...answer.headers } }
  }

  function attempt(route: Route, request: Request): Answer {
    try {
      return route.run(options.discord, request)
    } catch (error) {
      if (error instanceof Refusal) {
        if (error.fields.length > 0)
          options.fail(`${route.method} ${route.path}: over a limit: ${JSON.stringify(error.fields)}`)
        return { status: error.status, body: refusalBody(error) }
      }
      if (error instanceof TooFast) {
        const { code, retryAfterMs, headerMs } = error
        const { status, body, headers } = tooManyRequests("shared", headerMs, {})
        return { status, headers, body: { ...body, code, retry_after: retryAfterMs / 1000 } }
      }
      options.fail(`${route.method} ${route.path}: the twin itself failed: ${String(error)}`)
      return { status: 500, body: { message: "500: Internal Server Error", code: 0 } }
    }
  }

  function give(response: ServerResponse, call: Call, { status, body, headers = {} }: Given): void {
    if (status === 401 || status === 403 || status === 429) options.rateLimits.countInvalid()
    call.status = status
    call.answer = body
    response.writeHead(status, {
      date: new Date(options.discord.world.now()).toUTCString(),
      ...headers,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    })
    response.end(body === undefined ? undefined : JSON.stringify(body))
    options.discord.events.changed()
  }

  /** Says whether the request goes on its way all the same. */
  async function suffer(fault: Fault, response: ServerResponse, call: Call): Promise<boolean> {
    switch (fault.kind) {
      case "429":
        give(response, call, tooManyRequests(fault.scope, fault.retryAfterMs, {}))
        return false
      case "error":
        give(response, call, { status: fault.status, body: { message: `${fault.status}: Error`, code: 0 } })
        return false
      case "refusal": {
        const refusal = refuse(fault.code)
        give(response, call, { status: refusal.status, body: refusalBody(refusal) })
        return false
      }
      case "reset":
        response.destroy()
        return false
      case "hang":
        return false
      case "delay":
        await new Promise((resolve) => setTimeout(resolve, fault.ms))
        return true
      default:
        return fault satisfies never
    }
  }
}

function happensAfter(fault: Fault): boolean {
  return "when" in fault && fault.when === "after"
}

function isAuthorized(incoming: IncomingMessage, token: string, isValid: boolean): boolean {
  return isValid && incoming.headers.authorization === `Bot ${token}`
}

function tooManyRequests(scope: string, retryAfterMs: number, headers: Readonly<Record<string, string>>) {
  const seconds = Math.max(retryAfterMs, 1) / 1000
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: seconds, global: scope === "global" },
    headers: {
      ...headers,
      "retry-after": String(Math.ceil(seconds)),
      "x-ratelimit-scope": scope,
      ...(scope === "global" ? { "x-ratelimit-global": "true" } : {}),
      via: "1.1 twin",
    },
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`)
}

function paramsOf(pattern: RegExp, path: string): Readonly<Record<string, string>> {
  const groups = pattern.exec(path)?.groups ?? {}
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]))
}
