/** Waiting for work no longer than agreed. */
import type { Clock } from "../vocabulary/system.ts"

export type Timely<T> = { readonly inTime: true; readonly value: T } | { readonly inTime: false }

/**
 * Waits for `work` at most `ms` milliseconds. Late work goes on: what it brings belongs to the caller that started it.
 * Throws what `work` throws in time.
 */
export async function within<T>(
  clock: Pick<Clock, "wait">,
  ms: number,
  work: Promise<T>,
): Promise<Timely<T>> {
  const settled = new AbortController()
  const late = clock.wait(ms, settled.signal).then(
    (): Timely<T> => ({ inTime: false }),
    (): Timely<T> => ({ inTime: false }),
  )
  try {
    return await Promise.race([work.then((value): Timely<T> => ({ inTime: true, value })), late])
  } finally {
    settled.abort()
  }
}

export type Deadline = {
  readonly ms: number
  /** What a caller is told when time has run out. */
  readonly late: () => Error
  /** When work is told to stop, if that is before the deadline: what it has begun may still end in time. */
  readonly stopAfterMs?: number
  /** The caller's own reason to stop. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs `work` and gives up after `ms`. Its signal aborts, with `late()` as the reason, when time has run out, or when the
 * caller's does. Throws what `work` throws, or `late()`.
 */
export async function withDeadline<T>(
  clock: Pick<Clock, "wait">,
  { ms, late, stopAfterMs = ms, signal }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const settled = new AbortController()
  const stop = new AbortController()
  clock.wait(stopAfterMs, settled.signal).then(
    () => stop.abort(late()),
    () => undefined,
  )
  try {
    const running = work(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal)
    const outcome = await within(clock, ms, running)
    if (outcome.inTime) return outcome.value
    // Nobody is left to hear why late work failed.
    running.catch(() => undefined)
    throw late()
  } finally {
    settled.abort()
  }
}
