import type { Claim } from "../vocabulary/delivery-stores.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { RateStore } from "../vocabulary/stores.ts"
import type { Clock } from "../vocabulary/system.ts"
import { createGate } from "./gate.ts"

export type PacingParts = { readonly rates?: RateStore; readonly clock: Clock }

export type Pacing = {
  /** How long each of some messages has to wait for its place in its platform's rate, in milliseconds. */
  waits(adapter: Adapter, messages: readonly Paced[]): Promise<ReadonlyMap<string, number>>
  /** Ends when the message may begin now: a process that fell behind does not send in a bunch what is overdue. */
  open(adapter: Adapter, message: Paced, signal: AbortSignal): Promise<void>
  /** What has asked to wait, a community or the whole platform, is asked for nothing before, by no process. */
  hold(adapter: Adapter, message: Paced, until: string, refusal: unknown): Promise<void>
}

type Paced = Pick<Claim, "id" | "community" | "card" | "inThreadOf">

/**
 * Places in the platforms' rates. All processes of a store keep a rate together, so that two never earn a ban; places
 * are taken for all messages at once, since each asking is a write.
 */
export function createPacing({ rates, clock }: PacingParts): Pacing {
  const gate = createGate(clock)
  const requestsOf = ({ rate }: Adapter, { card, inThreadOf }: Paced) =>
    rate?.requestsFor?.({ card, inThread: inThreadOf !== undefined }) ?? 1
  return {
    async waits(adapter, messages) {
      const waits = new Map<string, number>()
      const { rate } = adapter
      if (rates === undefined || rate === undefined) return waits
      for (const [budget, sharing] of Map.groupBy(messages, (message) => budgetOf(adapter, message))) {
        const requests = sharing.reduce((sum, message) => sum + requestsOf(adapter, message), 0)
        // A place that lasts as long as one each of them together.
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
      const requests = requestsOf(adapter, message)
      await gate(budgetOf(adapter, message), { perSecond: rate.perSecond, requests }, signal)
    },
    // A rate that a whole bot shares is not held for one channel's sake: that would keep all others waiting.
    async hold(adapter, message, until, refusal) {
      const isWholeRate = refusal instanceof PlatformError && refusal.isWholeRate
      if (adapter.rate?.per === "community" || isWholeRate)
        await rates?.hold(budgetOf(adapter, message), until)
    },
  }
}

function budgetOf({ platform, rate }: Adapter, { community }: Paced): string {
  return rate?.per === "community" ? community : platform
}
