/** What the sources' tests stand on: a real server on loopback, and a clock, a cache and a log that can be looked at. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { createHttp, defaultTimeoutMs, type HttpOptions } from "../../../src/sources/http.ts"
import type { HostLimit } from "../../../src/sources/limits.ts"
import type { CachedResponse, ResponseCache } from "../../../src/vocabulary/stores.ts"
import type { Clock } from "../../../src/vocabulary/system.ts"
import { silentLog } from "../../silent-log.ts"

export type Answer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type LocalServer = {
  readonly url: string
  readonly host: string
  /** Path and query of each request, in order. */
  asked(): readonly string[]
  readonly requests: readonly IncomingMessage[]
  /** The most requests that were open at the same time. */
  mostAtOnce(): number
  close(): Promise<void>
}

/** Serves on 127.0.0.1. `undefined` leaves the request without an answer, and "cut" breaks it off in the middle. */
export async function serve(
  answer: (request: IncomingMessage, count: number) => Answer | "cut" | undefined,
): Promise<LocalServer> {
  const requests: IncomingMessage[] = []
  let open = 0
  let most = 0
  const server = createServer((request, response) => {
    requests.push(request)
    open += 1
    most = Math.max(most, open)
    response.on("close", () => {
      open -= 1
    })
    send(response, answer(request, requests.length))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    asked: () => requests.map((request) => request.url ?? ""),
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, answer: Answer | "cut" | undefined): void {
  if (answer === undefined) return
  if (answer === "cut") {
    response.writeHead(200, { "content-length": "1000" })
    response.write("only the beginning", () => response.destroy())
    return
  }
  response.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.body ?? "")
}

/** A clock whose waits pass at once, and are remembered, but for the deadline of an answer that does come. */
export function quickClock(start = "2025-10-27T12:00:00Z"): Clock & { readonly waits: readonly number[] } {
  let now = Temporal.Instant.from(start)
  const waits: number[] = []
  return {
    waits,
    now: () => now,
    async wait(ms, signal) {
      signal?.throwIfAborted()
      if (ms === defaultTimeoutMs)
        return new Promise((_, reject) => signal?.addEventListener("abort", reject))
      waits.push(ms)
      now = now.add({ milliseconds: ms })
    },
  }
}

/** A cache in memory that keeps the port's promises. */
export function memoryCache(): ResponseCache {
  const responses = new Map<string, CachedResponse>()
  return {
    get: async (url) => responses.get(url),
    put: async (response) => void responses.set(response.url, response),
  }
}

/** The client under test, with a limit for the server that lets everything through unless a test says otherwise. */
export function testHttp(
  host: string,
  options: Partial<HttpOptions> & { readonly limit?: Partial<HostLimit> } = {},
) {
  const limit: HostLimit = {
    name: "local",
    title: "Local",
    hosts: [host],
    requests: 1_000,
    perMs: 1_000,
    spacingMs: 0,
    connections: 4,
    backOff: { firstMs: 1_000, mostMs: 30_000 },
    ...options.limit,
  }
  const clock = quickClock()
  const base = { fetch, clock, random: () => 1, cache: memoryCache(), log: silentLog, limits: [limit] }
  return createHttp({ ...base, ...options })
}
