import type { Claim } from "../delivery-stores.ts"
import type { Adapter, Clock } from "../ports.ts"
import type { RateStore } from "../stores.ts"

export type PacingParts = { readonly rates?: RateStore; readonly clock: Clock }

export type Pacing = {
  /** How long each of some messages has to wait for its place in its platform's rate, in milliseconds. */
  waits(adapter: Adapter, messages: readonly Paced[]): Promise<ReadonlyMap<string, number>>
  /** A community that asked to wait is asked for nothing before, by no process. */
  hold(adapter: Adapter, message: Paced, until: string): Promise<void>
}

type Paced = Pick<Claim, "id" | "community" | "card">

/**
 * Places in the platforms' rates. All processes of a store keep a rate together, so that two never earn a ban; places
 * are taken for all messages at once, since each asking is a write.
 */
export function createPacing({ rates, clock }: PacingParts): Pacing {
  return {
    async waits(adapter, messages) {
      const waits = new Map<string, number>()
      const { rate } = adapter
      if (rates === undefined || rate === undefined) return waits
      const requestsOf = ({ card }: Paced) => rate.requestsFor?.(card) ?? 1
      for (const [budget, sharing] of Map.groupBy(messages, (message) => budgetOf(adapter, message))) {
        const requests = sharing.reduce((sum, message) => sum + requestsOf(message), 0)
        // A place that lasts as long as one each of them together.
        let wait = await rates.take(budget, clock.now().toString(), rate.perSecond / requests)
        for (const message of sharing) {
          waits.set(message.id, wait)
          wait += (requestsOf(message) * 1000) / rate.perSecond
        }
      }
      return waits
    },
    // A rate that a whole bot shares is not held for one channel's sake: that would keep all others waiting.
    async hold(adapter, message, until) {
      if (adapter.rate?.per === "community") await rates?.hold(budgetOf(adapter, message), until)
    },
  }
}

function budgetOf({ platform, rate }: Adapter, { community }: Paced): string {
  return rate?.per === "community" ? community : platform
}
