import { setTimeout as wait } from "node:timers/promises"
import type { Clock, Random } from "../src/vocabulary/system.ts"

/** The machine's clock. */
export const clock: Clock = {
  now: () => Temporal.Now.instant(),
  wait: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
}

/** The machine's dice. */
export const random: Random = () => Math.random()
