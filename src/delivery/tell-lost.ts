import { lostCard } from "../cards/edition-cards.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { GoneReason } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"
import { createTellAdmins, type TellingAdmins } from "./tell-admins.ts"

/** What an admin can undo. A channel that was deleted ends at once, and in a community that is lost nobody can be told. */
const reversible: ReadonlySet<GoneReason> = new Set(["archived", "kicked"])

/**
 * Tells the admins who set posts up that their place was lost, once: it is lost once. Where nobody can be told, `health`
 * says it.
 */
export function createTellLost(parts: TellingAdmins) {
  const admins = createTellAdmins(parts)

  /** Never throws. */
  return async (lost: readonly Subscription[], reason: GoneReason): Promise<void> => {
    if (!reversible.has(reason)) return
    const posted = lost.filter(({ active, audience }) => active && audience.kind === "place")
    const once = new Map(posted.map((one) => [`${one.place} ${one.createdBy}`, one]))
    for (const one of once.values()) await tell(one, reason)
  }

  async function tell(about: Subscription, reason: GoneReason): Promise<void> {
    const { place } = about
    try {
      // What to do about an archived channel is said with it.
      const missingPermissions = reason === "kicked" ? await admins.missingIn(about) : []
      await admins.tell(about, lostCard({ ...(await admins.nameOf(about)), reason, missingPermissions }))
    } catch (error) {
      parts.log.warn({ place, err: error }, words.delivery.log.adminToldFailed)
    }
  }
}
