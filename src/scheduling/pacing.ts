import type { Claim } from "../delivery-stores.ts"
import type { Adapter, Clock } from "../ports.ts"
import type { RateStore } from "../stores.ts"

export type PacingParts = { readonly rates?: RateStore; readonly clock: Clock }

/**
 * How long each of some messages has to wait for its place in its platform's rate, in milliseconds. All processes of
 * a store keep the rate together, so that two never earn a ban; places are taken for all messages at once, since each
 * asking is a write.
 */
export function createPacing({ rates, clock }: PacingParts) {
  return async (adapter: Adapter, claims: readonly Claim[]): Promise<ReadonlyMap<string, number>> => {
    const waits = new Map<string, number>()
    const { rate } = adapter
    if (rates === undefined || rate === undefined) return waits
    for (const [budget, sharing] of Map.groupBy(claims, (claim) => budgetOf(adapter, claim))) {
      // A place that lasts as long as one each of them together.
      const perSecond = rate.perSecond / sharing.length
      const first = await rates.take(budget, clock.now().toString(), perSecond)
      for (const [index, { id }] of sharing.entries()) waits.set(id, first + (index * 1000) / rate.perSecond)
    }
    return waits
  }
}

function budgetOf({ platform, rate }: Adapter, { community }: Claim): string {
  return rate?.per === "community" ? community : platform
}
