/** How the web client behaves, and where its log lines go. */
import { type Logger, LogLevel, type webApi } from "@slack/bolt"
import type { Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"

export type ClientSettings = {
  /** Of another server, such as `http://127.0.0.1:4000/api/`. */
  readonly apiUrl?: string | undefined
  /** After which a request is given up, its outcome unknown. */
  readonly timeoutMs?: number | undefined
}

/** Retries are the caller's: blindly repeated posts double, and the default goes on for half an hour. */
export function clientOptionsFor({ apiUrl, timeoutMs = 10_000 }: ClientSettings): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    maxRequestConcurrency: 50,
    ...(apiUrl ? { slackApiUrl: apiUrl.endsWith("/") ? apiUrl : `${apiUrl}/` } : {}),
  }
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
