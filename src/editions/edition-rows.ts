import { createHash } from "node:crypto"
import { addressCommunity } from "../vocabulary/addresses.ts"
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
    refreshAt: about.refreshAt?.toString(),
  }
  const [first, ...others] = deliveriesOf({ edition: id, subscription, now: about.now }, cards)
  if (first === undefined) return { edition, deliveries: [] }
  // The first alone: what was begun is completed.
  return { edition, deliveries: [{ ...first, late: about.late }, ...others] }
}

/** A delivery for each of an edition's cards, whose positions begin at `from`. */
export function deliveriesOf(
  about: {
    readonly edition: string
    readonly subscription: Pick<Subscription, "community" | "place" | "audience" | "form" | "publish">
    readonly now: Temporal.Instant
  },
  cards: readonly EditionCard[],
  from = 0,
): readonly Delivery[] {
  const { place, audience, form, publish } = about.subscription
  const community = audience.kind === "address" ? addressCommunity : about.subscription.community
  return cards.map((card, index) => ({
    id: shortId(about.edition, String(from + index)),
    edition: about.edition,
    position: from + index,
    ...{ community, place, form, ...card },
    state: "waiting",
    attempts: 0,
    notBefore: about.now.toString(),
    ...((card.isRest || card.inThreadOf !== undefined) && { isRest: true }),
    ...(publish && card.inThreadOf === undefined && { publish: true }),
  }))
}

/**
 * An identifier of 22 characters made of what is unique about something: planning the same occurrence again gives it
 * the same, and Discord takes up to 25 as a message's nonce.
 */
function shortId(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22)
}

/**
 * Whether messages bring what others brought: the same papers in the same form, as many of them in full. Votes change
 * which of them come first, and posts follow their votes, so that neither order nor numbers make another edition.
 */
export function isSameEdition(one: readonly Delivery[], other: readonly Delivery[]): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))
}

function contentOf(deliveries: readonly Delivery[]) {
  const cards = deliveries.map(({ card }) => card)
  const blocks = cards.flatMap((card) => card.blocks)
  const items = blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  const single = cards.flatMap(({ paper }) => paper ?? [])
  const papers = [...single, ...items.flatMap(({ paper }) => paper ?? [])].toSorted()
  // Beyond the attention budget a paper has a line without buttons.
  const inFull = single.length + items.filter(({ actions }) => actions.length > 0).length
  return { form: deliveries[0]?.form, papers, inFull }
}
