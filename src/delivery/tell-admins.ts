import type { NamedPlace } from "../cards/edition-cards.ts"
import { adapterOf } from "../community/adapter-of.ts"
import type { Card } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

export type TellingAdmins = Pick<Services, "subscriptions" | "adapters" | "log"> & {
  /** A card as the community's platform takes its lines. Default: as it is. */
  readonly spelled?: (community: string, card: Card) => Card
}

/** How many others who set up posts in the community are tried. */
const mostOthers = 3

/** Tells who set up a place's posts what became of them, in private, and finds out what to tell. */
export function createTellAdmins({
  subscriptions,
  adapters,
  log,
  spelled = (_, card) => card,
}: TellingAdmins) {
  /** Tells the first who takes it. Throws why nobody does. */
  async function tell(about: Subscription, card: Card): Promise<void> {
    const { community, place } = about
    const adapter = adapterOf(adapters, community)
    if (adapter === undefined) throw new NetworkError(community, words.delivery.failed.notConnected)
    const told = spelled(community, card)
    let refusal: unknown
    for await (const member of adminsFor(adapter, about)) {
      try {
        return await adapter.tell?.({ community, place, member }, told)
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

  async function missingIn({ community, place }: Subscription): Promise<readonly string[]> {
    try {
      return (await adapterOf(adapters, community)?.missingPermissions({ community, place })) ?? []
    } catch (error) {
      log.info({ place, err: error }, words.delivery.log.permissionsUnknown)
      return []
    }
  }

  /** What people call the place; nothing where the platform does not tell, as of one that it has closed to the bot. */
  async function nameOf({ community, place }: Subscription): Promise<NamedPlace> {
    const adapter = adapterOf(adapters, community)
    const described = await adapter?.describePlace?.({ community, place }).catch(() => undefined)
    const { name, communityName } = described ?? {}
    return { place, name, communityName, href: adapter?.linkTo({ community, place }) }
  }

  return { tell, missingIn, nameOf }
}

/** As closed direct messages are. */
export function isFinal(error: unknown): boolean {
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
