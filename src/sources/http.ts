/** The one way out to the sources: paced, patient, and asking only for what has changed. */
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { CachedResponse, ResponseCache } from "../vocabulary/stores.ts"
import type { Clock, Log, Random } from "../vocabulary/system.ts"
import { isYoungEnough, type MaxAge, recall, remember } from "./answer-cache.ts"
import { type Attempt, attemptFetch } from "./attempt.ts"
import { createGate, type Gate } from "./gate.ts"
import { cautiousLimit, type HostLimit } from "./host-limit.ts"
import { exhaustedMs, quotaOf, waitAsked } from "./rate-headers.ts"

export type HttpRequest = {
  readonly url: string
  readonly accept: string
  /** An answer that was stored less long ago is given without asking. */
  readonly maxAgeMs?: MaxAge
  readonly signal?: AbortSignal | undefined
}

/** An answer with status 2xx or 4xx; what it means, the source knows. */
export type HttpAnswer = {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** ISO instant at which the server last said so. */
  readonly readAt: string
}

export type Http = {
  /**
   * Throws `NetworkError` when the server cannot be reached or `signal` ends the waiting, and `PlatformError` when it
   * is overloaded or broken (429, 5xx) and stays so.
   */
  get(request: HttpRequest): Promise<HttpAnswer>
}

export type HttpOptions = {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly random: Random
  readonly cache: ResponseCache
  readonly log: Log
  readonly limits: readonly HostLimit[]
  /** How often one question is asked before it is given up. */
  readonly attempts?: number
  /** How long one attempt may take. */
  readonly timeoutMs?: number
}

/** A client that shares one gate among the hosts of each limit. Create one for the whole process. */
export function createHttp(options: HttpOptions): Http {
  const gates = new Map<string, { readonly limit: HostLimit; readonly gate: Gate }>()
  const gateOf = (host: string) => {
    const limit = options.limits.find(({ hosts }) => hosts.includes(host)) ?? cautiousLimit(host)
    const known = gates.get(limit.name) ?? { limit, gate: createGate(limit, options.clock) }
    gates.set(limit.name, known)
    return known
  }
  return {
    async get(request) {
      const cached = await recall(request.url, options)
      if (cached && isYoungEnough(cached, request.maxAgeMs ?? 0, options.clock.now())) return answerOf(cached)
      const asking = { ...options, ...gateOf(new URL(request.url).host), request, cached }
      const attempt = await askPatiently(asking)
      return answerOf(await remember(request.url, attempt, cached, options))
    },
  }
}

type Asking = HttpOptions & {
  readonly limit: HostLimit
  readonly gate: Gate
  readonly request: HttpRequest
  readonly cached: CachedResponse | undefined
}

const defaultAttempts = 3
export const defaultTimeoutMs = 20_000
// Whoever asks us to wait longer is told apart at once: nobody waits that long for an answer.
const longestWaitMs = 300_000

async function askPatiently(asking: Asking): Promise<Attempt> {
  const { request, limit, clock, log, attempts = defaultAttempts } = asking
  for (let attempt = 1; ; attempt += 1) {
    const result = await ask(asking)
    if (!("failure" in result)) return result
    const waitMs = result.waitMs ?? backOffMs(limit, attempt, asking.random)
    // Whoever else waits for this source would be refused as well.
    if (result.failure instanceof PlatformError)
      asking.gate.closeUntil(clock.now().add({ milliseconds: waitMs }))
    if (attempt >= attempts || waitMs > longestWaitMs || request.signal?.aborted) throw result.failure
    log.warn({ source: limit.name, attempt, waitMs, why: result.failure.message }, "a source is asked again")
    await clock.wait(waitMs, request.signal).catch((cause: unknown) => {
      throw gaveUp(asking, cause)
    })
  }
}

type Failed = { readonly failure: NetworkError | PlatformError; readonly waitMs?: number | undefined }

async function ask(asking: Asking): Promise<Attempt | Failed> {
  const { request, gate, clock, log, limit, cached } = asking
  if (gate.closedForMs() > longestWaitMs) throw refusal(limit, "rate-limited", gate.closedForMs())
  const signal = request.signal ?? new AbortController().signal
  const leave = await gate.enter(signal).catch((cause: unknown) => {
    throw gaveUp(asking, cause)
  })
  try {
    const timeoutMs = asking.timeoutMs ?? defaultTimeoutMs
    const attempt = await attemptFetch({ ...request, fetch: asking.fetch, clock, signal, timeoutMs, cached })
    heed(attempt.headers, gate, clock)
    log.debug(
      { source: limit.name, status: attempt.status, path: new URL(request.url).pathname },
      "a source answered",
    )
    return isPassing(attempt.status) ? refused(attempt, asking) : attempt
  } catch (cause) {
    if (signal.aborted) throw gaveUp(asking, cause)
    if (cause instanceof PlatformError) throw cause
    return { failure: unreachable(asking, cause) }
  } finally {
    leave()
  }
}

// Too early, too often, or broken for now; all other answers would be the same again.
function isPassing(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

function heed(headers: Headers, gate: Gate, clock: Clock): void {
  const emptyMs = exhaustedMs(headers.get("ratelimit"))
  if (emptyMs !== undefined) gate.closeUntil(clock.now().add({ milliseconds: emptyMs }))
  const quota = quotaOf(headers.get("ratelimit-policy"))
  if (quota) gate.tighten(quota.requests, quota.perMs)
}

function refused({ status, headers }: Attempt, { limit, clock }: Asking): Failed {
  const waitMs = waitAsked(headers, clock.now())
  return { failure: refusal(limit, status === 429 ? "rate-limited" : "unavailable", waitMs), waitMs }
}

function refusal(
  { name, title }: HostLimit,
  code: "rate-limited" | "unavailable",
  waitMs: number | undefined,
): PlatformError {
  const what = code === "rate-limited" ? "has been asked too often" : "cannot answer for now"
  return new PlatformError(name, code, `${title} ${what}.`, {
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    hint: "Try again in a few minutes.",
  })
}

// Half of the wait is certain and half is chance, so that many bots do not come back at once.
function backOffMs({ backOff }: HostLimit, attempt: number, random: Random): number {
  const most = Math.min(backOff.maxMs, backOff.baseMs * 2 ** (attempt - 1))
  return Math.round(most / 2 + (random() * most) / 2)
}

function unreachable({ limit, request }: Asking, cause: unknown): NetworkError {
  const { host } = new URL(request.url)
  const isLate = cause instanceof DOMException && cause.name === "TimeoutError"
  const what = isLate ? "did not answer in time" : "cannot be reached"
  return new NetworkError(host, `${limit.title} ${what} (${host}).`, { cause })
}

function gaveUp({ limit, request }: Asking, cause: unknown): NetworkError {
  const { host } = new URL(request.url)
  return new NetworkError(host, `${limit.title} was not waited for any longer (${host}).`, { cause })
}

function answerOf({ url, status, headers, body, storedAt }: CachedResponse): HttpAnswer {
  return { url, status, headers, body, readAt: storedAt }
}
