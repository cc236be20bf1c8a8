/** Trying again after a broken connection, which discord.js does not do: for what may safely happen twice. */
import { NetworkError } from "../../src/vocabulary/errors.ts"
import type { Clock } from "../../src/vocabulary/system.ts"
import { refusal } from "./refusal.ts"

const pausesMs = [250, 1_000] as const

/** Does the work, again where its outcome is unknown. Throws the last error by its cause. */
export async function persistently<T>(work: () => Promise<T>, clock: Pick<Clock, "wait">): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await work()
    } catch (error) {
      const cause = refusal(error)
      if (!(cause instanceof NetworkError)) throw cause
      await clock.wait(pause)
    }
  }
  return work().catch((error: unknown) => {
    throw refusal(error)
  })
}
