import type { Block, Card, Item } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { fitText } from "./fit-text.ts"
import type { Limits, Total } from "./limits.ts"

/**
 * Shortens until every total holds, step by step, each step making the card smaller: pictures and words of a page's
 * items (`barerPage`); the last item of the longest list, down to three; then the longest text by what is too much;
 * then items again, fields, images and at last whole blocks from the end. What remains is the title alone, and that is
 * cut too.
 */
export function fitTotals(card: Card, limits: Limits): Card {
  let current = card
  let broken = brokenTotal(current, limits)
  while (broken) {
    const smaller = smallerCard(current, limits, broken)
    if (!smaller) return current
    current = smaller
    broken = brokenTotal(current, limits)
  }
  return current
}

function brokenTotal(card: Card, limits: Limits): Total | undefined {
  return limits.totals.find(({ max, of }) => of(card) > max)
}

// A list of fewer says too little to be worth its words; below it, texts are shortened first.
const fewItems = 3
// Shorter than this, a cut text says nothing: it is left out as a whole.
const fewCharacters = 80

function smallerCard(card: Card, limits: Limits, broken: Total): Card | undefined {
  return (
    barerPage(card, limits) ??
    withoutLastItem(card, fewItems) ??
    withShorterText(card, limits, broken) ??
    withoutLastItem(card, 0) ??
    withoutLastBlock(card) ??
    withShorterTitle(card, limits)
  )
}

type Items = Extract<Block, { readonly kind: "items" }>

/** Stands below a page whose items lost words. */
const shortenedNote: Block = { kind: "note", text: [{ text: words.rendering.shortened }] }

// Enough to know a paper by.
const titleCharacters = 120

/**
 * The card with one thing less said about each item of a page, and no item less: first the pictures, then the items'
 * lines from the last to the first, then the ends of long titles. An item that was left out would be on no page, since
 * the next one begins after it. Undefined where nothing is left to spare, or the card holds no page.
 */
function barerPage(card: Card, limits: Limits): Card | undefined {
  const at = card.blocks.findIndex((block) => block.kind === "items" && block.page)
  const block = card.blocks[at]
  if (block?.kind !== "items") return undefined
  const items = withoutPictures(block) ?? withoutLastLine(block) ?? withShortTitles(block, limits)
  if (!items) return undefined
  const marked = card.blocks[at + 1] === shortenedNote || hasPictures(block)
  const blocks = card.blocks.toSpliced(at, 1, { ...block, items }, ...(marked ? [] : [shortenedNote]))
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
  if (items.every(({ title }) => measure(title) <= titleCharacters)) return undefined
  return items.map((item) => ({ ...item, title: fitText(item.title, titleCharacters, measure) }))
}

function withoutLastItem(card: Card, least: number): Card | undefined {
  const counts = card.blocks.map((block) => (block.kind === "items" ? block.items.length : 0))
  const most = Math.max(0, ...counts)
  if (most <= least) return undefined
  const at = counts.lastIndexOf(most)
  const block = card.blocks[at]
  if (block?.kind !== "items") return undefined
  const next = card.blocks[at + 1]
  const before = leftOutIn(next)
  const rest = card.blocks.slice(at + (before > 0 ? 2 : 1))
  const kept: Block[] = most > 1 ? [{ ...block, items: block.items.slice(0, -1) }] : []
  return { ...card, blocks: [...card.blocks.slice(0, at), ...kept, andMore(before + 1), ...rest] }
}

function withShorterText(card: Card, limits: Limits, { max, of }: Total): Card | undefined {
  const lengths = card.blocks.map((block) => (block.kind === "text" ? limits.measure(block.text) : 0))
  const longest = Math.max(0, ...lengths)
  const at = lengths.indexOf(longest)
  const block = card.blocks[at]
  if (block?.kind !== "text" || longest <= fewCharacters) return undefined
  const text = fitText(
    block.text,
    Math.max(fewCharacters, longest - Math.max(1, of(card) - max)),
    limits.measure,
  )
  const shorter = { ...card, blocks: card.blocks.with(at, { ...block, text }) }
  // A total that counts blocks does not fall by cutting words.
  return of(shorter) < of(card) ? shorter : undefined
}

function withoutLastBlock(card: Card): Card | undefined {
  if (card.blocks.length === 0) return undefined
  const blocks = card.blocks.at(-1) === marker ? card.blocks.slice(0, -1) : card.blocks
  if (blocks.length === 0) return { ...card, blocks }
  const kind = leaveOrder.find((some) => blocks.some((block) => block.kind === some))
  const leaving = blocks.findLastIndex((block) => block.kind === kind)
  return { ...card, blocks: [...blocks.toSpliced(leaving, 1), marker] }
}

// What is missed least goes first. Buttons stay long: without them there is no next page.
const leaveOrder = ["image", "fields", "items", "text", "note", "select", "actions", "file"] as const

// Stands at the end of a card of which whole blocks were left out.
const marker: Block = { kind: "note", text: [{ text: "…" }] }

function withShorterTitle(card: Card, limits: Limits): Card | undefined {
  const length = limits.measure(card.title)
  return length === 0
    ? undefined
    : { ...card, title: fitText(card.title, Math.floor(length / 2), limits.measure) }
}

const leftOut = new WeakMap<Block, number>()

/** The note that says how many of the block before it were left out. */
export function andMore(count: number): Block {
  const note: Block = { kind: "note", text: [{ text: words.rendering.andMore(count) }] }
  leftOut.set(note, count)
  return note
}

/** How many a note of `andMore` counts; 0 for any other block. */
function leftOutIn(block: Block | undefined): number {
  return (block && leftOut.get(block)) ?? 0
}
