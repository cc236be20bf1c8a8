import { failureCard } from "../cards/failure-card.ts"
import type { Edition, EditionStore, Subscription, SubscriptionStore } from "../vocabulary/delivery-stores.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Log } from "../vocabulary/system.ts"

export type Telling = {
  readonly editions: EditionStore
  readonly subscriptions: SubscriptionStore
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly log: Log
}

const atOnce = 20
/** Editions that are looked through for the one before. */
const recent = 40

/**
 * Tells whoever set a place's posts up that they could not be sent: once, and again only after they had worked in
 * between. Never in the channel. Where a platform has no private way, the log and `health` have it.
 */
export function createTellFailures({ editions, subscriptions, adapters, log }: Telling) {
  /** Never throws. */
  return async (): Promise<void> => {
    try {
      for (const edition of await editions.takeUntold(atOnce)) await tell(edition)
    } catch (error) {
      log.error({ err: error }, "failures could not be told")
    }
  }

  async function tell(edition: Edition): Promise<void> {
    const subscription = await subscriptions.get(edition.subscription)
    if (subscription === undefined || (await failedBefore(edition))) return
    const { community, place, createdBy } = subscription
    const adapter = adapters.get(community.slice(0, community.indexOf(":")))
    const card = failureCard({
      edition,
      ...(await troubleIn(edition)),
      missingPermissions: await missingPermissions(adapter, subscription),
    })
    log.error({ edition: edition.id, place, reason: edition.reason }, "an edition failed; its admin is told")
    try {
      await adapter?.tell?.({ community, place, member: createdBy }, card)
    } catch (error) {
      log.warn({ place, err: error }, "the admin could not be told")
    }
  }

  /** Whether the edition before it that had anything to send failed as well: then it was told with that one. */
  async function failedBefore({ id, subscription, dueAt }: Edition): Promise<boolean> {
    const before = (await editions.ofSubscription(subscription, recent)).find(
      (other) => other.id !== id && other.dueAt < dueAt && other.state !== "skipped",
    )
    return before?.state === "failed"
  }

  async function troubleIn({ id, reason }: Edition) {
    const failed = (await editions.deliveries(id)).filter(({ state }) => state === "failed")
    return { messages: failed.length, error: failed.find(({ error }) => error)?.error ?? reason }
  }

  async function missingPermissions(
    adapter: Adapter | undefined,
    where: Subscription,
  ): Promise<readonly string[]> {
    try {
      return (await adapter?.missingPermissions(where)) ?? []
    } catch (error) {
      log.info({ place: where.place, err: error }, "what is missingPermissions cannot be found out")
      return []
    }
  }
}
