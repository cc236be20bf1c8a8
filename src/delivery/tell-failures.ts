import { failuresCard, type PlaceFailure } from "../cards/edition-cards.ts"
import { backOff } from "../concurrency/retry.ts"
import type { Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { createTellAdmins, isFinal, type TellingAdmins } from "./tell-admins.ts"

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
export function createTellFailures(
  parts: TellingAdmins & Pick<Services, "editions" | "subscriptions" | "clock" | "random">,
) {
  const { editions, subscriptions, clock, random, log } = parts
  const admins = createTellAdmins(parts)
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
      // That its place was lost is told by itself.
      if (subscription.gone !== undefined) return undefined
      if (await failedBefore(edition)) return undefined
      const { place } = subscription
      const missingPermissions = await admins.missingIn(subscription)
      const named = await admins.nameOf(subscription)
      const trouble = await troubleIn(edition)
      log.error({ edition: edition.id, place, reason: edition.reason }, words.delivery.log.adminTold)
      const failure = { listKey: edition.listKey, ...trouble, missingPermissions, ...named }
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
    const { place } = first.subscription
    const card = failuresCard(tellings.map(({ failure }) => failure))
    const failed = tellings.map(({ edition }) => edition)
    try {
      await admins.tell(first.subscription, card)
      for (const { id } of failed) later.delete(id)
    } catch (error) {
      log.warn({ place, err: error }, words.delivery.log.adminToldFailed)
      await notTold(failed, error)
    }
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
}
