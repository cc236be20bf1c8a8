import { paperPost } from "../cards/paper-card.ts"
import type { ListName, Paper } from "../papers/index.ts"
import type { Block, Card, Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Delivery, Subscription } from "../vocabulary/delivery-stores.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { type EditionCard, editionCards } from "./edition-cards.ts"

export type Revising = {
  readonly subscription: Subscription
  readonly list: ListName
  readonly isClosed: boolean
  /** What the subscription takes of the list now, the most upvoted first. */
  readonly taken: readonly Paper[]
  /** All of the list by id: what was posted stays, also where a filter would not take it any more. */
  readonly papers: ReadonlyMap<string, Paper>
  readonly paperStats: ReadonlyMap<string, PaperStats>
}

export type Revised = {
  /** What messages say now, where that differs. */
  readonly edits: readonly { readonly delivery: Delivery; readonly card: Card; readonly complete?: Card }[]
  /** What its messages have no room for. */
  readonly more: readonly EditionCard[]
}

/**
 * What the messages of an edition say now: votes and comments as they are, papers that came to the list later at the
 * end of their order, so that "number three" stays the same.
 */
export function revisedCards(deliveries: readonly Delivery[], revising: Revising): Revised {
  const { paperStats } = revising
  const posts = deliveries.flatMap((delivery) => {
    const paper = revising.papers.get(delivery.card.paper ?? "")
    if (paper === undefined) return []
    return [{ delivery, card: paperPost(paper, paperStats.get(paper.id), delivery.card.reason) }]
  })
  const lists = deliveries.filter(({ card }) => card.paper === undefined)
  const now = listsNow(lists, deliveries, revising)
  const revised = lists.flatMap((delivery, index) => {
    const [one, hasMore] = [now[index], index === 0 && now.length > lists.length]
    return one === undefined
      ? []
      : [{ delivery, ...saidNow(one, !hasMore && isRestInThread(delivery, deliveries)) }]
  })
  const edits = [...posts, ...revised]
    .map(stillCalling)
    .filter(
      ({ delivery, card }) =>
        delivery.state === "sent" && JSON.stringify(card) !== JSON.stringify(delivery.card),
    )
  const [root] = lists
  const more = now.slice(lists.length).map(({ card, inThreadOf }) => ({
    card,
    inThreadOf: inThreadOf === undefined ? undefined : root?.position,
  }))
  return { edits, more: root?.state === "sent" ? more : [] }
}

/** A message names whom it called, however it is edited. */
function stillCalling(edit: Revised["edits"][number]): Revised["edits"][number] {
  const { mention } = edit.delivery.card
  if (mention === undefined) return edit
  const { card, complete } = edit
  return { ...edit, card: { ...card, mention }, complete: complete && { ...complete, mention } }
}

/** What a message says as things are, and once its thread holds the rest. */
function saidNow(
  { card, complete }: EditionCard,
  isComplete: boolean,
): Pick<EditionCard, "card" | "complete"> {
  return isComplete && complete !== undefined ? { card: complete, complete } : { card, complete }
}

function isRestInThread({ position }: Delivery, deliveries: readonly Delivery[]): boolean {
  const rest = deliveries.filter(({ inThreadOf }) => inThreadOf === position)
  return rest.length > 0 && rest.every(({ state, thread }) => state === "sent" && thread !== undefined)
}

/** The cards of an edition that are about many papers, the one that stands in the place first. */
function listsNow(
  lists: readonly Delivery[],
  deliveries: readonly Delivery[],
  revising: Revising,
): readonly EditionCard[] {
  const { subscription, papers, taken } = revising
  const [root, ...others] = lists
  const single = deliveries.flatMap(({ card }) => card.paper ?? [])
  const items = lists.flatMap(({ card }) => itemsOf(card))
  if (root === undefined) return []
  const { card, form } = root
  if (items.length === 0 && single.length === 0 && !isSaidOpen(card)) return []
  const posted = [...single, ...items.flatMap(({ paper }) => paper ?? [])]
  const added = isSaidOpen(card) ? taken.filter(({ id }) => !posted.includes(id)) : []
  // A word about an empty day, which it stays.
  if (posted.length + added.length === 0) return [{ card: { ...card, blocks: closedNotes(card, revising) } }]
  const inOrder = [...posted.flatMap((id) => papers.get(id) ?? []), ...added]
  // As it was posted: what an admin has changed since is for the posts to come.
  const full = items.filter(({ actions }) => actions.length > 0).length
  const mayFill = isSaidOpen(card) && others.length === 0
  const budget =
    form === "digest"
      ? Math.max(full, mayFill ? subscription.budget : 0)
      : single.filter((id) => papers.has(id)).length
  const notes = notesOf(card, revising, inOrder.length)
  const content = { ...revising, subscription: { ...subscription, form, budget }, papers: inOrder, notes }
  const [first, ...rest] = editionCards(content).filter((one) => one.card.paper === undefined)
  if (first === undefined) return []
  if (isSaidOpen(card)) return [first, ...rest]
  return [withIntroOf(card, first), ...rest]
}

function itemsOf({ blocks }: Card): readonly Item[] {
  return blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
}

/** What a message that is complete says of itself stays as it was posted. */
function withIntroOf(before: Card, { card, ...one }: EditionCard): EditionCard {
  const intro = before.blocks.find(isIntro)
  const withIntro = (now: Card) => ({
    ...now,
    blocks: now.blocks.map((block) => (intro && isIntro(block) ? intro : block)),
  })
  return { ...one, card: withIntro(card), ...(one.complete && { complete: withIntro(one.complete) }) }
}

/** Messages that were posted before intros were small print say it as text, and nothing else. */
function isIntro(block: Block): boolean {
  return block.kind === "text" || (block.kind === "note" && block.role === "intro")
}

const openNotes = [words.editions.note.open, words.editions.note.openBefore]

/** One that is complete gets no more papers, whatever a filter takes by then. */
function isSaidOpen({ blocks }: Card): boolean {
  return blocks.some((block) => block.kind === "note" && isOpenNote(block.text))
}

function isOpenNote(note: Text): boolean {
  return note.some(({ text }) => openNotes.includes(text))
}

function notesOf(card: Card, revising: Revising, count: number): readonly Text[] {
  const notes = card.blocks.flatMap((block) => (block.kind === "note" && !isIntro(block) ? [block.text] : []))
  return notes.map((note) => noteNow(note, revising, count))
}

function closedNotes({ blocks }: Card, revising: Revising): readonly Block[] {
  return blocks.map((block) =>
    block.kind === "note" ? { ...block, text: noteNow(block.text, revising, 0) } : block,
  )
}

function noteNow(note: Text, { isClosed }: Revising, count: number): Text {
  if (!isClosed || !isOpenNote(note)) return note
  return plainText(words.editions.note.closed(count))
}
