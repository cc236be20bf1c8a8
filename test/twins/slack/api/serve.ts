/** The Web API over HTTP: form or JSON in, JSON out, what goes wrong on purpose in between. */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Break, Breaks } from "../breaks.ts"
import type { Workspace, World } from "../world.ts"
import { type Call, type Method, Refused } from "./call.ts"
import { conversationMethods } from "./conversations.ts"
import { entityMethods } from "./entities.ts"
import { fileMethods } from "./files.ts"
import { memberMethods } from "./members.ts"
import { messageMethods } from "./messages.ts"
import { viewMethods } from "./views.ts"

/** What Slack allows to apps that are distributed outside its Marketplace: a page of 15 messages a minute. */
export type HistoryLimit = {
  set(on: boolean): void
  /** The 429 that a call meets now, if any. */
  refusal(method: string, token: string, nowMs: number): Break | undefined
  /** The messages of a page. */
  pageOf(asked: number): number
}

export function createHistoryLimit(): HistoryLimit {
  const perMs = 60_000
  const lastAt = new Map<string, number>()
  let isOn = false
  return {
    set(on) {
      isOn = on
    },
    refusal(method, token, nowMs) {
      if (!isOn || !["conversations.history", "conversations.replies"].includes(method)) return undefined
      const waitMs = (lastAt.get(method + token) ?? 0) + perMs - nowMs
      if (waitMs > 0) return { kind: "rate-limited", retryAfter: Math.ceil(waitMs / 1_000) }
      lastAt.set(method + token, nowMs)
      return undefined
    },
    pageOf: (asked) => (isOn ? Math.min(asked, 15) : asked),
  }
}

const methods: Readonly<Record<string, Method>> = {
  ...conversationMethods,
  ...entityMethods,
  ...fileMethods,
  ...memberMethods,
  ...messageMethods,
  ...viewMethods,
}

export type ApiCall = {
  readonly method: string
  readonly team: string
  readonly given: Readonly<Record<string, unknown>>
  readonly error?: string
  readonly answer?: Readonly<Record<string, unknown>>
}

export type ApiParts = {
  readonly world: World
  readonly breaks: Breaks
  readonly historyLimit: HistoryLimit
  readonly now: () => number
  readonly takeTrigger: Call["takeTrigger"]
  readonly forms: Call["forms"]
  readonly uploads: Call["uploads"]
  readonly called: (call: ApiCall) => void
  /** A method that the twin does not know: the test must fail. */
  readonly unknown: (method: string) => void
  /** Methods that need no workspace (`apps.connections.open`, `oauth.v2.access`). */
  readonly early: (
    method: string,
    token: string,
    given: Call["given"],
  ) => Readonly<Record<string, unknown>> | undefined
}

/** Answers `POST /api/<method>`. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  parts: ApiParts,
): Promise<void> {
  const method = (request.url ?? "").replace(/^\/api\//, "").replace(/\?.*$/, "")
  const given = decode(request, body)
  const token = (request.headers.authorization ?? "").replace(/^Bearer /, "") || String(given.token ?? "")
  const outcome = parts.breaks.take(method) ?? parts.historyLimit.refusal(method, token, parts.now())
  if (outcome?.kind === "late")
    return void setTimeout(() => perform(method, token, given, parts), outcome.afterMs)
  if (await spoiled(outcome, "before", request, response)) return
  const answer = perform(method, token, given, parts)
  if (await spoiled(outcome, "after", request, response)) return
  response.setHeader("content-type", "application/json")
  const workspace = workspaceOf(parts, token)
  if (workspace) response.setHeader("x-oauth-scopes", workspace.scopes.join(","))
  response.end(JSON.stringify(answer))
}

function perform(
  method: string,
  token: string,
  given: Call["given"],
  parts: ApiParts,
): Readonly<Record<string, unknown>> {
  const early = parts.early(method, token, given)
  if (early) {
    parts.called({ method, team: "", given, answer: early })
    return early
  }
  const known = methods[method]
  if (!known) {
    parts.unknown(method)
    return { ok: false, error: "unknown_method" }
  }
  const workspace = workspaceOf(parts, token)
  try {
    if (!workspace) throw new Refused(token ? "invalid_auth" : "not_authed")
    admit(workspace, token, known, parts.now())
    const { world, takeTrigger, forms, historyLimit, uploads } = parts
    const { pageOf } = historyLimit
    const answer = known.run({
      world,
      workspace,
      token,
      given,
      now: parts.now(),
      pageOf,
      takeTrigger,
      forms,
      uploads,
    })
    parts.called({ method, team: workspace.id, given, answer })
    return answer
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    parts.called({ method, team: workspace?.id ?? "", given, error: error.code })
    return { ok: false, error: error.code, ...error.details }
  }
}

function workspaceOf({ world }: ApiParts, token: string): Workspace | undefined {
  return [...world.workspaces.values()].find(({ tokens }) => tokens.has(token))
}

function admit(workspace: Workspace, token: string, { scope }: Method, now: number): void {
  if (!workspace.installed) throw new Refused("account_inactive")
  const expires = workspace.tokens.get(token)
  if (expires !== undefined && expires <= now) throw new Refused("token_expired")
  if (scope && !workspace.scopes.includes(scope))
    throw new Refused("missing_scope", { needed: scope, provided: workspace.scopes.join(",") })
}

/** Meets the request with what was planned for it. True when it was answered, or will never be. */
async function spoiled(
  outcome: Break | undefined,
  when: "before" | "after",
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!outcome) return false
  switch (outcome.kind) {
    case "rate-limited":
      response.writeHead(429, {
        "retry-after": String(outcome.retryAfter),
        "content-type": "application/json",
      })
      response.end(JSON.stringify({ ok: false, error: "ratelimited" }))
      return true
    case "error":
      response.setHeader("content-type", "application/json")
      response.end(JSON.stringify({ ok: false, error: outcome.error }))
      return true
    case "server-error":
      if (outcome.when !== when) return false
      response.writeHead(503).end("upstream connect error")
      return true
    case "reset":
      if (outcome.when !== when) return false
      request.socket.destroy()
      return true
    case "hang":
      return when === (outcome.when ?? "before")
    case "late":
      return false
    default:
      return outcome satisfies never
  }
}

/** The web client sends forms, in which what is not text is JSON. */
function decode(request: IncomingMessage, body: string): Readonly<Record<string, unknown>> {
  if (request.headers["content-type"]?.startsWith("application/json")) return JSON.parse(body || "{}")
  const pairs = [...new URLSearchParams(body)].map(
    ([name, value]) => [name, decodeValue(name, value)] as const,
  )
  return Object.fromEntries(pairs)
}

const structured: ReadonlySet<string> = new Set([
  "blocks",
  "metadata",
  "unfurls",
  "view",
  "attachments",
  "files",
])

function decodeValue(name: string, value: string): unknown {
  if (structured.has(name)) return JSON.parse(value)
  return value === "true" ? true : value === "false" ? false : value
}
