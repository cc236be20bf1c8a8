import type { PostOutcome, Schedules } from "../vocabulary/channels.ts"
import type { Delivery } from "../vocabulary/delivery-stores.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

const lookEveryMs = 400
/** Nobody looks at an answer for longer; the platforms let it be changed for a quarter of an hour. */
const patienceMs = 60_000

/** Tells what becomes of a post, read from the rows from which it is sent: another process may send it. */
export function createOutcome(
  { editions, clock }: Pick<Services, "editions" | "clock">,
  missingPermissions: Schedules["missingPermissions"],
): Schedules["outcome"] {
  return async (edition) => {
    const until = clock.now().add({ milliseconds: patienceMs })
    while (true) {
      const deliveries = await editions.deliveries(edition)
      const outcome = outcomeOf(deliveries, until)
      if (outcome?.kind === "refused")
        return { ...outcome, missingPermissions: await missingFor(deliveries[0]) }
      if (outcome !== undefined) return outcome
      if (Temporal.Instant.compare(clock.now(), until) >= 0) return stillWaiting(deliveries)
      await clock.wait(lookEveryMs)
    }
  }

  function missingFor(delivery: Delivery | undefined): Promise<readonly string[]> {
    return delivery ? missingPermissions({ ...delivery, toPost: true }) : Promise.resolve([])
  }
}

/** Undefined while it may still be sent until an instant. */
function outcomeOf(deliveries: readonly Delivery[], until: Temporal.Instant): PostOutcome | undefined {
  const failed = deliveries.filter(({ state }) => state === "failed")
  const waiting = deliveries.filter(({ state }) => state === "waiting")
  if (waiting.some(({ notBefore }) => Temporal.Instant.compare(notBefore, until) > 0))
    return stillWaiting(waiting)
  if (waiting.length > 0) return undefined
  const [first] = deliveries
  if (failed.length > 0 || first === undefined) {
    const why = failed.find(({ error }) => error)?.error ?? words.editions.reason.withdrawn
    return {
      kind: "refused",
      messages: deliveries.length,
      failed: failed.length,
      why,
      missingPermissions: [],
    }
  }
  const { community, place, sentTo = place, message } = first
  const ref = message === undefined ? undefined : { community, place: sentTo, message }
  return { kind: "posted", messages: deliveries.length, ...(ref && { message: ref }) }
}

function stillWaiting(deliveries: readonly Delivery[]): PostOutcome {
  const waiting = deliveries.filter(({ state }) => state === "waiting")
  const [next] = waiting
    .map(({ notBefore }) => notBefore)
    .toSorted(Temporal.Instant.compare)
    .toReversed()
  const why = deliveries.find(({ error }) => error)?.error
  return { kind: "waiting", nextAt: next ?? deliveries[0]?.notBefore ?? "", ...(why && { why }) }
}
