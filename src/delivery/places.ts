import { adapterOf } from "../community/adapter-of.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { communityGoneReasons } from "../vocabulary/errors.ts"
import type { Bot, Presence } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import type { TellingAdmins } from "./tell-admins.ts"
import { createTellLost } from "./tell-lost.ts"

/** Stops sending to places that the bot lost, and resumes when it is back. */
export function createPlaces(
  parts: TellingAdmins &
    Pick<Services, "editions"> & {
      /** Told of a community that the bot lost as a whole, or is in. */
      readonly wholeCommunity?: (community: string, isGone: boolean) => Promise<void>
    },
): Pick<Bot, "placeGone" | "placeBack" | "memberGone" | "present"> & {
  /** Asks for each lost place whether the bot can post there again: it may have missed that it is back. */
  retry(adapters: Services["adapters"]): Promise<void>
} {
  const { subscriptions, editions, log, wholeCommunity = async () => undefined } = parts
  const tellLost = createTellLost(parts)

  async function placeBack(where: Parameters<Bot["placeBack"]>[0]): Promise<void> {
    if (where.place === undefined) await wholeCommunity(where.community, false)
    const back = await subscriptions.setGone(where, undefined)
    if (back.length > 0) log.info({ ...where, subscriptions: back.length }, words.delivery.log.back)
  }

  async function placeGone({ reason, ...where }: Parameters<Bot["placeGone"]>[0]): Promise<void> {
    if (where.place === undefined) await wholeCommunity(where.community, true)
    const gone = await subscriptions.setGone(where, reason)
    for (const { id } of gone) await editions.withdraw(id, words.delivery.gone[reason])
    if (gone.length > 0) log.warn({ ...where, reason, subscriptions: gone.length }, words.delivery.log.gone)
    await tellLost(gone, reason)
  }

  /**
   * Where the bot is in the community: places that went or came back alone. Those that were lost are asked for every
   * hour, too.
   */
  async function comparePlaces(known: readonly Subscription[], list: Presence): Promise<void> {
    const posted = known.filter(({ active, audience }) => active && audience.kind === "place")
    for (const { community, place, gone } of posted) {
      const where = { community, place }
      const reason = gone === undefined ? await list.whyGone(where) : undefined
      if (reason !== undefined) await placeGone({ ...where, reason })
      if (gone !== undefined && (await list.isThere?.(where))) await placeBack(where)
    }
  }

  return {
    placeBack,
    placeGone,
    async memberGone({ community, member }) {
      const ended = await subscriptions.ofMember(community, member)
      for (const { id } of ended) await subscriptions.remove(id)
      if (ended.length > 0)
        log.info({ community, subscriptions: ended.length }, words.delivery.log.memberGone)
    },
    async present(list) {
      const known = (await subscriptions.ofPlatform(list.platform)).filter(({ community }) =>
        list.covers(community),
      )
      for (const [community, those] of Map.groupBy(known, (one) => one.community)) {
        if (!list.isIn(community)) {
          await placeGone({ community, reason: "removed" })
          continue
        }
        if (those.some(wentWithItsCommunity)) await placeBack({ community })
        await comparePlaces(those, list)
      }
    },
    async retry(adapters) {
      for (const { community, place, gone, audience } of await subscriptions.gone()) {
        // A member's digest comes back with its community, or once the member says that their messages are open.
        if (gone === "deleted" || audience.kind !== "place") continue
        const adapter = adapterOf(adapters, community)
        const missing = await adapter
          ?.missingPermissions({ community, place, toPost: true })
          .catch(() => undefined)
        if (missing?.length === 0) await placeBack({ community, place })
      }
    },
  }
}

function wentWithItsCommunity({ gone }: Subscription): boolean {
  return communityGoneReasons.some((reason) => reason === gone)
}
