/** HTTP: each envelope is a signed request to the bot's address. */
import { createHmac } from "node:crypto"
import { limits } from "./limits.ts"
import type { Ack, Envelope, Line } from "./line.ts"

export type HttpLineOptions = {
  readonly signingSecret: string
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
}

export type HttpLine = Line & {
  /** Where the bot listens; of several addresses each gets a request in turn, as behind a load balancer. */
  pointAt(...urls: readonly string[]): void
  /** The request of an envelope, as it would be sent: for sending it again, later, or with a wrong signature. */
  sign(envelope: Envelope, signedAtMs?: number): SignedRequest
  /** Signs any body, as Slack would sign it. */
  signRaw(body: string, contentType: string, signedAtMs?: number): SignedRequest
  /** Sends a request that was signed before, to an address of its own or to whose turn it is. */
  replay(request: SignedRequest, url?: string): Promise<number>
}

export type SignedRequest = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export function createHttpLine({ signingSecret, now, wait }: HttpLineOptions): HttpLine {
  let targets: readonly string[] = []
  let turn = 0
  const aborter = new AbortController()

  function sign({ type, payload, attempt }: Envelope, signedAtMs = now()): SignedRequest {
    const { body, headers } =
      type === "events_api"
        ? signRaw(JSON.stringify(payload), "application/json", signedAtMs)
        : signRaw(form(type, payload), "application/x-www-form-urlencoded", signedAtMs)
    if (attempt === 0) return { body, headers }
    const retry = { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" }
    return { body, headers: { ...headers, ...retry } }
  }

  function signRaw(body: string, contentType: string, signedAtMs = now()): SignedRequest {
    const timestamp = String(Math.floor(signedAtMs / 1000))
    const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")
    const headers = {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    }
    return { body, headers }
  }

  async function send({ body, headers }: SignedRequest, url?: string): Promise<Response> {
    const target = url ?? targets[turn++ % Math.max(1, targets.length)]
    if (!target) throw new Error("the twin does not know where the bot listens: pointAt(url) first")
    return fetch(target, { method: "POST", body, headers, signal: aborter.signal })
  }

  async function answer(request: SignedRequest): Promise<Ack> {
    try {
      const response = await send(request)
      const text = await response.text()
      if (!response.ok) return { ok: false, reason: `HTTP ${response.status}` }
      return { ok: true, body: text ? parsed(text) : undefined }
    } catch (error) {
      return { ok: false, reason: String(error) }
    }
  }

  return {
    pointAt(...urls) {
      targets = urls
    },
    sign,
    signRaw,
    replay: async (request, url) => (await send(request, url)).status,
    deliver(envelope) {
      const late = wait(limits.deadlineMs).then(
        (): Ack => ({ ok: false, reason: "not acknowledged within 3 s" }),
      )
      return Promise.race([answer(sign(envelope)), late])
    },
    async close() {
      aborter.abort()
    },
  }
}

function form(type: Envelope["type"], payload: Envelope["payload"]): string {
  if (type === "interactive") return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const pairs = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(pairs).toString()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
