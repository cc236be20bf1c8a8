import { schedule } from "node-cron"
import type { Log } from "../vocabulary/system.ts"

const everyFiveSeconds = "*/5 * * * * *"

/** Calls `tick` every five seconds, never while the last call is under way. Gives back what ends it. */
export function startTicks(
  tick: () => Promise<void>,
  log: Log,
  every = everyFiveSeconds,
): { stop(): Promise<void> } {
  const task = schedule(every, tick, {
    name: "paperboy scheduler",
    noOverlap: true,
    // A tick that was missed is made up for by the next: what is due lies in the store.
    suppressMissedWarning: true,
    logger: {
      debug: (message) => log.debug({}, String(message)),
      info: (message) => log.debug({}, message),
      warn: (message) => log.debug({}, message),
      error: (message, err) => log.error({ err: err ?? message }, "a tick of the scheduler failed"),
    },
  })
  return { stop: async () => task.destroy() }
}
