import { adapterOf } from "../community/adapter-of.ts"
import { addressCommunity } from "../vocabulary/addresses.ts"
import { memberIn, type Subscription } from "../vocabulary/delivery-stores.ts"
import type { OpenDirect, Opening } from "../vocabulary/digests.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

/** Longer than a platform takes to open a conversation: two bots that open at once would both find room for one. */
const leaseSeconds = 60
const windowMs = 3_600_000
/** How long until somebody looks again whether there is room, or whether the platform is there. */
const lookAgainMs = 300_000
const soonMs = 5_000

const { opening: said } = words.digests

/**
 * Opens members' direct messages. Platforms lock a bot out that begins many conversations, so all bots of a store together
 * begin `perHour` at most in any hour; those that are open are found again as often as anybody asks.
 */
export function createOpenings({
  subscriptions,
  leases,
  adapters,
  clock,
  log,
  perHour,
  holder,
}: Pick<Services, "subscriptions" | "leases" | "adapters" | "clock" | "log"> & {
  readonly perHour: number
  /** This bot's name among those that share the store. */
  readonly holder: string
}): OpenDirect {
  /** Until when no platform of these is asked for another one: hundreds may wait, and look every few minutes. */
  const full = new Map<string, Temporal.Instant>()

  return async (subscription) => {
    const adapter = adapterOf(adapters, recipientOf(subscription).community)
    if (adapter === undefined) return later(said.notConnected, lookAgainMs)
    return subscription.place === "" ? await begin(adapter, subscription) : await open(adapter, subscription)
  }

  async function begin(adapter: Adapter, subscription: Subscription): Promise<Opening> {
    const name = `opening:${adapter.platform}`
    const now = clock.now()
    const fullForMs = full.get(adapter.platform)?.since(now).total("milliseconds") ?? 0
    // A longer one was set before the clock was turned back.
    if (fullForMs > 0 && fullForMs <= lookAgainMs) return later(said.enough(perHour), fullForMs)
    const until = now.add({ seconds: leaseSeconds }).toString()
    if (!(await leases.take(name, holder, until, now.toString()))) return later(said.busy, soonMs)
    try {
      const since = now.subtract({ milliseconds: windowMs }).toString()
      const begun = await subscriptions.openedSince(adapter.platform, since)
      if (begun >= perHour) {
        full.set(adapter.platform, now.add({ milliseconds: lookAgainMs }))
        return later(said.enough(perHour), lookAgainMs)
      }
      // Before it is tried: one that is refused counts as well.
      await subscriptions.opened(subscription.id, now.toString())
      return await open(adapter, subscription)
    } finally {
      await leases.release(name, holder)
    }
  }

  async function open(adapter: Adapter, subscription: Subscription): Promise<Opening> {
    const { id, audience, place: before, openedAt } = subscription
    if (audience.kind === "place") return { kind: "open", place: before }
    if (adapter.openDirect === undefined) return { kind: "closed", why: said.noDirects }
    try {
      const { place } = await adapter.openDirect(recipientOf(subscription))
      if (place !== before) await subscriptions.opened(id, openedAt ?? clock.now().toString(), place)
      return { kind: "open", place }
    } catch (error) {
      return refused(error, subscription)
    }
  }

  /** Throws what is no refusal of the platform's. */
  async function refused(error: unknown, { id }: Subscription): Promise<Opening> {
    log.info({ subscription: id, err: error }, words.digests.log.notOpened)
    if (error instanceof NetworkError) return later(error.message, lookAgainMs)
    if (!(error instanceof PlatformError)) throw error
    if (error.retryAfterMs !== undefined) return later(error.message, Math.max(error.retryAfterMs, soonMs))
    return { kind: "closed", why: error.message }
  }
}

/** The member, or the address, as its platform knows it. */
function recipientOf({ community, audience, place }: Subscription) {
  if (audience.kind === "address") return { community: addressCommunity, member: place }
  return { community, member: memberIn(audience) ?? "" }
}

function later(why: string, retryAfterMs: number): Opening {
  return { kind: "later", why, retryAfterMs }
}
