/** How the web client behaves, and where its log lines go. */
import { type Logger, LogLevel, type webApi } from "@slack/bolt"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"

export type ClientSettings = {
  /** Of another server, such as `http://127.0.0.1:4000/api/`. */
  readonly apiUrl?: string | undefined
  /** After which a request is given up, its outcome unknown. */
  readonly timeoutMs?: number | undefined
  readonly fetch?: typeof fetch
  /** The web client writes lines of its own, which would stand between the bot's lines of JSON. */
  readonly logger?: Logger
}

/** Retries are the caller's: blindly repeated posts double, and the default goes on for half an hour. */
export function clientOptionsFor({
  apiUrl,
  timeoutMs = 10_000,
  fetch,
  logger,
}: ClientSettings): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    maxRequestConcurrency: 50,
    fetch,
    logger,
    slackApiUrl: apiUrl?.replace(/\/?$/, "/"),
  }
}

/** Requests, and what their answers say of the time: Slack's clock minus ours in milliseconds, 0 until one came. */
export function watchClock(clock: Pick<Clock, "now">, request: typeof fetch) {
  let offsetMs = 0
  const watched: typeof fetch = async (...given) => {
    const response = await request(...given)
    const toldMs = Date.parse(response.headers.get("date") ?? "")
    // The header tells the second alone.
    if (!Number.isNaN(toldMs)) offsetMs = toldMs + 500 - clock.now().epochMilliseconds
    return response
  }
  return { fetch: watched, offsetMs: () => offsetMs }
}

/**
 * bolt's log lines as debug lines of the bot's log: what matters is logged by the adapter with its cause. Its own debug
 * lines hold whole payloads, tokens too, and are dropped.
 */
export function createBoltLogger(log: Log): Logger {
  const pass = (...parts: readonly unknown[]) =>
    log.debug({ platform }, `Slack: ${parts.map(String).join(" ")}`)
  return {
    debug: () => undefined,
    info: pass,
    warn: pass,
    error: pass,
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
