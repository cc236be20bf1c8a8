import type { Series } from "./series.ts"

/** An idle process wakes up for each look, and an hour still has thousands of them. */
const everyMs = 1_000

/** Notes how late timers come, until it is told to stop. */
export function watchEventLoop({ loopLag }: Series): () => void {
  let due = performance.now() + everyMs
  const timer = setInterval(() => {
    const now = performance.now()
    loopLag.observe(Math.max(0, now - due) / 1000)
    due = now + everyMs
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
