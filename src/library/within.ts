import type { Clock } from "../vocabulary/system.ts"

export type Timely<T> = { readonly inTime: true; readonly value: T } | { readonly inTime: false }

/**
 * Waits for `work` at most `ms` milliseconds. What is late is not stopped: it goes on, and what it brings is kept by
 * whoever started it. Throws what `work` throws in time.
 */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<Timely<T>> {
  const waiting = new AbortController()
  const late = clock.wait(ms, waiting.signal).then(
    (): Timely<T> => ({ inTime: false }),
    (): Timely<T> => ({ inTime: false }),
  )
  try {
    return await Promise.race([work.then((value): Timely<T> => ({ inTime: true, value })), late])
  } finally {
    waiting.abort()
  }
}
