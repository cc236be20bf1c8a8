import { createDeliverer, type Delivering } from "../delivery/deliverer.ts"
import { createTellFailures } from "../delivery/tell-failures.ts"
import { words } from "../words/words.ts"
import { createPlanner, type Planning } from "./planner.ts"
import { createRefresher } from "./refresher.ts"

export type Scheduler = {
  /** Plans what is due and starts sending it. Never throws; while one tick plans, another does nothing. */
  tick(): Promise<void>
  /** Starts sending what waits. */
  wake(): void
  /** Resolves when nothing that may be sent now is left. */
  idle(): Promise<void>
  /** Waits for what is being planned and sent, and takes nothing new. */
  stop(): Promise<void>
}

/** Beyond the small corrections that a clock gets all the time. */
const clockSetBackMs = 60_000

/** The truth of what is due lies in the store, so a tick may come late, early, twice or not at all. */
export function createScheduler(parts: Planning & Delivering): Scheduler {
  const { clock, log } = parts
  const planner = createPlanner(parts)
  const deliverer = createDeliverer(parts)
  const refresher = createRefresher(parts)
  const tellFailures = createTellFailures(parts)
  let planning: Promise<void> | undefined
  let last: Temporal.Instant | undefined
  let stopped = false

  async function tick(): Promise<void> {
    if (stopped) return
    // What waits is sent even while a slow list holds up the planning.
    deliverer.wake()
    refresher.wake()
    if (planning !== undefined) return
    planning = plan().finally(() => {
      planning = undefined
    })
    await planning
    if (!stopped) deliverer.wake()
  }

  async function plan(): Promise<void> {
    try {
      if (wasSetBack(clock.now())) await planner.reschedule()
      await planner.planDue(deliverer.wake)
    } catch (error) {
      log.error({ err: error }, words.editions.log.unplanned)
    }
    await tellFailures()
  }

  // A process that starts cannot know what the clock said before, so the first tick counts as one after a set-back.
  function wasSetBack(now: Temporal.Instant): boolean {
    const before = last
    last = now
    return before === undefined || now.until(before).total("milliseconds") > clockSetBackMs
  }

  return {
    tick,
    wake: deliverer.wake,
    idle: async () => {
      await Promise.all([deliverer.idle(), refresher.idle()])
    },
    stop: async () => {
      stopped = true
      await planning
      await Promise.all([deliverer.stop(), refresher.stop()])
    },
  }
}
