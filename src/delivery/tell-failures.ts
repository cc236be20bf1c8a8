import { failureCard } from "../cards/edition-cards.ts"
import { adapterOf } from "../community/adapter-of.ts"
import type { Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

const atOnce = 20
/** How many editions we look through for the one before. */
const recent = 40

/**
 * Tells the admin who set a place's posts up that they failed: once, and again only after they worked in between. Never
 * in the channel. Where a platform has no private way, log and `health` say it.
 */
export function createTellFailures({
  editions,
  subscriptions,
  adapters,
  log,
}: Pick<Services, "editions" | "subscriptions" | "adapters" | "log">) {
  /** Never throws. */
  return async (): Promise<void> => {
    try {
      for (const edition of await editions.takeUntold(atOnce)) await tell(edition)
    } catch (error) {
      log.error({ err: error }, words.delivery.log.failuresUnread)
    }
  }

  async function tell(edition: Edition): Promise<void> {
    const subscription = await subscriptions.get(edition.subscription)
    if (subscription === undefined || (await failedBefore(edition))) return
    const { community, place, createdBy } = subscription
    const adapter = adapterOf(adapters, community)
    const missingPermissions = await missingIn(adapter, subscription)
    const card = failureCard({ edition, ...(await troubleIn(edition)), missingPermissions })
    log.error({ edition: edition.id, place, reason: edition.reason }, words.delivery.log.adminTold)
    try {
      await adapter?.tell?.({ community, place, member: createdBy }, card)
    } catch (error) {
      log.warn({ place, err: error }, words.delivery.log.adminToldFailed)
    }
  }

  /** Whether the last edition before it that sent anything failed too: then the admin was told with that one. */
  async function failedBefore({ id, subscription, dueAt }: Edition): Promise<boolean> {
    const before = (await editions.ofSubscription(subscription, recent)).find(
      (other) => other.id !== id && other.dueAt < dueAt && !["skipped", "removed"].includes(other.state),
    )
    return before?.state === "failed"
  }

  async function troubleIn({ id, reason }: Edition) {
    const failed = (await editions.deliveries(id)).filter(({ state }) => state === "failed")
    return { messages: failed.length, error: failed.find(({ error }) => error)?.error ?? reason }
  }

  async function missingIn(adapter: Adapter | undefined, where: Subscription): Promise<readonly string[]> {
    try {
      return (await adapter?.missingPermissions(where)) ?? []
    } catch (error) {
      log.info({ place: where.place, err: error }, words.delivery.log.permissionsUnknown)
      return []
    }
  }
}
