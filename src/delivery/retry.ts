import { NetworkError, PlatformError, StoreError } from "../vocabulary/errors.ts"
import type { Random } from "../vocabulary/system.ts"

export type Verdict = {
  /** `unknown`: the message may be there, so it is looked up before it is sent again. */
  readonly outcome: "refused" | "unknown"
  /** Absent: it is given up. */
  readonly retryAfterMs?: number
}

const backOff = { firstMs: 5_000, mostMs: 15 * 60_000 }

/** At a quarter of an hour between tries this is about a day: longer than any edition is worth posting. */
const mostAttempts = 100
/** A bug of ours does not go away by trying. */
const mostAttemptsOnBugs = 3

/**
 * What to do about a message that could not be sent, by cause: a platform that asks to wait is waited for, one that
 * refuses without a time has refused for good, an unreachable one is tried again ever more slowly.
 */
export function verdictOn(error: unknown, attempts: number, random: Random): Verdict {
  if (error instanceof PlatformError) {
    const wait = attempts < mostAttempts ? error.retryAfterMs : undefined
    return { outcome: "refused", ...(wait === undefined ? {} : { retryAfterMs: wait }) }
  }
  const passes = error instanceof NetworkError || error instanceof StoreError
  const most = passes ? mostAttempts : mostAttemptsOnBugs
  return { outcome: "unknown", ...(attempts < most ? { retryAfterMs: delay(attempts, random) } : {}) }
}

/** Doubles from try to try, and spreads by half, so that thousands of places do not come back in one second. */
function delay(attempts: number, random: Random): number {
  const full = Math.min(backOff.firstMs * 2 ** (attempts - 1), backOff.mostMs)
  return Math.round(full * (0.5 + random() / 2))
}
