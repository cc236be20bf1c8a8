import { createPace, type Pace } from "../concurrency/pace.ts"
import type { Claim } from "../vocabulary/delivery-stores.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { RateStore } from "../vocabulary/stores.ts"
import type { Clock } from "../vocabulary/system.ts"

export type Pacing = {
  /** How long each message waits for its place in its platform's rate, in milliseconds. */
  waits(adapter: Adapter, messages: readonly Paced[]): Promise<ReadonlyMap<string, number>>
  /** Resolves when the message may begin: a process that fell behind does not send everything overdue at once. */
  open(adapter: Adapter, message: Paced, signal: AbortSignal): Promise<void>
  /**
   * Keeps every process from asking a community, or the whole platform, again before `until`; false where the refusal is
   * one channel's alone.
   */
  hold(adapter: Adapter, message: Paced, until: string, refusal: unknown): Promise<boolean>
}

type Paced = Pick<Claim, "id" | "community" | "card" | "inThreadOf">

/**
 * Keeps to the platforms' rates. All processes of a store share a rate, so that together they never earn a ban; places
 * are reserved for all messages at once, because each reservation is a write. Without `rates` nothing waits.
 */
export function createPacing({
  rates,
  clock,
}: {
  readonly rates?: RateStore | undefined
  readonly clock: Clock
}): Pacing {
  const paces = new Map<string, Pace>()
  const requestsOf = ({ rate }: Adapter, { card, inThreadOf }: Paced) =>
    rate?.requestsFor?.({ card, inThread: inThreadOf !== undefined }) ?? 1

  function paceOf(budget: string, perSecond: number): Pace {
    const pace =
      paces.get(budget) ?? createPace({ requests: Math.max(1, Math.floor(perSecond)), perMs: 1_000 }, clock)
    paces.set(budget, pace)
    return pace
  }

  return {
    async waits(adapter, messages) {
      const waits = new Map<string, number>()
      const { rate } = adapter
      if (rates === undefined || rate === undefined) return waits
      for (const [budget, sharing] of Map.groupBy(messages, (message) => budgetOf(adapter, message))) {
        const requests = sharing.reduce((sum, message) => sum + requestsOf(adapter, message), 0)
        // One reservation that lasts as long as one each of them together.
        let wait = await rates.take(budget, clock.now().toString(), rate.perSecond / requests)
        for (const message of sharing) {
          waits.set(message.id, wait)
          wait += (requestsOf(adapter, message) * 1000) / rate.perSecond
        }
      }
      return waits
    },
    async open(adapter, message, signal) {
      const { rate } = adapter
      if (rates === undefined || rate === undefined) return
      const pace = paceOf(budgetOf(adapter, message), rate.perSecond)
      for (let left = requestsOf(adapter, message); left > 0; left--) (await pace.enter(signal))()
    },
    // A rate that the whole bot shares is not held for one channel's sake, because that would delay all others.
    async hold(adapter, message, until, refusal) {
      const isWholeRate = refusal instanceof PlatformError && refusal.isWholeRate
      if (rates === undefined || !(adapter.rate?.per === "community" || isWholeRate)) return false
      await rates.hold(budgetOf(adapter, message), until)
      return true
    },
  }
}

function budgetOf({ platform, rate }: Adapter, { community }: Paced): string {
  return rate?.per === "community" ? community : platform
}
