import { displayWidth } from "../../src/rendering/characters.ts"
import { fileLine } from "../../src/rendering/files.ts"
import { labelOf } from "../../src/rendering/label.ts"
import { chosenLabel } from "../../src/rendering/plain.ts"
import type { Action, Block, Card, Item, Run, Text } from "../../src/vocabulary/card.ts"
import { oneLine, paint, paintRun, readableRuns, type Style } from "./style.ts"
import { wrapRuns } from "./wrap.ts"

/** A card for a terminal, and its buttons in the order in which they are numbered, from 1. */
export type Rendered = { readonly text: string; readonly buttons: readonly Button[] }
export type Button = Extract<Action, { kind: "invoke" }>

/**
 * How buttons are offered: by number at a prompt, where it can be typed; as the line to call where a shell prints one
 * answer, for the card's own buttons alone, since one for each item would bury the items; or not at all.
 */
export type Buttons =
  | { readonly kind: "numbered" }
  | { readonly kind: "lines"; readonly lineOf: (button: Button) => string | undefined }
  | { readonly kind: "hidden" }

type Writer = {
  readonly style: Style
  readonly buttons: Button[]
  readonly offered: Buttons
}

/**
 * Renders a card as text for a terminal: same card and style, same characters. Nothing in a card's texts can
 * drive the terminal. The text ends without a line break.
 */
export function renderCard(card: Card, style: Style, offered: Buttons = { kind: "hidden" }): Rendered {
  const writer: Writer = { style, buttons: [], offered }
  const title = paragraph(card.title, style).map((line) => paint(style).tones[card.tone](line))
  const blocks = card.blocks.map((block) => blockLines(block, writer)).filter((lines) => lines.length > 0)
  const text = [title, ...blocks].map((lines) => lines.join("\n")).join("\n\n")
  return { text, buttons: writer.buttons }
}

/** A menu in which nothing is chosen says nothing, and a terminal can't open it. */
export function withoutMenus(card: Card): Card {
  const says = (block: Block) => block.kind !== "select" || block.chosen !== undefined
  return { ...card, blocks: card.blocks.filter(says) }
}

function blockLines(block: Block, writer: Writer): readonly string[] {
  const { style } = writer
  switch (block.kind) {
    case "text":
      return brokenLines(block.text).flatMap((line) =>
        isToCopy(line) ? [paintLine(readableRuns(line, style), style)] : paragraph(line, style),
      )
    case "fields":
      return fieldLines(block.fields, style)
    case "items":
      return spaced(block.items.map((item, index) => itemLines(item, block.start, index, writer)))
    case "image":
      return imageLines(block.image, style)
    case "file":
      return paragraph([{ text: fileLine(block.file), bold: true }], style)
    case "note":
      return paragraph(block.text, style).map(paint(style).faint)
    case "actions":
      return writer.offered.kind === "lines"
        ? callLines(block.actions, writer.offered.lineOf, style)
        : actionLines(block.actions, writer, 0)
    case "select":
      return paragraph([{ text: `${block.label}: `, bold: true }, { text: chosenLabel(block) }], style)
    default:
      throw new Error(`No way to show ${JSON.stringify(block satisfies never)}`)
  }
}

/** A text by its line breaks. */
function brokenLines(text: Text): readonly Text[] {
  const lines: Run[][] = [[]]
  for (const run of text) {
    const [first = "", ...rest] = run.text.split(/\r\n?|\n/)
    lines.at(-1)?.push({ ...run, text: first })
    lines.push(...rest.map((text) => [{ ...run, text }]))
  }
  return lines
}

/** Printed unwrapped even if it is wider than the terminal, so that it can be copied. */
function isToCopy(line: Text): boolean {
  return line.some(({ code }) => code === "block")
}

function paragraph(text: Text, style: Style, indent = 0): readonly string[] {
  const lines = wrapRuns(readableRuns(text, style), style.width - indent)
  return lines.map((line) => " ".repeat(indent) + paintLine(line, style))
}

function paintLine(line: Text, style: Style): string {
  return line.map((run) => paintRun(run, style)).join("")
}

const widestName = 24

function fieldLines(
  fields: readonly { readonly name: string; readonly value: Text }[],
  style: Style,
): readonly string[] {
  const sizes = fields.map(({ name }) => displayWidth(oneLine(name))).filter((size) => size <= widestName)
  const column = Math.min(Math.max(0, ...sizes) + 2, Math.floor(style.width / 2))
  return fields.flatMap(({ name, value }) => {
    const names = paragraph([{ text: name }], style).map(paint(style).faint)
    const values = brokenLines(value).flatMap((line) => paragraph(line, style, column))
    const size = displayWidth(oneLine(name))
    // A name that is wider than its column stands above its value.
    if (size + 2 > column) return [...names, ...values]
    const [first = "", ...rest] = values
    return [names.join("") + " ".repeat(column - size) + first.slice(column), ...rest]
  })
}

function itemLines(item: Item, start: number | undefined, index: number, writer: Writer): readonly string[] {
  const { style } = writer
  const label = start === undefined ? "•" : `${start + index}.`
  const indent = label.length + 1
  const [first = "", ...rest] = paragraph(item.title, style, indent)
  return [
    `${paint(style).faint(label)} ${first.slice(indent)}`,
    ...rest,
    ...item.lines.flatMap((line) => paragraph(line, style, indent)),
    ...actionLines(item.actions, writer, indent),
  ]
}

/** Items of more than a line each stand apart. */
function spaced(items: readonly (readonly string[])[]): readonly string[] {
  const apart = items.some((lines) => lines.length > 1)
  return items.flatMap((lines, index) => (apart && index > 0 ? ["", ...lines] : lines))
}

/** A terminal shows no pictures: what is on it, and where it lies. */
function imageLines(image: { readonly url: string; readonly alt: string }, style: Style): readonly string[] {
  const alt = { text: `[${image.alt || "picture"}]`, href: image.url }
  return paragraph([alt], style).map(paint(style).faint)
}

function actionLines(actions: readonly Action[], writer: Writer, indent: number): readonly string[] {
  const width = writer.style.width - indent
  const labels = actions.flatMap((action) => {
    const runs = readableRuns(actionRuns(action, writer), writer.style)
    return runs.length === 0 ? [] : [wrapRuns(runs, width)]
  })
  return flow(labels, width).map((line) => " ".repeat(indent) + paintLine(line, writer.style))
}

function actionRuns(action: Action, { buttons, offered }: Writer): Text {
  if (action.kind === "link") return [{ text: action.label, href: action.href }]
  if (offered.kind !== "numbered") return []
  buttons.push(action)
  const label = action.emoji ? `${action.emoji} ${labelOf(action)}` : labelOf(action)
  return [{ text: `[${buttons.length}]`, code: true }, { text: ` ${label}` }]
}

/** Puts labels side by side while they fit; one that is wrapped stands alone. */
function flow(labels: readonly (readonly Text[])[], width: number): readonly Text[] {
  const lines: Text[] = []
  for (const label of labels) {
    const joined = [...(lines.at(-1) ?? []), { text: "  " }, ...(label[0] ?? [])]
    if (lines.length > 0 && label.length === 1 && sizeOf(joined) <= width) lines.splice(-1, 1, joined)
    else lines.push(...label)
  }
  return lines
}

function sizeOf(line: Text): number {
  return displayWidth(line.map(({ text }) => text).join(""))
}

function callLines(
  actions: readonly Action[],
  lineOf: (button: Button) => string | undefined,
  style: Style,
): readonly string[] {
  const fields = actions.flatMap((action) => {
    const text = action.kind === "link" ? action.href : lineOf(action)
    return text === undefined ? [] : [{ name: action.label, value: [{ text, href: text }] }]
  })
  return fieldLines(fields, style)
}
