/** Trying again. */
import type { Clock, Random } from "../vocabulary/system.ts"

export type BackOff = { readonly firstMs: number; readonly mostMs: number }

/**
 * The wait before the next attempt in milliseconds, after `attempt` of them: doubles from `firstMs` up to `mostMs`, with
 * the second half at random, so that thousands of channels do not come back in the same second.
 */
export function backOff({ firstMs, mostMs }: BackOff, attempt: number, random: Random): number {
  const full = Math.min(firstMs * 2 ** (attempt - 1), mostMs)
  return Math.round(full * (0.5 + random() / 2))
}

export type Retrying = {
  readonly clock: Pick<Clock, "wait">
  /** How long to wait after this failure, the first attempt being 1; undefined gives up. */
  readonly waitMs: (error: unknown, attempt: number) => number | undefined
  /** Ends the waiting: the last failure is thrown then. */
  readonly signal?: AbortSignal | undefined
  /** Told of every failure that is followed by another attempt. */
  readonly failed?: (error: unknown, attempt: number, waitMs: number) => void
}

/** Does the work until it succeeds or `waitMs` gives up. Throws the last failure. */
export async function retry<T>(work: (attempt: number) => Promise<T>, retrying: Retrying): Promise<T> {
  const { clock, signal } = retrying
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt)
    } catch (error) {
      const waitMs = signal?.aborted ? undefined : retrying.waitMs(error, attempt)
      if (waitMs === undefined) throw error
      retrying.failed?.(error, attempt, waitMs)
      await clock.wait(waitMs, signal).catch(() => {
        throw error
      })
    }
  }
}
