import type { Bot } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"

/** Stops sending to places that the bot lost, and resumes when it is back. */
export function createPlaces({
  subscriptions,
  editions,
  log,
}: Pick<Services, "subscriptions" | "editions" | "log">): Pick<Bot, "placeGone" | "placeBack"> {
  return {
    async placeGone({ reason, ...where }) {
      const gone = await subscriptions.setGone(where, reason)
      for (const { id } of gone) await editions.withdraw(id, words.delivery.gone[reason])
      if (gone.length > 0) log.warn({ ...where, reason, subscriptions: gone.length }, words.delivery.log.gone)
    },
    async placeBack(where) {
      const back = await subscriptions.setGone(where, undefined)
      if (back.length > 0) log.info({ ...where, subscriptions: back.length }, words.delivery.log.back)
    },
  }
}
