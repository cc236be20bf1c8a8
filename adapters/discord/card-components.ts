/**
 * A card as Discord's components (their second version). They are chosen over embeds because a thumbnail has alt text
 * only there, buttons stand beside what they act on, and 4,000 characters are one sum that is easily kept.
 */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
  ComponentType as Type,
} from "discord.js"
import { fit } from "../../src/rendering/fit.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"
import { packAction } from "../../src/rendering/packed-action.ts"
import { chosenLabel } from "../../src/rendering/plain.ts"
import type { Action, Block, Card, Image, Item, Tone } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"
import { limits } from "./limits.ts"
import { write } from "./markdown.ts"

/** The colour of the card's edge. */
const accents: Readonly<Record<Tone, number>> = {
  plain: 0xffb000,
  success: 0x2e9e5b,
  warning: 0xe0a100,
  error: 0xd64545,
}

/** What `fit` shortens a card to. */
export const cardLimits: Limits = {
  ...noLimits,
  measure: (text) => write(text).length,
  title: 512,
  text: 3000,
  fields: limits.select.options,
  fieldName: 100,
  fieldValue: 500,
  // The menu below a list leads to each of its items.
  items: limits.select.options,
  itemTitle: 400,
  itemLine: 400,
  // The menu leads to what is done first with each; `show` offers the rest.
  itemActions: 1,
  actions: 2 * limits.button.perRow,
  label: limits.button.label,
  href: limits.button.url,
  alt: limits.media.description,
  imageUrl: limits.media.url,
  repeatedActions: false,
  totals: [
    { max: limits.message.components, of: (card) => count(layOut(card)) },
    { max: limits.message.displayedText, of: (card) => displayedLength(layOut(card)) },
  ],
}

export type CardMessage = {
  readonly components: APIMessageTopLevelComponent[]
  readonly flags: MessageFlags.IsComponentsV2
  readonly allowed_mentions: { readonly parse: [] }
}

/** A card as a message's body, for sending and editing alike. */
export function cardMessage(card: Card): CardMessage {
  return {
    components: cardComponents(card),
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
  }
}

/** The same with a nonce: Discord makes one message of all attempts that carry it, for some minutes. */
export function sentOnce(card: Card, nonce: string): RESTPostAPIChannelMessageJSONBody {
  if (nonce.length > limits.nonce)
    throw new RangeError(`nonce "${nonce}" is longer than ${limits.nonce} characters`)
  return { ...cardMessage(card), nonce, enforce_nonce: true }
}

/** The card as the components of one message, within Discord's limits: what is left out says so. */
export function cardComponents(card: Card): APIMessageTopLevelComponent[] {
  return layOut(fit(card, cardLimits))
}

function layOut(card: Card): APIMessageTopLevelComponent[] {
  const title = write(card.title.map((run) => ({ ...run, bold: false })))
  const components = card.blocks.flatMap((block, index) => blockComponents(block, index))
  return [
    {
      type: Type.Container,
      accent_color: accents[card.tone],
      components: [...(title.trim() ? [display(`### ${title}`)] : []), ...components],
    },
  ]
}

function blockComponents(block: Block, index: number): APIComponentInContainer[] {
  switch (block.kind) {
    case "text":
      return [display(write(block.text))]
    case "note":
      return [display(`-# ${write(block.text).replaceAll("\n", "\n-# ")}`)]
    case "fields":
      return [
        display(
          block.fields
            .map(({ name, value }) => write([{ text: name, bold: true }, { text: " " }, ...value]).trim())
            .join("\n"),
        ),
      ]
    case "items":
      return itemsComponents(block, index)
    case "image":
      return [{ type: Type.MediaGallery, items: [media(block.image)] }]
    case "actions":
      return rows(block.actions)
    case "select":
      return [display(write([{ text: block.label, bold: true }, { text: ` ${chosenLabel(block)}` }]))]
    default:
      return block satisfies never
  }
}

function itemsComponents(
  { items, start }: Extract<Block, { kind: "items" }>,
  index: number,
): APIComponentInContainer[] {
  const lines = items.map((item, at) =>
    itemComponent(item, start === undefined ? "" : `${start + at}. `, items.length === 1),
  )
  const [only] = items
  if (only && items.length === 1) return [...lines, ...rows(only.actions)]
  const menu = menuOf(items, index)
  return menu ? [...lines, menu] : lines
}

function itemComponent(item: Item, number: string, alone: boolean): APIComponentInContainer {
  // A menu calls commands and cannot lead out of Discord: such a link stands in the text.
  const links = alone ? [] : item.actions.filter((action) => action.kind === "link")
  const linked = links.map(({ label, href }) => write([{ text: label, href }]))
  const text = display([`${number}**${write(item.title)}**`, ...item.lines.map(write), ...linked].join("\n"))
  if (!item.thumbnail) return text
  return {
    type: Type.Section,
    components: [text],
    accessory: { type: Type.Thumbnail, ...media(item.thumbnail) },
  }
}

/** A list's items get one menu instead of a button each: ten rows of buttons drown ten titles. */
function menuOf(
  items: readonly Item[],
  index: number,
): APIActionRowComponent<APIComponentInMessageActionRow> | undefined {
  const options = items.flatMap((item) => {
    const action = item.actions.find((some) => some.kind === "invoke")
    if (!action) return []
    return {
      label: fitLine(textOf(item.title), limits.select.label),
      description: fitLine(action.label, limits.select.description),
      value: packAction(action, limits.button.customId),
    }
  })
  if (options.length === 0) return undefined
  const { openPaper, openEntry } = words.discord
  const placeholder = items.every(({ paper }) => paper !== undefined) ? openPaper : openEntry
  return {
    type: Type.ActionRow,
    components: [{ type: Type.StringSelect, custom_id: `menu ${index}`, placeholder, options }],
  }
}

function rows(actions: readonly Action[]): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const count = Math.ceil(actions.length / limits.button.perRow)
  return Array.from({ length: count }, (_, row) => ({
    type: Type.ActionRow,
    components: actions.slice(row * limits.button.perRow, (row + 1) * limits.button.perRow).map(button),
  }))
}

const styles = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const

function button(action: Action): APIButtonComponent {
  if (action.kind === "link")
    return { type: Type.Button, style: ButtonStyle.Link, label: action.label, url: action.href }
  return {
    type: Type.Button,
    style: styles[action.style ?? "plain"],
    label: labelOf(action),
    custom_id: packAction(action, limits.button.customId),
    ...(action.emoji ? { emoji: { name: action.emoji } } : {}),
  }
}

const display = (content: string) => ({ type: Type.TextDisplay, content }) as const

/** `fit` has left out what has no address that Discord takes. */
function media({ url, alt }: Image) {
  return { media: { url }, description: alt || undefined }
}

/** Discord counts every component, those inside others too. */
function count(components: readonly object[]): number {
  return components.reduce(
    (sum: number, component) =>
      sum + 1 + partsOf(component).reduce((inner, part) => inner + count([part]), 0),
    0,
  )
}

function displayedLength(components: readonly object[]): number {
  return components.reduce((sum: number, component) => {
    const own = "content" in component ? String(component.content).length : 0
    return sum + own + displayedLength(partsOf(component))
  }, 0)
}

function partsOf(component: object): readonly object[] {
  const inner = "components" in component && Array.isArray(component.components) ? component.components : []
  const accessory = "accessory" in component && component.accessory ? [component.accessory] : []
  return [...inner, ...accessory] as readonly object[]
}
