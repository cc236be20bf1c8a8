/** The one way out to the sources: paced, patient, and asking only for what has changed. */
import { withDeadline } from "../concurrency/deadline.ts"
import { createPace, type Pace } from "../concurrency/pace.ts"
import { backOff, retry } from "../concurrency/retry.ts"
import { isUntrustedCertificate, NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import type { CachedResponse } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { isYoungEnough, type MaxAge, recall, remember } from "./answer-cache.ts"
import { type Attempt, attemptFetch } from "./attempt.ts"
import { cautiousLimit, exhaustedMs, type HostLimit, quotaOf, waitAsked } from "./limits.ts"

export type HttpRequest = {
  readonly url: string
  readonly accept: string
  /** A stored answer younger than this is given without asking. */
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

export type HttpOptions = Pick<Services, "clock" | "random" | "log"> & {
  readonly fetch: typeof fetch
  readonly cache: Services["responses"]
  readonly limits: readonly HostLimit[]
  /** How often one question is asked before it is given up. */
  readonly attempts?: number
  /** How long one attempt may take. */
  readonly timeoutMs?: number
}

/** A client that shares one pace among the hosts of each limit. Create one for the whole process. */
export function createHttp(options: HttpOptions): Http {
  const paces = new Map<string, Pace>()
  const paceOf = (limit: HostLimit) => {
    const pace = paces.get(limit.name) ?? createPace(limit, options.clock)
    paces.set(limit.name, pace)
    return pace
  }
  return {
    async get(request) {
      const cached = await recall(request.url, options)
      if (cached && isYoungEnough(cached, request.maxAgeMs ?? 0, options.clock.now())) return answerOf(cached)
      const { host } = new URL(request.url)
      const limit = options.limits.find(({ hosts }) => hosts.includes(host)) ?? cautiousLimit(host)
      const attempt = await ask({ ...options, limit, host, pace: paceOf(limit), request, cached })
      return answerOf(await remember(request.url, attempt, cached, options))
    },
  }
}

type Asking = HttpOptions & {
  readonly limit: HostLimit
  readonly host: string
  readonly pace: Pace
  readonly request: HttpRequest
  readonly cached: CachedResponse | undefined
}

const defaultAttempts = 3
export const defaultTimeoutMs = 20_000
// Nobody waits longer than this for an answer, so a longer wait is reported at once.
const longestWaitMs = 300_000

async function ask(asking: Asking): Promise<Attempt> {
  try {
    return await askPatiently(asking)
  } catch (failure) {
    throw asking.request.signal?.aborted ? calledOff(asking) : failure
  }
}

/** Asks until there is an answer; passing failures are tried again as the limit says. */
function askPatiently(asking: Asking): Promise<Attempt> {
  const { request, limit, clock, random, log, pace, attempts = defaultAttempts } = asking
  return retry(() => askOnce(asking), {
    clock,
    signal: request.signal,
    waitMs(failure, attempt) {
      if (!(failure instanceof NetworkError) && !isPassing(failure)) return undefined
      const asked = isPassing(failure) ? failure.retryAfterMs : undefined
      const waitMs = asked ?? backOff(limit.backOff, attempt, random)
      // The source would refuse everybody else as well.
      if (isPassing(failure)) pace.holdUntil(clock.now().add({ milliseconds: waitMs }))
      return attempt < attempts && waitMs <= longestWaitMs ? waitMs : undefined
    },
    failed: (failure, attempt, waitMs) =>
      log.warn({ source: limit.name, attempt, waitMs, err: failure }, words.library.log.sourceRetried),
  })
}

/** Too early, too often, or broken for now. Every other refusal would be the same again. */
function isPassing(failure: unknown): failure is PlatformError {
  return (
    failure instanceof PlatformError && (failure.code === "rate-limited" || failure.code === "unavailable")
  )
}

async function askOnce(asking: Asking): Promise<Attempt> {
  const { request, pace, clock, limit, timeoutMs: ms = defaultTimeoutMs } = asking
  if (pace.heldForMs() > longestWaitMs) throw refusal(limit, "rate-limited", pace.heldForMs())
  const leave = await pace.enter(request.signal)
  try {
    const late = () => new DOMException("timeout", "TimeoutError")
    const attempt = await withDeadline(clock, { ms, late, signal: request.signal }, (signal) =>
      attemptFetch({ ...request, fetch: asking.fetch, signal, cached: asking.cached }),
    )
    return taken(attempt, asking)
  } catch (cause) {
    throw cause instanceof PlatformError || cause instanceof NetworkError ? cause : unreachable(asking, cause)
  } finally {
    leave()
  }
}

/** Takes in what the answer says about the limit. Throws `PlatformError` for an answer that will pass. */
function taken(attempt: Attempt, { limit, pace, clock, log, request }: Asking): Attempt {
  const { status, headers } = attempt
  const emptyMs = exhaustedMs(headers.get("ratelimit"))
  if (emptyMs !== undefined) pace.holdUntil(clock.now().add({ milliseconds: emptyMs }))
  const quota = quotaOf(headers.get("ratelimit-policy"))
  if (quota) pace.tighten(quota.requests, quota.perMs)
  log.debug({ source: limit.name, status, path: new URL(request.url).pathname }, "a source answered")
  if (status !== 408 && status !== 425 && status !== 429 && status < 500) return attempt
  throw refusal(limit, status === 429 ? "rate-limited" : "unavailable", waitAsked(headers, clock.now()))
}

function refusal(
  { name, title }: HostLimit,
  code: "rate-limited" | "unavailable",
  retryAfterMs: number | undefined,
): PlatformError {
  const { tooManyRequests, unavailable, tryLater } = words.library.sources
  const message = code === "unavailable" ? unavailable(title) : tooManyRequests(title)
  return new PlatformError(name, code, message, { retryAfterMs, hint: tryLater })
}

function unreachable({ limit, host }: Asking, cause: unknown): NetworkError {
  const { noAnswer, unreachable: away, untrusted } = words.library.sources
  const isLate = cause instanceof DOMException && cause.name === "TimeoutError"
  const message = isUntrustedCertificate(cause) ? untrusted : isLate ? noAnswer : away
  return new NetworkError(host, message(limit.title, host), { cause })
}

function calledOff({ limit, host }: Asking): NetworkError {
  return new NetworkError(host, words.library.sources.calledOff(limit.title, host))
}

function answerOf({ url, status, headers, body, storedAt }: CachedResponse): HttpAnswer {
  return { url, status, headers, body, readAt: storedAt }
}
