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
  /** Where the bot listens. */
  pointAt(url: string): void
  /** The request of an envelope, as it would be sent: for sending it again, later, or with a wrong signature. */
  sign(envelope: Envelope, signedAtMs?: number): SignedRequest
  /** Sends a request that was signed before. */
  replay(request: SignedRequest): Promise<number>
}

export type SignedRequest = { readonly body: string; readonly headers: Readonly<Record<string, string>> }

export function createHttpLine({ signingSecret, now, wait }: HttpLineOptions): HttpLine {
  let target: string | undefined
  const aborter = new AbortController()

  function sign({ type, payload, attempt }: Envelope, signedAtMs = now()): SignedRequest {
    const isJson = type === "events_api"
    const body = isJson ? JSON.stringify(payload) : form(type, payload)
    const timestamp = String(Math.floor(signedAtMs / 1000))
    const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")
    const headers = {
      "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      ...(attempt > 0
        ? { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" }
        : {}),
    }
    return { body, headers }
  }

  async function send({ body, headers }: SignedRequest): Promise<Response> {
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
    pointAt(url) {
      target = url
    },
    sign,
    replay: async (request) => (await send(request)).status,
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
