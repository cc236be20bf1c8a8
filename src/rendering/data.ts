import type { Action, Block, Card, CardFile, Item, PackedArguments, Text, Tone } from "../vocabulary/card.ts"
import type { Failure } from "../vocabulary/command.ts"
import { textOf } from "./inline.ts"

/** A card as data for other programs (`--json`): one shape for every command. Absent parts are left out. */
export type CardData = {
  readonly title: string
  readonly tone: Tone
  /** Why this is not what was asked for. */
  readonly failure?: Failure
  /** The one paper that the card is about, by its id. */
  readonly paper?: string
  readonly text?: readonly string[]
  readonly fields?: readonly {
    readonly name: string
    readonly value: string
    readonly links?: readonly string[]
  }[]
  readonly items?: readonly ItemData[]
  /** What is in a file: its text, or its bytes in base64 where it is none. */
  readonly files?: readonly FileData[]
  readonly notes?: readonly string[]
  /** What can be called next, and where one can go. */
  readonly actions?: readonly ActionData[]
}

type FileData = { readonly name: string; readonly type: string } & (
  | { readonly text: string }
  | { readonly base64: string }
)

type ItemData = {
  /** Its place in the whole list, where the list is numbered. */
  readonly number?: number
  readonly title: string
  readonly link?: string
  readonly paper?: string
  readonly lines: readonly string[]
}

type ActionData =
  | { readonly label: string; readonly command: string; readonly arguments: PackedArguments }
  | { readonly label: string; readonly link: string }

/** A card as data, derived from its blocks; pictures are left out. */
export function dataOf({ title, tone, paper, blocks }: Card, failure?: Failure): CardData {
  const of = <K extends Block["kind"]>(kind: K) =>
    blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind)
  const parts = {
    text: of("text").map(({ text }) => textOf(text)),
    fields: of("fields").flatMap(({ fields }) => fields.map(fieldData)),
    items: of("items").flatMap(({ items, start }) =>
      items.map((item, index) => itemData(item, start, index)),
    ),
    files: of("file").map(({ file }) => fileData(file)),
    notes: of("note").map(({ text }) => textOf(text)),
    actions: of("actions").flatMap(({ actions }) => actions.map(actionData)),
  }
  const given = Object.entries(parts).filter(([, part]) => part.length > 0)
  return { title: textOf(title), tone, failure, paper, ...Object.fromEntries(given) }
}

function fileData({ name, type, bytes }: CardFile): FileData {
  const isText = /^text\/|json/.test(type)
  return isText
    ? { name, type, text: new TextDecoder().decode(bytes) }
    : { name, type, base64: Buffer.from(bytes).toString("base64") }
}

function fieldData({ name, value }: { readonly name: string; readonly value: Text }) {
  const links = value.flatMap(({ href }) => href ?? [])
  return { name, value: textOf(value), links: links.length > 0 ? links : undefined }
}

function itemData({ title, paper, lines }: Item, start: number | undefined, index: number): ItemData {
  return {
    number: start === undefined ? undefined : start + index,
    title: textOf(title),
    link: title.find(({ href }) => href !== undefined)?.href,
    paper,
    lines: lines.map(textOf),
  }
}

function actionData(action: Action): ActionData {
  const { label } = action
  return action.kind === "link"
    ? { label, link: action.href }
    : { label, command: action.command, arguments: action.arguments }
}
