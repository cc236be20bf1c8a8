/** Ids that sort by time, also within one millisecond, and do not meet those of a second process. */
import { randomBytes } from "node:crypto"

/** A maker of ids: nine digits of milliseconds and two of a counter in base 36, then six random ones. */
export function createMessageIds(nowMs: () => number): () => string {
  let lastMs = 0
  let count = 0
  return () => {
    const ms = Math.max(nowMs(), lastMs)
    count = ms === lastMs ? count + 1 : 0
    lastMs = ms
    return `${ms.toString(36).padStart(9, "0")}${count.toString(36).padStart(2, "0")}${randomBytes(3).toString("hex")}`
  }
}
