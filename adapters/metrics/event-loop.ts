import type { Series } from "./series.ts"

/** Each time an idle process is woken for it. In an hour that is still thousands of looks. */
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
