import { createHash } from "node:crypto"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import type { EditionCard } from "./edition-cards.ts"

export type EditionRows = { readonly edition: Edition; readonly deliveries: readonly Delivery[] }

/** The rows of an edition: itself, and a delivery for each of its cards. Without cards it is one that was skipped. */
export function editionRows(
  about: {
    readonly subscription: Subscription
    readonly dueAt: Temporal.Instant
    readonly now: Temporal.Instant
    readonly listKey: string
    readonly reason: string
    readonly refreshAt?: Temporal.Instant | undefined
    readonly late?: Delivery["late"]
  },
  cards: readonly EditionCard[],
): EditionRows {
  const { subscription, listKey, reason } = about
  const now = about.now.toString()
  const dueAt = about.dueAt.toString()
  const id = shortId(subscription.id, dueAt)
  const edition: Edition = {
    id,
    subscription: subscription.id,
    dueAt,
    plannedAt: now,
    listKey,
    state: cards.length > 0 ? "sending" : "skipped",
    reason,
    ...(about.refreshAt ? { refreshAt: about.refreshAt.toString() } : {}),
  }
  const [first, ...others] = deliveriesOf({ edition: id, subscription, now: about.now }, cards)
  if (first === undefined) return { edition, deliveries: [] }
  // The first alone: what was begun is completed.
  return { edition, deliveries: [{ ...first, ...(about.late ? { late: about.late } : {}) }, ...others] }
}

/** A delivery for each of an edition's cards, whose positions begin at `from`. */
export function deliveriesOf(
  about: {
    readonly edition: string
    readonly subscription: Pick<Subscription, "community" | "place" | "form">
    readonly now: Temporal.Instant
  },
  cards: readonly EditionCard[],
  from = 0,
): readonly Delivery[] {
  const { community, place, form } = about.subscription
  return cards.map((card, index) => ({
    id: shortId(about.edition, String(from + index)),
    edition: about.edition,
    position: from + index,
    ...{ community, place, form, ...card },
    state: "waiting",
    attempts: 0,
    notBefore: placeInLine(about.now, from + index),
  }))
}

/**
 * What is due together is sent in the order of these: every place's first message before any place's second, so that a
 * channel that gets one digest does not wait for others that get a message a paper. All lie before now.
 */
function placeInLine(now: Temporal.Instant, position: number): string {
  return now.subtract({ milliseconds: 1 }).add({ microseconds: position }).toString()
}

/**
 * An identifier of 22 characters out of what makes something unique: whoever plans the same occurrence again gives it
 * the same, and Discord takes up to 25 as a message's nonce.
 */
function shortId(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22)
}
