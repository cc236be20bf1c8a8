import { createDeliverer, type Delivering } from "../delivery/deliverer.ts"
import { createPlaces } from "../delivery/places.ts"
import type { TellingAdmins } from "../delivery/tell-admins.ts"
import { createTellFailures } from "../delivery/tell-failures.ts"
import type { Services } from "../vocabulary/services.ts"
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

/** Clocks get small corrections all the time. */
const clockToleranceMs = 60_000
/** How often a lost place is asked whether the bot is back. */
const retryPlacesMs = 3_600_000
/** Where the store remembers the time. */
const clockFact = "clock"

/** The truth of what is due lies in the store, so a tick may come late, early, twice or not at all. */
export function createScheduler(
  parts: Planning & Delivering & Pick<Services, "facts"> & Pick<TellingAdmins, "spelled">,
): Scheduler {
  const { clock, log, facts, adapters } = parts
  const planner = createPlanner(parts)
  const deliverer = createDeliverer(parts)
  const places = createPlaces(parts)
  const refresher = createRefresher(parts)
  const tellFailures = createTellFailures(parts)
  let planning: Promise<void> | undefined
  let last: Temporal.Instant | undefined
  let storedAt = 0
  let retriedAt = 0
  const apart = new Set<string>()
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
      await followClock()
      await planner.planDue(deliverer.wake)
      await planner.openAhead()
    } catch (error) {
      log.error({ err: error }, words.editions.log.unplanned)
    }
    await tellFailures()
  }

  /**
   * Undoes what a clock that was ahead has put off. The store remembers the time, so that a clock set back between two
   * processes is noticed as well; where it does not know, nothing that was put off is believed.
   */
  async function followClock(): Promise<void> {
    const now = clock.now()
    const isFirst = last === undefined
    const stored = isFirst ? await facts.get(clockFact) : undefined
    const before = last ?? (stored === undefined ? undefined : Temporal.Instant.from(stored))
    const wasSetBack = before !== undefined && now.until(before).total("milliseconds") > clockToleranceMs
    if (isFirst || wasSetBack) await planner.reschedule({ wasSetBack, isKnown: before !== undefined })
    if (isFirst || now.epochMilliseconds - retriedAt >= retryPlacesMs) {
      retriedAt = now.epochMilliseconds
      await places.retry(adapters)
    }
    if (isFirst || wasSetBack || now.epochMilliseconds - storedAt >= clockToleranceMs) {
      await facts.put(clockFact, now.toString())
      storedAt = now.epochMilliseconds
      warnOfClock()
    }
    last = now
  }

  /** Says once when a platform's clock and ours start to differ, or differ no longer. */
  function warnOfClock(): void {
    for (const { platform, clockOffsetMs } of adapters.values()) {
      const offsetMs = clockOffsetMs?.() ?? 0
      const isOff = Math.abs(offsetMs) > clockToleranceMs
      if (isOff && !apart.has(platform)) log.warn({ platform, offsetMs }, words.delivery.log.clockOff)
      if (isOff) apart.add(platform)
      else apart.delete(platform)
    }
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
