import type { Clock } from "../src/vocabulary/system.ts"

/** The machine's own clock, for tests with real sockets and other people's timers. */
export const realClock: Clock = {
  now: () => Temporal.Now.instant(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener("abort", () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    }),
}
