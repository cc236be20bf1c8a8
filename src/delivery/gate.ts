import type { Clock } from "../vocabulary/system.ts"

const secondMs = 1_000
/** Nobody queues up for longer; what seems to begin later was begun before the clock was set back. */
const farthestMs = 5 * 60_000

/**
 * Lets no more than so many begin within any second. Places in a rate are moments: a process that was held up for some of
 * them would send all that is overdue at once, and be refused for it.
 */
export function createGate(clock: Clock) {
  /** When the latest began, by what they share; never more than fit in a second. */
  const begun = new Map<string, number[]>()

  return async (
    name: string,
    { perSecond, requests }: { readonly perSecond: number; readonly requests: number },
    signal: AbortSignal,
  ): Promise<void> => {
    const most = Math.max(1, Math.floor(perSecond))
    for (let left = requests; left > 0; left--) {
      const starts = begun.get(name) ?? []
      begun.set(name, starts)
      const now = clock.now().epochMilliseconds
      const [oldest = now] = starts
      // Reserved before it is waited for, so that others queue up behind it. A clock that was set back is no reason to wait.
      const wait = starts.length < most || oldest > now + farthestMs ? 0 : oldest + secondMs - now
      if (starts.length >= most) starts.shift()
      starts.push(now + Math.max(0, wait))
      if (wait > 0) await clock.wait(wait, signal)
    }
  }
}
