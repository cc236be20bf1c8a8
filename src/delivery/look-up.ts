import { timeOn } from "../community/adapter-of.ts"
import { withDeadline } from "../concurrency/deadline.ts"
import type { SentMessage, Under } from "../vocabulary/actor.ts"
import type { Claim, Delivery } from "../vocabulary/delivery-stores.ts"
import { messageGone, NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import type { Clock } from "../vocabulary/system.ts"
import { words } from "../words/words.ts"

/** Longer than any adapter's own deadline, so that a late answer still counts. */
export const sendDeadlineMs = 60_000
/** No request begins later, so that the last one ends before the deadline: after it, nothing more goes out. */
const lastStartMs = 40_000
/** Platforms tell the second, and answers take a while. */
const clocksAgreeWithinMs = 10_000

/** A message that may be there, and what is known of it. */
export type Sought = Pick<Delivery, "id" | "community" | "place" | "card" | "inThreadOf"> &
  Pick<Claim, "since" | "under">

/** Finds messages that may have been posted, never one that is another delivery's. */
export function createLookUp({ clock, editions }: Pick<Services, "clock" | "editions">) {
  /** `but`: not this one. Throws what keeps the platform from telling. */
  async function lookUp(adapter: Adapter, sought: Sought, but?: string): Promise<SentMessage | undefined> {
    const { community, place, id: delivery, card } = sought
    const taken = new Set([...(await editions.taken(sought)), ...(but === undefined ? [] : [but])])
    const since = sinceOn(adapter, sought, clock.now())
    const where = { community, place, delivery, since, taken, under: underOf(adapter, sought) }
    try {
      return await inTime(clock, () => adapter.lookUp(where, card))
    } catch (error) {
      if (!(error instanceof PlatformError) || error.retryAfterMs !== undefined) throw error
      // Final: we rather post one too few than one twice.
      const { platform, code, message, hint, placeGone } = error
      const options = { hint, placeGone, cause: error }
      throw new PlatformError(platform, code, words.delivery.failed.lookUp(message), options)
    }
  }

  /**
   * Deletes the message that an earlier attempt posted after all, where a retry has posted it too. `kept`: what was found may
   * become another delivery's yet.
   */
  async function removeSurplus(
    adapter: Adapter,
    sought: Sought,
    sent: string | undefined,
  ): Promise<"none" | "removed" | "kept"> {
    const surplus = adapter.remove && (await lookUp(adapter, sought, sent))
    if (surplus === undefined) return "none"
    if (!(await editions.isSurplus(sought, surplus.message))) return "kept"
    await adapter.remove?.(surplus)
    return "removed"
  }

  return { lookUp, removeSurplus }
}

/** A request's outcome, or `NetworkError` once it is late. */
export function inTime<T>(clock: Clock, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = () => new NetworkError("the platform", words.delivery.failed.noAnswer(sendDeadlineMs / 1000))
  return withDeadline(clock, { ms: sendDeadlineMs, stopAfterMs: lastStartMs, late }, work)
}

/** The message in whose thread one stands. Throws where it is gone. */
export function underOf({ platform }: Adapter, { inThreadOf, under }: Sought): Under | undefined {
  if (inThreadOf !== undefined && under === undefined) throw messageGone(platform, words.errors.messageGone)
  return under
}

/** From when on a message may be there, by the platform's clock, by which it was planned as well. */
function sinceOn(adapter: Adapter, { since }: Sought, now: Temporal.Instant): string | undefined {
  if (since === undefined) return undefined
  const planned = Temporal.Instant.from(since)
  const today = timeOn(adapter, now)
  // What was planned in the future was planned by a clock that was ahead, and did not know it.
  const isFuture = Temporal.Instant.compare(planned, today) > 0
  const believed = isFuture ? today.subtract({ hours: 24 }) : planned
  return believed.subtract({ milliseconds: clocksAgreeWithinMs }).toString()
}
