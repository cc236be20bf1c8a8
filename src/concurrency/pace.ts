/** Keeping to a rate: how often something may begin, and how much of it may be under way. */
import type { Clock } from "../vocabulary/system.ts"

export type PaceLimit = {
  /** At most `requests` begin in any stretch of `perMs`. */
  readonly requests: number
  readonly perMs: number
  /** Between the starts of two requests. */
  readonly spacingMs?: number
  /** How many may be under way at once. */
  readonly connections?: number
}

export type Pace = {
  /**
   * Resolves when a request may begin, in the order in which callers came; call what it gives when the request has ended.
   * Rejects with the signal's reason as soon as it aborts.
   */
  enter(signal?: AbortSignal): Promise<() => void>
  /** Lets nothing begin before. */
  holdUntil(instant: Temporal.Instant): void
  /** How long it is still held, in milliseconds; 0 when it is not. */
  heldForMs(): number
  /** Keeps to this quota too, where it is stricter. */
  tighten(requests: number, perMs: number): void
}

/** Nobody asks us to wait longer than a day, so a later hold was set before the clock was turned back. */
const longestHoldMs = 24 * 3_600_000

/** A pace of one limit. Create one for everybody who shares it. */
export function createPace(limit: PaceLimit, clock: Clock): Pace {
  let { requests, perMs } = limit
  const { spacingMs = 0 } = limit
  let heldUntilMs = 0
  let starts: readonly number[] = []
  let line: Promise<unknown> = Promise.resolve()
  const slots = createSlots(limit.connections ?? Number.POSITIVE_INFINITY)

  const nowMs = () => clock.now().epochMilliseconds
  const heldForMs = () => {
    const ms = heldUntilMs - nowMs()
    return ms > longestHoldMs ? 0 : Math.max(0, ms)
  }
  const nextStartMs = (now: number): number => {
    // A start in the future was made before the clock was turned back: it delays nothing.
    starts = starts.filter((start) => start > now - Math.max(perMs, spacingMs) && start <= now)
    const oldest = starts.length >= requests ? (starts[starts.length - requests] ?? now) + perMs : now
    const spaced = (starts.at(-1) ?? Number.NEGATIVE_INFINITY) + spacingMs
    return Math.max(now + heldForMs(), oldest, spaced)
  }

  async function admit(signal: AbortSignal | undefined): Promise<() => void> {
    const release = await slots.take(signal)
    try {
      // Asked again after each wait, because it may have been held meanwhile.
      for (let now = nowMs(); nextStartMs(now) > now; now = nowMs())
        await clock.wait(nextStartMs(now) - now, signal)
      signal?.throwIfAborted()
    } catch (cause) {
      release()
      throw cause
    }
    starts = [...starts, nowMs()]
    return release
  }

  return {
    enter(signal) {
      const turn = line.then(() => admit(signal))
      line = turn.catch(() => undefined)
      return signal === undefined ? turn : unlessAborted(turn, signal)
    },
    holdUntil(instant) {
      heldUntilMs = Math.max(nowMs() + heldForMs(), instant.epochMilliseconds)
    },
    heldForMs,
    tighten(otherRequests, otherPerMs) {
      if (otherRequests <= 0 || otherPerMs <= 0 || otherRequests / otherPerMs >= requests / perMs) return
      requests = otherRequests
      perMs = otherPerMs
    },
  }
}

// A caller that gives up need not wait for the line before it; a turn that comes too late is given back.
function unlessAborted(turn: Promise<() => void>, signal: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener("abort", stop, { once: true })
    turn
      .then((release) => (signal.aborted ? release() : resolve(release)), reject)
      .finally(() => signal.removeEventListener("abort", stop))
    if (signal.aborted) stop()
  })
}

// At most one caller waits here, because the line admits one after the other.
function createSlots(count: number) {
  let free = count
  let freed: (() => void) | undefined
  const release = () => {
    free += 1
    freed?.()
  }
  return {
    async take(signal: AbortSignal | undefined): Promise<() => void> {
      while (free === 0) {
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        const stop = () => reject(signal?.reason)
        freed = resolve
        signal?.addEventListener("abort", stop, { once: true })
        if (signal?.aborted) stop()
        await promise.finally(() => signal?.removeEventListener("abort", stop))
      }
      signal?.throwIfAborted()
      free -= 1
      return release
    },
  }
}
