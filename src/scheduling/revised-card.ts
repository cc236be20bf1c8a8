import type { Block, Card, Text } from "../card.ts"
import { counted } from "../cards/counted.ts"
import { paperPost } from "../cards/paper-card.ts"
import { words } from "../cards/runs.ts"
import type { Standing } from "../context.ts"
import type { Delivery, Subscription } from "../delivery-stores.ts"
import type { ListName, Paper } from "../papers/index.ts"
import { editionCards } from "./edition-cards.ts"
import { stillOpen } from "./edition-notes.ts"

export type Revising = {
  readonly subscription: Subscription
  readonly list: ListName
  readonly isClosed: boolean
  /** What the subscription takes of the list now, the most upvoted first. */
  readonly taken: readonly Paper[]
  /** All of the list by id: what was posted stays, also where a filter would not take it any more. */
  readonly papers: ReadonlyMap<string, Paper>
  readonly standings: ReadonlyMap<string, Standing>
}

/**
 * What the messages of an edition say now: votes and comments as they are, papers that came to the list later at the
 * end of their order, so that "number three" stays the same. Only what differs is given, by delivery.
 */
export function revisedCards(
  deliveries: readonly Delivery[],
  revising: Revising,
): readonly { readonly delivery: Delivery; readonly card: Card }[] {
  const single = deliveries.flatMap(({ card }) => card.paper ?? [])
  return deliveries.flatMap((delivery) => {
    if (delivery.state !== "sent") return []
    const card = revised(delivery, single, revising)
    return card && JSON.stringify(card) !== JSON.stringify(delivery.card) ? [{ delivery, card }] : []
  })
}

function revised(delivery: Delivery, single: readonly string[], revising: Revising): Card | undefined {
  const { card } = delivery
  if (card.paper === undefined) return revisedList(delivery, single, revising)
  const paper = revising.papers.get(card.paper)
  return paper && paperPost(paper, revising.standings.get(paper.id))
}

function revisedList(
  { card, form }: Delivery,
  single: readonly string[],
  revising: Revising,
): Card | undefined {
  const { subscription, papers, taken } = revising
  const items = card.blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  const listed = items.flatMap(({ paper }) => paper ?? [])
  if (listed.length === 0 && single.length === 0) return undefined
  const posted = [...single, ...listed]
  const added = isSaidOpen(card) ? taken.filter(({ id }) => !posted.includes(id)) : []
  const inOrder = [...posted.flatMap((id) => papers.get(id) ?? []), ...added]
  // As it was posted: what an admin has changed since is for the posts to come.
  const full = items.filter(({ actions }) => actions.length > 0).length
  const budget =
    form === "digest" ? Math.max(full, isSaidOpen(card) ? subscription.budget : 0) : single.length
  const notes = notesOf(card, revising, inOrder.length)
  const content = { ...revising, subscription: { ...subscription, form, budget }, papers: inOrder, notes }
  const now = editionCards(content).at(-1)
  return now && !isSaidOpen(card) ? { ...now, blocks: withIntroOf(card, now.blocks) } : now
}

function withIntroOf(before: Card, blocks: readonly Block[]): readonly Block[] {
  const intro = before.blocks.find(({ kind }) => kind === "text")
  return blocks.map((block) => (block.kind === "text" && intro ? intro : block))
}

/** One that is complete gets no more papers, whatever a filter takes by then. */
function isSaidOpen({ blocks }: Card): boolean {
  return blocks.some((block) => block.kind === "note" && isOpenNote(block.text))
}

function isOpenNote(note: Text): boolean {
  return note.some(({ text }) => text === stillOpen)
}

function notesOf(card: Card, { isClosed }: Revising, count: number): readonly Text[] {
  const notes = card.blocks.flatMap((block) => (block.kind === "note" ? [block.text] : []))
  if (!isClosed) return notes
  return notes.map((note) =>
    isOpenNote(note)
      ? words(`Completed: the list has settled, with ${counted(count, "paper")} for here.`)
      : note,
  )
}
