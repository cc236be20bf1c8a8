import { adapterOf } from "../community/adapter-of.ts"
import type { Bot } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

/** Stops sending to places that the bot lost, and resumes when it is back. */
export function createPlaces({
  subscriptions,
  editions,
  log,
}: Pick<Services, "subscriptions" | "editions" | "log">): Pick<Bot, "placeGone" | "placeBack"> & {
  /** Asks for each lost place whether the bot can post there again: it may have missed that it is back. */
  retry(adapters: Services["adapters"]): Promise<void>
} {
  async function placeBack(where: Parameters<Bot["placeBack"]>[0]): Promise<void> {
    const back = await subscriptions.setGone(where, undefined)
    if (back.length > 0) log.info({ ...where, subscriptions: back.length }, words.delivery.log.back)
  }

  return {
    placeBack,
    async retry(adapters) {
      for (const { community, place, gone } of await subscriptions.gone()) {
        if (gone === "deleted") continue
        const adapter = adapterOf(adapters, community)
        const missing = await adapter
          ?.missingPermissions({ community, place, toPost: true })
          .catch(() => undefined)
        if (missing?.length === 0) await placeBack({ community, place })
      }
    },
    async placeGone({ reason, ...where }) {
      const gone = await subscriptions.setGone(where, reason)
      for (const { id } of gone) await editions.withdraw(id, words.delivery.gone[reason])
      if (gone.length > 0) log.warn({ ...where, reason, subscriptions: gone.length }, words.delivery.log.gone)
    },
  }
}
