/**
 * A card as Block Kit. We use sections of mrkdwn rather than rich text, because only a section has a place for a
 * thumbnail beside its text; untrusted text is escaped, and `verbatim` keeps Slack from making links.
 */
import type { types } from "@slack/bolt"
import { fileLine } from "../../src/rendering/files.ts"
import { fit } from "../../src/rendering/fit.ts"
import { fitText } from "../../src/rendering/fit-text.ts"
import { renderRuns, textOf, wordsDialect } from "../../src/rendering/inline.ts"
import { type Limits, noLimits } from "../../src/rendering/limits.ts"
import { chosenLabel, plain } from "../../src/rendering/plain.ts"
import type { Block, Card, Image, Item, Run, Select, Text, Tone } from "../../src/vocabulary/card.ts"
import { actionsBlock, button, context, imageElement, itemsMenu, menu, mrkdwn, section } from "./elements.ts"
import { limits } from "./limits.ts"
import { slackMrkdwn, write } from "./mrkdwn.ts"

export type CardMessage = { readonly text: string; readonly blocks: types.KnownBlock[] }

/** Where the home page and modals allow more. */
export type Surface = { readonly blocks: number }

/** What `fit` shortens a card to. */
export function limitsOf({ blocks }: Surface): Limits {
  return {
    ...noLimits,
    measure: (text) => write(text).length,
    title: 1_000,
    text: limits.section.text,
    note: 1_500,
    fields: limits.section.fields,
    fieldName: 200,
    fieldValue: limits.section.field - 300,
    items: 20,
    itemTitle: 600,
    itemLine: 600,
    itemActions: 5,
    actions: limits.actions.elements,
    label: limits.button.text,
    href: limits.button.url,
    alt: limits.image.alt,
    fileBytes: limits.file.bytes,
    repeatedActions: false,
    totals: [
      { max: blocks, of: (card) => layOut(card).length },
      { max: limits.message.characters, of: (card) => JSON.stringify(layOut(card)).length },
    ],
  }
}

/** The card as a message: blocks within Slack's limits, and its words for notifications and screen readers. */
export function cardMessage(card: Card, surface: Surface = limits.message): CardMessage {
  return { text: wordsOf(card), blocks: layOut(fit(card, limitsOf(surface))) }
}

/** What is read out, and shown where there is no room for blocks: neither addresses nor buttons. */
function wordsOf(card: Card): string {
  const read = [{ text: plain(card, { links: false, button: () => undefined }) }]
  const writeWords = (text: Text) => renderRuns(text, { ...wordsDialect, escape: slackMrkdwn.escape })
  return writeWords(fitText(read, limits.message.text, (text) => writeWords(text).length))
}

/** A tone is a sign before the title: Slack has no coloured edge for blocks. */
const signs: Readonly<Record<Tone, string>> = {
  plain: "",
  success: ":white_check_mark: ",
  warning: ":warning: ",
  error: ":x: ",
}

function layOut(card: Card): types.KnownBlock[] {
  const { head, rest } = headOf(card)
  return besideWords([...head, ...rest.flatMap(({ block, index }) => blocksOf(block, index))], card)
}

/** A small picture that no title took stands beside the longest words above it. */
function besideWords(blocks: types.KnownBlock[], card: Card): types.KnownBlock[] {
  const isBeside = card.blocks.some((block) => block.kind === "image" && block.beside)
  const at = isBeside ? blocks.findIndex(({ type }) => type === "image") : -1
  const [words] = blocks.slice(0, Math.max(0, at)).filter(isPlainSection).toSorted(byLength)
  const image = blocks[at]
  if (image?.type !== "image" || !("image_url" in image) || words === undefined) return blocks
  const accessory = { type: "image", image_url: image.image_url, alt_text: image.alt_text } as const
  return blocks.flatMap((block) =>
    block === image ? [] : [block === words ? { ...words, accessory } : block],
  )
}

const byLength = (a: types.SectionBlock, b: types.SectionBlock) => shownLength(b) - shownLength(a)

/** Addresses of links take no room. */
function shownLength({ text }: types.SectionBlock): number {
  return (text?.text ?? "").replaceAll(/<[^|>]*\|/g, "").length
}

function isPlainSection(block: types.KnownBlock): block is types.SectionBlock {
  return block.type === "section" && block.accessory === undefined && block.fields === undefined
}

/** The user group that a post notifies. Nothing but an id of Slack's can call anybody. */
function mentionLine(group: string | undefined): string {
  return group && /^S[A-Z0-9]{2,}$/.test(group) ? `<!subteam^${group}>\n` : ""
}

type Placed = { readonly block: Block; readonly index: number }

/** Title, the words that follow it and the picture beside them are one section. */
function headOf(card: Card): { readonly head: types.KnownBlock[]; readonly rest: readonly Placed[] } {
  const placed = card.blocks.map((block, index) => ({ block, index }))
  const title = mentionLine(card.mention) + signs[card.tone] + write(emphasized(card.title))
  if (textOf(card.title).trim() === "") return { head: [], rest: placed }
  const [first] = placed
  const text = first?.block.kind === "text" ? `${title}\n${write(first.block.text)}` : title
  const isOne = text.length <= limits.section.text
  const beside = placed.find(({ block }) => block.kind === "image" && block.beside)
  const isAbove = isOne && text !== title
  const accessory = isAbove && beside?.block.kind === "image" ? imageElement(beside.block.image) : undefined
  const used = [isAbove ? first : undefined, accessory ? beside : undefined]
  const head = section(isOne ? text : title)
  return {
    head: [accessory ? { ...head, accessory } : head],
    rest: placed.filter((one) => !used.includes(one)),
  }
}

function blocksOf(block: Block, index: number): types.KnownBlock[] {
  switch (block.kind) {
    case "text":
      return [section(write(block.text))]
    case "note":
      return [context(write(block.text))]
    case "fields": {
      const fields = block.fields.map(({ name, value }) => {
        const label = name.trim() ? `${write([{ text: name, bold: true }])}\n` : ""
        return mrkdwn(label + write(value))
      })
      return [{ type: "section", fields }]
    }
    case "items":
      return itemsBlocks(block, index)
    case "image":
      return imageBlocks(block.image)
    case "file":
      return [context(write([{ text: fileLine(block.file) }]))]
    case "actions":
      return [actionsBlock(block.actions, String(index))]
    case "select":
      return [menu(block) ?? chosenSection(block)]
    default:
      return block satisfies never
  }
}

function chosenSection(select: Select): types.SectionBlock {
  return section(write([{ text: `${select.label}: `, bold: true }, { text: chosenLabel(select) }]))
}

type Items = Extract<Block, { kind: "items" }>

/** Items with a row of buttons each, as many as a message has room for; of more, one menu leads to each. */
function itemsBlocks(block: Items, index: number): types.KnownBlock[] {
  const { items, start } = block
  const hasRows = items.some(({ actions }) => actions.length > 1)
  if (hasRows && items.length > mostRows) return menuBlocks(block, index)
  return items.flatMap((item, at) => {
    const blocks = itemBlocks(item, start === undefined ? "" : `${start + at}. `, `${index}.${at}`)
    return hasRows ? [{ type: "divider" } as const, ...blocks] : blocks
  })
}

/** Four blocks each: beside what else a message says, more would not fit. */
const mostRows = 10

function itemBlocks(item: Item, number: string, place: string): types.KnownBlock[] {
  const { actions, factsOnly, lines, paper, thumbnail } = item
  const title = write(emphasized([{ text: number }, ...item.title]))
  // What a paper is about stands below its title, and what is known of it in small.
  const [only] = actions
  const accessory =
    imageElement(thumbnail) ?? (actions.length === 1 && only ? button(only, place) : undefined)
  const about = factsOnly ? 0 : paper === undefined ? lines.length : 1
  // Beside a button facts stand right below their title, which alone would leave a gap above them.
  const isWhole = factsOnly && accessory?.type === "button"
  const [beside, small] = isWhole ? [lines, []] : [lines.slice(0, about), lines.slice(about)]
  const text = [title, ...beside.map(write)].join("\n")
  const row = accessory?.type === "button" || actions.length === 0 ? [] : [actionsBlock(actions, place)]
  return [
    accessory ? { ...section(text), accessory } : section(text),
    ...(small.length > 0 ? [context(small.map(write).join("\n"))] : []),
    ...row,
  ]
}

function menuBlocks({ items, start }: Items, index: number): types.KnownBlock[] {
  const sections = items.map(({ title, lines }, at) => {
    const number = start === undefined ? "" : `${start + at}. `
    return section([write(emphasized([{ text: number }, ...title])), ...lines.map(write)].join("\n"))
  })
  const toEach = itemsMenu(items, String(index))
  return toEach ? [...sections, toEach] : sections
}

/** A title is bold, and one link: Slack formats no words within a link, so marks of a search would cut it apart. */
function emphasized(title: Text): Text {
  const merged: Run[] = []
  for (const { text, href } of title) {
    const before = merged.at(-1)
    if (before && before.href === href) merged[merged.length - 1] = { ...before, text: before.text + text }
    else if (text !== "") merged.push({ text, bold: true, ...(href === undefined ? {} : { href }) })
  }
  return merged
}

function imageBlocks(image: Image): types.KnownBlock[] {
  const shown = imageElement(image)
  return shown && "image_url" in shown ? [{ ...shown, image_url: shown.image_url ?? "" }] : []
}
