import { listNameOf } from "../papers/index.ts"
import type { Delivery, Edition, EditionStore, Subscription } from "../vocabulary/delivery-stores.ts"

export type EarlierEditions = Pick<EditionStore, "ofSubscription" | "deliveries">

/** Editions with messages that are looked through for a list that was posted already: a list is due for a few days. */
const recentEditions = 40

/** Why an edition was not sent after all: of what a platform missed while it was away only the latest is posted. */
export const overtaken = "not sent before the next post was due"

/** The lists that a subscription has posted lately, with the day on which it did, and what became of the others. */
export async function earlierEditions(editions: EarlierEditions, { id }: Pick<Subscription, "id">) {
  const posted = new Map<string, string>()
  /** Not one of their messages is sent yet: their platform is away. */
  const unsent: Edition[] = []
  /** Those since the last that was posted, newest first. */
  const since: Edition[] = []
  for (const edition of await editions.ofSubscription(id, recentEditions, { withMessages: true })) {
    const { state, listKey, dueAt, reason } = edition
    // One that failed in part was posted, and would be doubled by posting it again.
    const isSent = state === "done" || (await editions.deliveries(edition.id)).some(wasSent)
    if (isSent) posted.set(listKey, dueAt.slice(0, 10))
    else if (state === "sending") unsent.push(edition)
    if (posted.size === 0 && (state === "sending" || reason === overtaken)) since.push(edition)
  }
  const overtakenLists = since
    .toReversed()
    .map(({ listKey }) => listNameOf(listKey))
    .filter(({ period }) => period !== undefined)
  return { posted, unsent, overtakenLists }
}

function wasSent({ state }: Delivery): boolean {
  return state === "sent"
}
