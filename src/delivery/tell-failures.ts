import { failuresCard, type PlaceFailure } from "../cards/edition-cards.ts"
import { adapterOf } from "../community/adapter-of.ts"
import { backOff } from "../concurrency/retry.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

const atOnce = 20
/** Doubled with every try, so that the last of them is two hours after the failure. */
const pauses = { firstMs: 120_000, mostMs: 30 * 60_000 }
const mostTries = 7
/** Who hears of a failure a day later can do nothing about it. */
const worthTellingMs = 24 * 3_600_000
/** Failures that are told later, with when. */
const mostLater = 200
/** How many editions we look through for the one before. */
const recent = 40
/** How many others who set up posts in the community are tried. */
const mostOthers = 3

/** A failure, and where it is told. */
type Telling = {
  readonly edition: Edition
  readonly subscription: Subscription
  readonly failure: PlaceFailure
}

/**
 * Tells the admins who set places' posts up that they failed: once, and again only after they worked in between; what
 * fails together is one message. Never in the channel. Instead of one who left or takes no messages, another is told who
 * set up posts in the community and may still do so. Who cannot be told for now is told later, for two hours; then, or
 * where a platform has no private way, log and `health` say it.
 */
export function createTellFailures({
  editions,
  subscriptions,
  adapters,
  clock,
  random,
  log,
}: Pick<Services, "editions" | "subscriptions" | "adapters" | "clock" | "random" | "log">) {
  /** By edition, here alone: what a process could not tell before it ended is told by the next at once. */
  const later = new Map<string, { readonly tries: number; readonly at: Temporal.Instant }>()

  /** Never throws. */
  return async (): Promise<void> => {
    try {
      const untold = await editions.takeUntold(atOnce, waiting())
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
      if (subscription === undefined || subscription.audience.kind !== "place") return undefined
      if (await failedBefore(edition)) return undefined
      const adapter = adapterOf(adapters, subscription.community)
      const { community, place } = subscription
      const missingPermissions = await missingIn(adapter, subscription)
      const { name, communityName } = await nameOf(adapter, subscription)
      const href = adapter?.linkTo({ community, place })
      const trouble = await troubleIn(edition)
      log.error({ edition: edition.id, place, reason: edition.reason }, words.delivery.log.adminTold)
      const failure = { listKey: edition.listKey, ...trouble, missingPermissions, name, communityName, href }
      return { edition, subscription, failure }
    } catch (error) {
      log.error({ edition: edition.id, err: error }, words.delivery.log.failuresUnread)
      await notTold([edition], error)
      return undefined
    }
  }

  async function tell(tellings: readonly Telling[]): Promise<void> {
    const [first] = tellings
    if (first === undefined) return
    const { community, place } = first.subscription
    const card = failuresCard(tellings.map(({ failure }) => failure))
    const failed = tellings.map(({ edition }) => edition)
    try {
      const adapter = adapterOf(adapters, community)
      if (adapter === undefined) throw new NetworkError(community, words.delivery.failed.notConnected)
      await tellFirst(adapter, first.subscription, card)
      for (const { id } of failed) later.delete(id)
    } catch (error) {
      log.warn({ place, err: error }, words.delivery.log.adminToldFailed)
      await notTold(failed, error)
    }
  }

  /** Tells the first who takes it. Throws why nobody does. */
  async function tellFirst(adapter: Adapter, about: Subscription, card: Card): Promise<void> {
    const { community, place } = about
    let refusal: unknown
    for await (const member of adminsFor(adapter, about)) {
      try {
        return await adapter.tell?.({ community, place, member }, card)
      } catch (error) {
        if (!isFinal(error)) throw error
        refusal ??= error
      }
    }
    throw refusal
  }

  /** The one who set it up, and others in case: last where they are no admin any more, since that is better than nobody. */
  async function* adminsFor(adapter: Adapter, about: Subscription) {
    const { community, createdBy } = about
    const isAdmin = (await mayManage(adapter, about)) !== false
    if (isAdmin) yield createdBy
    const inCommunity = await subscriptions.ofCommunity(community)
    const others = [...Map.groupBy(inCommunity, (one) => one.createdBy).values()].flatMap(
      ([one]) => one ?? [],
    )
    for (const other of others.filter((one) => one.createdBy !== createdBy).slice(0, mostOthers)) {
      const here = await mayManage(adapter, { ...about, createdBy: other.createdBy })
      // Of a place that is closed to the bot a platform does not say who may manage it.
      if (here ?? (await mayManage(adapter, other))) yield other.createdBy
    }
    if (!isAdmin) yield createdBy
  }

  /** Those whose next try is not due. */
  function waiting(): readonly string[] {
    const now = clock.now()
    const left = [...later].map(([id, { at }]) => ({ id, ms: now.until(at).total("milliseconds") }))
    // Long due and not handed out: another process has told it.
    for (const { id, ms } of left) if (ms < -pauses.mostMs) later.delete(id)
    return left.flatMap(({ id, ms }) => (ms > 0 ? [id] : []))
  }

  /** A platform that refuses for good, as direct messages that are closed, is not asked again. */
  async function notTold(failed: readonly Edition[], error: unknown): Promise<void> {
    const asked = (error instanceof PlatformError && error.retryAfterMs) || 0
    const now = clock.now()
    for (const { id, dueAt } of failed) {
      const tries = (later.get(id)?.tries ?? 0) + 1
      const isOld = now.since(dueAt).total("milliseconds") > worthTellingMs
      const again = !isFinal(error) && !isOld && tries < mostTries && later.size < mostLater
      const waitMs = Math.max(asked, backOff(pauses, tries, random))
      if (again) later.set(id, { tries, at: now.add({ milliseconds: waitMs }) })
      else later.delete(id)
      await editions.notTold([id], again)
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

/** As closed direct messages are. */
function isFinal(error: unknown): boolean {
  return error instanceof PlatformError && error.retryAfterMs === undefined
}

/** Whether who set up a place's posts may still do so; undefined where the platform does not tell. */
async function mayManage(
  adapter: Adapter,
  { community, place, createdBy: member }: Subscription,
): Promise<boolean | undefined> {
  if (adapter.mayManage === undefined) return true
  return adapter.mayManage({ community, place, member }).catch(() => undefined)
}
