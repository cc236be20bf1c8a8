/** Buckets as Discord keeps them: some requests a window, by route and channel, and all together. */
import { createHash } from "node:crypto"
import { limits } from "../limits.ts"

export type Pace = {
  /** How much shorter windows are than Discord's, so that tests need not wait: 1 is the real pace. */
  readonly faster: number
}

type Rule = {
  readonly method: string
  readonly path: string
  readonly limit: number
  readonly windowMs: number
}

/** Observed, not promised: a bot must follow the headers. First match wins. */
const rules: readonly Rule[] = [
  { method: "PUT", path: "/reactions/", limit: 1, windowMs: 250 },
  { method: "DELETE", path: "/reactions/", limit: 1, windowMs: 250 },
  { method: "POST", path: "/messages", limit: 5, windowMs: 5_000 },
  { method: "PATCH", path: "/messages/", limit: 5, windowMs: 5_000 },
  { method: "POST", path: "/threads", limit: 50, windowMs: 300_000 },
  { method: "PUT", path: "/commands", limit: 2, windowMs: 60_000 },
  { method: "GET", path: "/", limit: 50, windowMs: 1_000 },
  { method: "", path: "/", limit: 10, windowMs: 10_000 },
]

export type Verdict = {
  readonly headers: Readonly<Record<string, string>>
  /** Set when the request is refused. */
  readonly retryAfterMs?: number
  readonly scope?: "user" | "global"
}

export type RateLimits = {
  take(request: {
    readonly method: string
    readonly path: string
    readonly major: string
    readonly isFree: boolean
  }): Verdict
  /** 401, 403 and 429 answers of the last ten minutes. */
  invalidRequests(): number
  countInvalid(): void
}

type Window = { resetsAt: number; used: number }

export function createRateLimits(now: () => number, { faster }: Pace): RateLimits {
  const windows = new Map<string, Window>()
  const invalid: number[] = []

  function open(key: string, windowMs: number): Window {
    const known = windows.get(key)
    if (known && known.resetsAt > now()) return known
    const window = { resetsAt: now() + windowMs / faster, used: 0 }
    windows.set(key, window)
    return window
  }

  return {
    take({ method, path, major, isFree }) {
      const all = open("global", 1_000 * faster)
      if (!isFree && all.used >= limits.rates.globalPerSecond)
        return { headers: {}, retryAfterMs: all.resetsAt - now(), scope: "global" }
      if (isFree) return { headers: {} }
      all.used += 1
      const rule = rules.find(
        (one) => (one.method === "" || one.method === method) && path.includes(one.path),
      )
      if (!rule) return { headers: {} }
      const bucket = `${method} ${path}`
      const window = open(`${bucket} ${major}`, rule.windowMs)
      const isOver = window.used >= rule.limit
      if (!isOver) window.used += 1
      const retryAfterMs = window.resetsAt - now()
      const headers = {
        "x-ratelimit-limit": String(rule.limit),
        "x-ratelimit-remaining": String(rule.limit - window.used),
        "x-ratelimit-reset": (window.resetsAt / 1000).toFixed(3),
        "x-ratelimit-reset-after": (retryAfterMs / 1000).toFixed(3),
        "x-ratelimit-bucket": createHash("sha1").update(bucket).digest("hex").slice(0, 32),
      }
      return isOver ? { headers, retryAfterMs, scope: "user" } : { headers }
    },
    countInvalid: () => void invalid.push(now()),
    invalidRequests: () => invalid.filter((at) => at > now() - limits.rates.invalidWindowMs).length,
  }
}
