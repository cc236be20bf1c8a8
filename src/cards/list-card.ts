import type { Action, Block, Card, Item, PackedArguments, Text } from "../vocabulary/card.ts"
import { words } from "../words/runs.ts"

export type ListOfItems = {
  readonly title: Text
  readonly tone?: Card["tone"]
  /** Stands above the items. */
  readonly intro?: Text
  readonly items: readonly Item[]
  /** Number of the first item; without it they are not numbered. */
  readonly start?: number
  /** Whether the next page begins after the last item. */
  readonly isPage?: boolean
  readonly actions?: readonly Action[]
  readonly notes?: readonly Text[]
}

/** A list of papers, or of anything else. */
export function listCard({
  title,
  tone = "plain",
  intro,
  items,
  start,
  isPage = false,
  actions = [],
  notes = [],
}: ListOfItems): Card {
  const blocks: readonly Block[] = [
    ...(intro && intro.length > 0 ? [{ kind: "text" as const, text: intro }] : []),
    ...(items.length > 0
      ? [
          {
            kind: "items" as const,
            items,
            ...(start === undefined ? {} : { start }),
            ...(isPage ? { page: true as const } : {}),
          },
        ]
      : []),
    ...(actions.length > 0 ? [{ kind: "actions" as const, actions }] : []),
    ...notes.filter((text) => text.length > 0).map((text) => ({ kind: "note" as const, text })),
  ]
  return { title, tone, blocks }
}

/** A page of something longer: pages are counted from 1. */
export type Paging = {
  readonly command: string
  readonly arguments: PackedArguments
  readonly page: number
  readonly limit: number
  readonly total: number
}

/** "Previous" and "Next" where there are such pages. They replace the card that holds them. */
export function pageActions(paging: Paging): readonly Action[] {
  const to = (page: number, label: string, emoji: string): Action => ({
    kind: "invoke",
    label,
    emoji,
    command: paging.command,
    arguments: { ...paging.arguments, page },
    describes: `Page ${page} of ${pagesOf(paging)}`,
    effect: "update",
  })
  return [
    ...(paging.page > 1 ? [to(paging.page - 1, "Previous", "◀️")] : []),
    ...(paging.page < pagesOf(paging) ? [to(paging.page + 1, "Next", "▶️")] : []),
  ]
}

/** `Page 2 of 7`; empty for a list of one page. */
export function pageNote(paging: Paging): Text {
  return pagesOf(paging) > 1 ? words(`Page ${paging.page} of ${pagesOf(paging)}`) : []
}

/** How many pages there are, at least one. */
export function pagesOf({ total, limit }: Pick<Paging, "total" | "limit">): number {
  return Math.max(1, Math.ceil(total / limit))
}
