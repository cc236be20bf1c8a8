import { timeOn } from "../community/adapter-of.ts"
import { createShared } from "../concurrency/by-key.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Clock } from "../vocabulary/system.ts"
import { inTime, type Sought } from "./look-up.ts"

/** Longer than we go without looking at the clock, unless the process got no processor. */
const jumpMs = 60_000

export type ClockJumps = ReturnType<typeof createClockJumps>

/** Notices that our clock jumped ahead, after which only an answer tells how far a platform's is from it. */
export function createClockJumps(clock: Clock) {
  let last = clock.now()
  const told = new Set<string>()
  let isDoubtful = false
  const once = createShared<void>()

  /** Call it often: it compares the time with the last call's. */
  function notice(): void {
    const now = clock.now()
    if (last.until(now).total("milliseconds") > jumpMs) {
      isDoubtful = true
      told.clear()
    }
    last = now
  }

  /**
   * Has a platform answer once after a jump, by looking where nothing is: a plan made by a clock that was an hour ahead
   * would keep a later look-up from finding its message. Throws where it does not answer.
   */
  async function askTheTime(adapter: Adapter, where: Sought): Promise<void> {
    const { platform } = adapter
    if (!isDoubtful || adapter.clockOffsetMs === undefined || told.has(platform)) return
    await once(platform, async () => {
      await inTime(clock, () => emptyLook(adapter, where, clock.now())).catch((error: unknown) => {
        // A refusal is an answer.
        if (!(error instanceof PlatformError)) throw error
      })
      told.add(platform)
    })
  }

  return { notice, askTheTime }
}

function emptyLook(adapter: Adapter, { community, place, id, card }: Sought, now: Temporal.Instant) {
  const since = timeOn(adapter, now).toString()
  return adapter.lookUp({ community, place, delivery: id, since }, card)
}
