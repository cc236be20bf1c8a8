import { within } from "../concurrency/deadline.ts"
import { poll } from "../concurrency/poll.ts"
import type { Clock, Health, Log } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

const everyMs = 5_000
/** Longer than any list takes to be read. */
const stuckAfterMs = 120_000

export type Ticks = {
  /** Calls `tick` every five seconds, never twice at once, until the signal. Never throws. */
  run(tick: () => Promise<void>, signal: AbortSignal): Promise<void>
  /** When the last tick began; not up while one does not end. */
  health(): Health
}

/**
 * Drives what is due. A monotonic timer, because cron timers go silent at clock changes and after any set-back, and
 * make up for every slot that a jump ahead skipped. A missed tick needs no making up: what is due is in the store.
 */
export function createTicks({ clock, log }: { readonly clock: Clock; readonly log: Log }): Ticks {
  let lastAt: string | undefined
  let isStuck = false

  async function once(tick: () => Promise<void>): Promise<void> {
    lastAt = clock.now().round("second").toString()
    const ticking = tick()
    isStuck = !(await within(clock, stuckAfterMs, ticking)).inTime
    await ticking.finally(() => {
      isStuck = false
    })
  }

  return {
    run: (tick, signal) =>
      poll(() => once(tick), {
        ...{ clock, everyMs, signal },
        failed: (err) => log.error({ err }, words.delivery.log.tickFailed),
      }),
    health() {
      const { none, last, stuck } = words.delivery.tick
      if (lastAt === undefined) return { up: true, detail: none }
      return { up: !isStuck, detail: isStuck ? stuck(lastAt, stuckAfterMs / 1000) : last(lastAt) }
    },
  }
}
