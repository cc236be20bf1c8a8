import type { Block, Card, Item } from "../vocabulary/card.ts"
import { fitText } from "./fit-text.ts"
import type { Limits } from "./limits.ts"

type Items = Extract<Block, { readonly kind: "items" }>

/** Stands below a page whose items lost words. */
const marker: Block = { kind: "note", text: [{ text: "… shortened, so that each of the page is here" }] }

// Enough to know a paper by.
const fewCharacters = 120

/**
 * The card with one thing less said about each item of a page, and no item less: first the pictures, then the items'
 * lines from the last to the first, then the ends of long titles. An item that was left out would be on no page, since
 * the next one begins after it. Undefined where nothing is left to spare, or the card holds no page.
 */
export function barerPage(card: Card, limits: Limits): Card | undefined {
  const at = card.blocks.findIndex((block) => block.kind === "items" && block.page)
  const block = card.blocks[at]
  if (block?.kind !== "items") return undefined
  const items = withoutPictures(block) ?? withoutLastLine(block) ?? withShortTitles(block, limits)
  if (!items) return undefined
  const marked = card.blocks[at + 1] === marker || hasPictures(block)
  const blocks = card.blocks.toSpliced(at, 1, { ...block, items }, ...(marked ? [] : [marker]))
  return { ...card, blocks }
}

function hasPictures({ items }: Items): boolean {
  return items.some(({ thumbnail }) => thumbnail !== undefined)
}

function withoutPictures(block: Items): readonly Item[] | undefined {
  return hasPictures(block) ? block.items.map(({ thumbnail: _, ...item }) => item) : undefined
}

function withoutLastLine({ items }: Items): readonly Item[] | undefined {
  const most = Math.max(0, ...items.map(({ lines }) => lines.length))
  return most === 0 ? undefined : items.map((item) => ({ ...item, lines: item.lines.slice(0, most - 1) }))
}

function withShortTitles({ items }: Items, { measure }: Limits): readonly Item[] | undefined {
  if (items.every(({ title }) => measure(title) <= fewCharacters)) return undefined
  return items.map((item) => ({ ...item, title: fitText(item.title, fewCharacters, measure) }))
}
