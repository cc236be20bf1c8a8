import { PlatformError } from "../errors.ts"
import type { Adapter, Clock } from "../ports.ts"
import type { RateStore } from "../stores.ts"

export type PacingParts = { readonly rates?: RateStore; readonly clock: Clock }

/** A claim lasts longer than this and an attempt together; who has to wait longer gives the message back. */
const longestWaitMs = 30_000

/**
 * Waits for the next free place of a platform's rate, which all processes of a store keep together, so that two never
 * earn a ban. Throws `PlatformError` with the time to wait where that is long.
 */
export function createPacing({ rates, clock }: PacingParts) {
  return async (adapter: Adapter, community: string): Promise<void> => {
    if (rates === undefined || adapter.rate === undefined) return
    const { platform, rate } = adapter
    const ms = await rates.take(budgetOf(adapter, community), clock.now().toString(), rate.perSecond)
    if (ms > longestWaitMs)
      throw new PlatformError(
        platform,
        "paced",
        `${platform} takes no message for ${Math.ceil(ms / 1000)} s`,
        {
          retryAfterMs: ms,
        },
      )
    if (ms > 0) await clock.wait(ms)
  }
}

function budgetOf({ platform, rate }: Adapter, community: string): string {
  return rate?.per === "community" ? community : platform
}
