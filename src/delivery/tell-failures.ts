import { failuresCard, type PlaceFailure } from "../cards/edition-cards.ts"
import { adapterOf } from "../community/adapter-of.ts"
import type { Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

const atOnce = 20
/** How many editions we look through for the one before. */
const recent = 40

/** A failure, and where it is told. */
type Telling = { readonly subscription: Subscription; readonly failure: PlaceFailure }

/**
 * Tells the admins who set places' posts up that they failed: once, and again only after they worked in between; what
 * fails together is one message. Never in the channel. Where a platform has no private way, log and `health` say it.
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
      const untold = await editions.takeUntold(atOnce)
      const tellings = (await Promise.all(untold.map(tellingOf))).filter((one) => one !== undefined)
      const byAdmin = Map.groupBy(
        tellings,
        ({ subscription: { community, createdBy } }) => `${community} ${createdBy}`,
      )
      for (const ofOne of byAdmin.values()) await tell(ofOne)
    } catch (error) {
      log.error({ err: error }, words.delivery.log.failuresUnread)
    }
  }

  /** Undefined where nobody is to hear of it. One that cannot be read keeps no other from being told. */
  async function tellingOf(edition: Edition): Promise<Telling | undefined> {
    try {
      const subscription = await subscriptions.get(edition.subscription)
      // What fails of a member's own digest is nobody else's business: `digest` says it to them.
      if (subscription === undefined || subscription.audience.kind === "member") return undefined
      if (await failedBefore(edition)) return undefined
      const adapter = adapterOf(adapters, subscription.community)
      const { community, place } = subscription
      const missingPermissions = await missingIn(adapter, subscription)
      const { name, communityName } = await nameOf(adapter, subscription)
      const href = adapter?.linkTo({ community, place })
      const trouble = await troubleIn(edition)
      log.error({ edition: edition.id, place, reason: edition.reason }, words.delivery.log.adminTold)
      const failure = { listKey: edition.listKey, ...trouble, missingPermissions, name, communityName, href }
      return { subscription, failure }
    } catch (error) {
      log.error({ edition: edition.id, err: error }, words.delivery.log.failuresUnread)
      return undefined
    }
  }

  async function tell(tellings: readonly Telling[]): Promise<void> {
    const [first] = tellings
    if (first === undefined) return
    const { community, place, createdBy: member } = first.subscription
    const card = failuresCard(tellings.map(({ failure }) => failure))
    try {
      await adapterOf(adapters, community)?.tell?.({ community, place, member }, card)
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

  /** What people call the place; its id where the platform does not tell, as of one that it has closed to the bot. */
  async function nameOf(adapter: Adapter | undefined, { community, place }: Subscription) {
    const described = await adapter?.describePlace?.({ community, place }).catch(() => undefined)
    return { name: described?.name ?? place, communityName: described?.communityName }
  }
}
