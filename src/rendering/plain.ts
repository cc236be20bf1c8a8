import type { Action, Block, Card, Item, Select, Text } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { cleanLine } from "./characters.ts"
import { fileLine } from "./files.ts"
import { plainDialect, renderRuns, wordsDialect } from "./inline.ts"
import { labelOf } from "./label.ts"

export type PlainOptions = {
  /** Addresses behind the linked words. Left out for notifications and screen readers. */
  readonly links?: boolean
  /** How a button is named; undefined leaves it out. Default: its label in square brackets. */
  readonly button?: (action: Action) => string | undefined
}

/**
 * A card as plain text: the reference renderer. Notifications, the terminal and screen readers get it, and tests
 * measure the others by it. Nothing is left out.
 */
export function plain(card: Card, options: PlainOptions = {}): string {
  const parts = [line(card.title, options), ...card.blocks.map((block) => plainBlock(block, options))]
  return parts.filter((part) => part !== "").join("\n\n")
}

function plainBlock(block: Block, options: PlainOptions): string {
  switch (block.kind) {
    case "text":
    case "note":
      return paragraph(block.text, options)
    case "fields":
      return block.fields
        .map(({ name, value }) => paragraph([{ text: `${cleanLine(name)}: ` }, ...value], options))
        .join("\n")
    case "items":
      return plainItems(block, options)
    case "image":
      return `[${cleanLine(block.image.alt) || words.rendering.image}]`
    case "file":
      return fileLine(block.file)
    case "actions":
      return plainActions(block.actions, options)
    case "select":
      return plainSelect(block)
    default:
      return block satisfies never
  }
}

function plainItems({ items, start }: Extract<Block, { kind: "items" }>, options: PlainOptions): string {
  return items
    .map((item, index) => plainItem(item, start === undefined ? "- " : `${start + index}. `, options))
    .join("\n")
}

function plainItem(item: Item, head: string, options: PlainOptions): string {
  const indent = " ".repeat(head.length)
  const parts = [
    line(item.title, options),
    ...item.lines.map((text) => paragraph(text, options)),
    plainActions(item.actions, options),
  ]
  const lines = parts
    .filter((part) => part !== "")
    .join("\n")
    .split("\n")
  return lines.map((text, index) => (index === 0 ? head : indent) + text).join("\n")
}

function plainActions(actions: readonly Action[], options: PlainOptions): string {
  const name = options.button ?? defaultName
  return actions.flatMap((action) => name(action) ?? []).join("  ")
}

/** `Days: [Every weekday]`, and what else could be chosen. */
function plainSelect(select: Select): string {
  const shown = chosenLabel(select)
  const others = select.of === "options" ? select.options.map(({ label }) => cleanLine(label)) : []
  const rest = others.filter((label) => label !== shown)
  const choices = rest.length > 0 ? ` (${rest.join(", ")})` : ""
  return `${cleanLine(select.label)}: [${shown}]${choices}`
}

/** What a closed menu shows: what is chosen, else the placeholder. */
export function chosenLabel(select: Select): string {
  const { placeholder = select.label, chosen } = select
  if (select.of !== "options") return cleanLine(chosen ?? placeholder)
  return cleanLine(select.options.find(({ value }) => value === chosen)?.label ?? placeholder)
}

function defaultName(action: Action): string {
  const label = cleanLine(labelOf(action))
  return action.kind === "link" ? `${label}: ${action.href}` : `[${label}]`
}

function line(text: Text, options: PlainOptions): string {
  return cleanLine(written(text, options))
}

function paragraph(text: Text, options: PlainOptions): string {
  return written(text, options).trim()
}

function written(text: Text, options: PlainOptions): string {
  return renderRuns(text, options.links === false ? wordsDialect : plainDialect)
}
