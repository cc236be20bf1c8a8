/**
 * A card as Discord's components (their second version). They are chosen over embeds because a thumbnail has alt text
 * only there, buttons stand beside what they act on, and 4,000 characters are one sum that is easily kept.
 */
import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  MessageFlags,
  type RawFile,
} from "discord.js"
import { fit } from "../../src/rendering/fit.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"
import type { Action, Block, Card } from "../../src/vocabulary/card.ts"
import { type Attachment, attachmentsOf, filesOf, withPlainNames } from "./attachments.ts"
import { count, displayedLength, layOut, layOutWithRows } from "./card-layout.ts"
import { limits } from "./limits.ts"
import { write } from "./markdown.ts"

type Buttons = readonly APIButtonComponent[]

/** What `fit` shortens a card to, with `more` buttons after its own. */
function limitsWith(more: Buttons): Limits {
  return {
    ...noLimits,
    measure: (text) => write(text).length,
    title: 512,
    text: 3000,
    fields: limits.select.options,
    fieldName: 100,
    fieldValue: 500,
    // Where rows have no room, a menu leads to each item.
    items: limits.select.options,
    itemTitle: 400,
    itemLine: 400,
    itemActions: limits.button.perRow,
    actions: 2 * limits.button.perRow,
    label: limits.button.label,
    href: limits.button.url,
    options: limits.select.options,
    alt: limits.media.description,
    imageUrl: limits.media.url,
    fileBytes: limits.file.bytes,
    repeatedActions: false,
    totals: [
      { max: limits.message.components, of: (card) => count(layOut(card, more)) },
      { max: limits.message.displayedText, of: (card) => displayedLength(layOut(card, more)) },
    ],
  }
}

export const cardLimits: Limits = limitsWith([])

export type CardMessage = {
  readonly components: APIMessageTopLevelComponent[]
  readonly flags: MessageFlags.IsComponentsV2
  readonly attachments: readonly Attachment[]
  /** Nobody is called but the role that the card calls. */
  readonly allowed_mentions: { readonly parse: []; readonly roles?: string[] }
}

/** What is sent of a card: the message's body, and the bytes of its files. */
export type CardRequest<B = CardMessage> = { readonly body: B; readonly files: RawFile[] }

/** A card as a message, for sending and editing alike. */
export function cardRequest(card: Card, more: Buttons = []): CardRequest {
  const fitted = fittedCard(card, more)
  const body: CardMessage = {
    components: layOut(fitted, more),
    attachments: attachmentsOf(fitted),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [], ...(card.mention ? { roles: [card.mention] } : {}) },
  }
  return { body, files: [...filesOf(fitted)] }
}

/** The same with a nonce: Discord makes one message of all attempts that carry it, for some minutes. */
export function sentOnce(card: Card, nonce: string): CardRequest<CardMessage & Once> {
  if (nonce.length > limits.nonce)
    throw new RangeError(`nonce "${nonce}" is longer than ${limits.nonce} characters`)
  const { body, files } = cardRequest(card)
  return { body: { ...body, nonce, enforce_nonce: true }, files }
}

type Once = { readonly nonce: string; readonly enforce_nonce: true }

/** The card as the components of one message, within Discord's limits: what is left out says so. */
export function cardComponents(card: Card, more: Buttons = []): APIMessageTopLevelComponent[] {
  return layOut(fittedCard(card, more), more)
}

/** What of a card is shown. */
export function fittedCard(card: Card, more: Buttons = []): Card {
  const limits = more.length > 0 ? limitsWith(more) : cardLimits
  return withPlainNames(fit(hasRoomForRows(card, limits, more) ? card : withoutRows(card), limits))
}

function hasRoomForRows(card: Card, all: Limits, more: Buttons): boolean {
  if (!card.blocks.some(hasRows)) return true
  return count(layOutWithRows(fit(card, { ...all, totals: [] }), more)) <= limits.message.components
}

const hasRows = (block: Block) =>
  block.kind === "items" && block.items.some(({ actions }) => actions.length > 1)

/** Of each item's buttons the last stays: it opens what has the others too. */
function withoutRows(card: Card): Card {
  const blocks = card.blocks.map((block) => {
    if (block.kind !== "items") return block
    const items = block.items.map((item) => ({ ...item, actions: lastOf(item.actions) }))
    return { ...block, items }
  })
  return { ...card, blocks }
}

function lastOf(actions: readonly Action[]): readonly Action[] {
  const last = actions.findLast(({ kind }) => kind === "invoke") ?? actions.at(-1)
  return last ? [last] : []
}
