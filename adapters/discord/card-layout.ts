/** A card laid out as components: in a box with an edge, or, where it is words alone, as a message without one. */
import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ComponentType as Type,
} from "discord.js"
import type { Action, Block, Card, Image, Item, Tone } from "../../src/vocabulary/card.ts"
import { fileComponent } from "./attachments.ts"
import { button, menuOf, rows, selectRow } from "./controls.ts"
import { limits } from "./limits.ts"
import { write } from "./markdown.ts"

/** The color of the card's edge. */
const accents: Readonly<Record<Tone, number>> = {
  plain: 0xc4653a,
  success: 0x2e9e5b,
  warning: 0xe0a100,
  error: 0xd64545,
}

type Part = APIComponentInContainer
/** How a list's actions are shown; the roomiest that fits is taken. */
type Style = { readonly items: "rows" | "menu"; readonly separated: boolean }

const tightest: Style = { items: "menu", separated: false }
const styles: readonly [Style, ...Style[]] = [
  { items: "rows", separated: true },
  { items: "rows", separated: false },
  tightest,
]

/** `more` are buttons after the card's own. */
export function layOut(card: Card, more: readonly APIButtonComponent[] = []): APIMessageTopLevelComponent[] {
  const [roomiest, ...others] = card.blocks.some(({ kind }) => kind === "items") ? styles : [tightest]
  let parts = layOutAs(card, roomiest, more)
  for (const style of others) {
    if (count(parts) <= limits.message.components) return parts
    parts = layOutAs(card, style, more)
  }
  return parts
}

/** With a row of buttons beneath each item, however many components that makes. */
export function layOutWithRows(
  card: Card,
  more: readonly APIButtonComponent[],
): APIMessageTopLevelComponent[] {
  return layOutAs(card, { items: "rows", separated: false }, more)
}

function layOutAs(
  card: Card,
  style: Style,
  more: readonly APIButtonComponent[],
): APIMessageTopLevelComponent[] {
  const called = card.mention && isId(card.mention) ? [display(`<@&${card.mention}>`)] : []
  if (isWordsAlone(card) && more.length === 0) return [...called, ...wordsOf(card)]
  const components = withButtons(card, partsOf(card, style), more)
  return [...called, { type: Type.Container, accent_color: accents[card.tone], components }]
}

const isId = (text: string) => /^\d{15,21}$/.test(text)

/** A list's header and a thread's opening must not look like a paper; an answer looks like any other. */
function isWordsAlone({ title, blocks, tone }: Card): boolean {
  const names = title.length === 0 || title.some(({ href }) => href !== undefined) || blocks.some(isIntro)
  return tone === "plain" && names && blocks.every(({ kind }) => kind === "text" || kind === "note")
}

const isIntro = (block: Block) => block.kind === "note" && block.role === "intro"

function wordsOf(card: Card): readonly Part[] {
  const title = titleOf(card)
  return [
    ...(title ? [display(`## ${title}`)] : []),
    ...card.blocks.flatMap((block) => words(block) ?? []),
  ].map((part) => (typeof part === "string" ? display(part) : part))
}

function titleOf({ title }: Card): string {
  return write(title.map((run) => ({ ...run, bold: false }))).trim()
}

/** The words that a card begins with, and the picture beside them. */
function leadOf({ blocks }: Card): readonly Block[] {
  const end = blocks.findIndex((block) => words(block) === undefined && !isBeside(block))
  return end < 0 ? blocks : blocks.slice(0, end)
}

const isBeside = (block: Block) => block.kind === "image" && block.beside === true

/** Title, sentence and facts of a paper are one text with the picture beside it; of a long text only its beginning is. */
function partsOf(card: Card, style: Style): readonly Part[] {
  const title = titleOf(card)
  const lead = leadOf(card)
  const picture = lead.find((block) => block.kind === "image")
  if (!picture && card.invites !== "upvote")
    return [...(title ? [display(`### ${title}`)] : []), ...blocksParts(card.blocks, 0, style)]
  const lines = lead.flatMap((block) => words(block) ?? [])
  const isLong = lines.join("").length > besideLength
  const text = display(
    [...(title ? [`**${title}**`] : []), ...(isLong ? lines.slice(0, 1) : lines)].join("\n"),
  )
  const rest = isLong ? lines.slice(1).map(display) : []
  const first = picture ? beside(text, picture.image) : text
  return [first, ...rest, ...blocksParts(card.blocks.slice(lead.length), lead.length, style)]
}

/** How much text still looks well beside a small picture. */
const besideLength = 600

function beside(text: ReturnType<typeof display>, image: Image): Part {
  return { type: Type.Section, components: [text], accessory: { type: Type.Thumbnail, ...media(image) } }
}

function blocksParts(blocks: readonly Block[], from: number, style: Style): readonly Part[] {
  return blocks.flatMap((block, index) => blockParts(block, from + index, style))
}

/** A block of words as text; undefined for any other. */
function words(block: Block): string | undefined {
  // Lines to copy begin with a line's end of their own.
  if (block.kind === "text") return write(block.text).replace(/^\n+/, "")
  return block.kind === "note" ? `-# ${write(block.text).replaceAll("\n", "\n-# ")}` : undefined
}

function blockParts(block: Block, index: number, style: Style): readonly Part[] {
  switch (block.kind) {
    case "text":
    case "note":
      return [display(words(block) ?? "")]
    case "fields": {
      const lines = block.fields.map(({ name, value }) =>
        write([{ text: name, bold: true }, { text: " " }, ...value]).trim(),
      )
      return [display(lines.join("\n"))]
    }
    case "items":
      return itemsParts(block, index, style)
    case "image":
      return [{ type: Type.MediaGallery, items: [media(block.image)] }]
    case "file":
      return [fileComponent(block.file)]
    case "actions":
      return rows(block.actions)
    case "select":
      // What stands in the menu may say what is chosen; the label does, where nothing is chosen yet.
      return saysItself(block)
        ? [selectRow(block)]
        : [display(`-# ${write([{ text: block.label }])}`), selectRow(block)]
    default:
      return block satisfies never
  }
}

function saysItself({ label, placeholder, chosen }: Extract<Block, { kind: "select" }>): boolean {
  return placeholder === undefined ? !chosen : placeholder.startsWith(label)
}

function itemsParts(
  { items, start }: Extract<Block, { kind: "items" }>,
  index: number,
  style: Style,
): readonly Part[] {
  const asMenu = style.items === "menu" && items.length > 1
  const parts = items.flatMap((item, at): readonly Part[] => {
    const number = start === undefined ? "" : `${start + at}. `
    const line = style.separated && at > 0 ? [{ type: Type.Separator } as const] : []
    return [
      ...line,
      ...(asMenu ? [withThumbnail(item, itemText(item, number, true))] : itemParts(item, number)),
    ]
  })
  const menu = asMenu ? menuOf(items, index) : undefined
  return menu ? [...parts, menu] : parts
}

/** One action stands beside its item, several in a row beneath; a picture takes the place beside it. */
function itemParts(item: Item, number: string): readonly Part[] {
  const [first, ...others] = item.actions
  if (first && others.length === 0 && !item.thumbnail)
    return [{ type: Type.Section, components: [itemText(item, number)], accessory: button(first) }]
  return [withThumbnail(item, itemText(item, number)), ...rows(item.actions)]
}

function withThumbnail({ thumbnail }: Item, text: ReturnType<typeof display>): Part {
  return thumbnail ? beside(text, thumbnail) : text
}

/** A menu calls commands and cannot lead out of Discord: beside one, links stand in the text. */
function itemText({ title, lines, actions, factsOnly, paper }: Item, number: string, withLinks = false) {
  const isLink = (action: Action) => action.kind === "link"
  const links = withLinks ? actions.filter(isLink) : []
  const linked = links.map(({ label, href }) => write([{ text: label, href }]))
  // What a paper did is read first; its facts are small print.
  const isSmall = (at: number) => factsOnly === true || (paper !== undefined && at > 0)
  const shown = lines.map((line, at) => (isSmall(at) ? `-# ${write(line)}` : write(line)))
  // Bold within bold is read as signs.
  const heading = write(title.map((run) => ({ ...run, bold: false })))
  return display([`${number}**${heading}**`, ...shown, ...linked].join("\n"))
}

/** In the row of the card's own buttons where it ends with one that has room, else in a row of their own. */
function withButtons({ blocks }: Card, parts: readonly Part[], more: readonly APIButtonComponent[]): Part[] {
  const isEnding = blocks.findLast(({ kind }) => kind !== "note")?.kind === "actions"
  const at = isEnding ? parts.findLastIndex(({ type }) => type === Type.ActionRow) : -1
  const row = parts[at]
  const isRowWithRoom =
    row?.type === Type.ActionRow &&
    row.components.every(({ type }) => type === Type.Button) &&
    row.components.length + more.length <= limits.button.perRow
  return isRowWithRoom
    ? parts.with(at, { ...row, components: [...row.components, ...more] })
    : [...parts, ...rows([], more)]
}

const display = (content: string) => ({ type: Type.TextDisplay, content }) as const

/** `fit` has left out what has no address that Discord takes. */
function media({ url, alt }: Image) {
  return { media: { url }, description: alt || undefined }
}

/** Discord counts every component, those inside others too. */
export function count(components: readonly object[]): number {
  return components.reduce(
    (sum: number, component) =>
      sum + 1 + innerOf(component).reduce((inner, part) => inner + count([part]), 0),
    0,
  )
}

export function displayedLength(components: readonly object[]): number {
  return components.reduce((sum: number, component) => {
    const own = "content" in component ? String(component.content).length : 0
    return sum + own + displayedLength(innerOf(component))
  }, 0)
}

function innerOf(component: object): readonly object[] {
  const inner = "components" in component && Array.isArray(component.components) ? component.components : []
  const accessory = "accessory" in component && component.accessory ? [component.accessory] : []
  return [...inner, ...accessory] as readonly object[]
}
