import type { Clock } from "../vocabulary/system.ts"
import type { HostLimit } from "./host-limit.ts"

/** Lets requests through one after the other, as often as a limit allows. */
export type Gate = {
  /** Resolves when the request may start; what it gives must be called when the request has ended. */
  enter(signal: AbortSignal): Promise<() => void>
  /** Nobody enters before. */
  closeUntil(instant: Temporal.Instant): void
  /** How long it stays closed as things are; 0 when it is open. */
  closedForMs(): number
  /** The source names a quota of its own: it holds where it is stricter than ours. */
  tighten(requests: number, perMs: number): void
}

/** A gate for the hosts of one limit. Waiting requests enter in the order in which they came. */
export function createGate(limit: HostLimit, clock: Clock): Gate {
  let { requests, perMs } = limit
  let closedUntilMs = 0
  let starts: readonly number[] = []
  let queue: Promise<unknown> = Promise.resolve()
  const slots = createSlots(limit.connections)

  const nextStartMs = (nowMs: number): number => {
    starts = starts.filter((start) => start > nowMs - perMs)
    const oldest = starts.length >= requests ? (starts[starts.length - requests] ?? nowMs) + perMs : 0
    return Math.max(closedUntilMs, oldest, (starts.at(-1) ?? Number.NEGATIVE_INFINITY) + limit.spacingMs)
  }
  const nowMs = () => clock.now().epochMilliseconds

  async function admit(signal: AbortSignal): Promise<() => void> {
    const release = await slots.take(signal)
    try {
      // Asked again after each wait: the gate may have been closed meanwhile.
      for (let now = nowMs(); nextStartMs(now) > now; now = nowMs())
        await clock.wait(nextStartMs(now) - now, signal)
      signal.throwIfAborted()
    } catch (cause) {
      release()
      throw cause
    }
    starts = [...starts, nowMs()]
    return release
  }

  return {
    enter(signal) {
      const turn = queue.then(() => admit(signal))
      // The next in line waits for this one to enter or give up; why it gave up is told to its own caller.
      queue = turn.then(
        () => undefined,
        () => undefined,
      )
      return unlessAborted(turn, signal)
    },
    closeUntil(instant) {
      closedUntilMs = Math.max(closedUntilMs, instant.epochMilliseconds)
    },
    closedForMs: () => Math.max(0, closedUntilMs - nowMs()),
    tighten(otherRequests, otherPerMs) {
      if (otherRequests <= 0 || otherPerMs <= 0 || otherRequests / otherPerMs >= requests / perMs) return
      requests = otherRequests
      perMs = otherPerMs
    },
  }
}

// Whoever gives up does so at once, however long the line before is; a pass that comes too late is given back.
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

// One waits here at most, since the gate admits one after the other.
function createSlots(count: number) {
  let free = count
  let waiting: (() => void) | undefined
  const release = () => {
    free += 1
    waiting?.()
  }
  return {
    async take(signal: AbortSignal): Promise<() => void> {
      while (free === 0) await freed(signal)
      signal.throwIfAborted()
      free -= 1
      return release
    },
  }

  function freed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason)
      signal.addEventListener("abort", stop, { once: true })
      waiting = () => {
        signal.removeEventListener("abort", stop)
        waiting = undefined
        resolve()
      }
      if (signal.aborted) stop()
    })
  }
}
