import type { Action, Block, Call, Card, CardFile, Item, Text } from "../vocabulary/card.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"

/** A sentence: with form, or plain. */
export type Wording = Text | string

export type Field = { readonly name: string; readonly value: Text }

export type Layout = {
  readonly title: Wording
  readonly tone?: Card["tone"]
  /** The one paper that the card is about. */
  readonly paper?: string
  /** What the card shows, in small print right below its title. */
  readonly intro?: Wording
  /** Stands above everything else. */
  readonly text?: Wording
  readonly fields?: readonly Field[]
  readonly items?: readonly Item[]
  /** Number of the first item; without it they are not numbered. */
  readonly start?: number
  /** Whether the next page begins after the last item. */
  readonly isPage?: boolean
  readonly files?: readonly CardFile[]
  readonly actions?: readonly Action[]
  readonly notes?: readonly Wording[]
}

/** A card in the order that all of them share: intro, words, facts, items, files, buttons, small print. Empty parts are left out. */
export function cardOf(layout: Layout): Card {
  const {
    title,
    tone = "plain",
    paper,
    intro = "",
    text = "",
    fields = [],
    items = [],
    files = [],
    actions = [],
    notes = [],
  } = layout
  const blocks: readonly Block[] = [
    { kind: "note", role: "intro", text: textOf(intro) },
    { kind: "text", text: textOf(text) },
    { kind: "fields", fields },
    itemsBlock(items, layout),
    ...files.map((file): Block => ({ kind: "file", file })),
    { kind: "actions", actions },
    ...notes.map((note): Block => ({ kind: "note", text: textOf(note) })),
  ]
  const card = { title: textOf(title), tone, blocks: blocks.filter((block) => !isEmpty(block)) }
  return paper === undefined ? card : { ...card, paper }
}

function itemsBlock(items: readonly Item[], { start, isPage }: Layout): Block {
  return {
    kind: "items",
    items,
    ...(start === undefined ? {} : { start }),
    ...(isPage ? { page: true as const } : {}),
  }
}

function textOf(wording: Wording): Text {
  if (typeof wording !== "string") return wording
  return wording === "" ? [] : plainText(wording)
}

/** Whether a block shows nothing. */
export function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case "text":
    case "note":
      return block.text.length === 0
    case "fields":
      return block.fields.length === 0
    case "items":
      return block.items.length === 0
    case "actions":
      return block.actions.length === 0
    case "image":
    case "file":
    case "select":
      return false
    default:
      return block satisfies never
  }
}

/** A page of something longer: pages are counted from 1. */
export type Paging = {
  readonly page: number
  readonly limit: number
  readonly total: number
  /** The call that shows another page. */
  readonly turnTo: (page: number) => Call
}

/** "Previous" and "Next" where there are such pages. They replace the card that holds them. */
export function pageActions(paging: Paging): readonly Action[] {
  const { page } = paging
  const to = (page: number, label: string): Action => ({
    ...paging.turnTo(page),
    label,
    describes: words.cards.list.page(page, pagesOf(paging)),
    effect: "update",
  })
  return [
    ...(page > 1 ? [to(page - 1, words.cards.list.previous)] : []),
    ...(page < pagesOf(paging) ? [to(page + 1, words.cards.list.next)] : []),
  ]
}

/** `Page 2 of 7`; empty for a list of one page. */
export function pageNote(paging: Paging): string {
  return pagesOf(paging) > 1 ? words.cards.list.page(paging.page, pagesOf(paging)) : ""
}

/** How many pages there are, at least one. */
export function pagesOf({ total, limit }: Pick<Paging, "total" | "limit">): number {
  return Math.max(1, Math.ceil(total / limit))
}
