import type { Card, Text } from "../card.ts"
import { counted } from "../cards/counted.ts"
import { listCard } from "../cards/list-card.ts"
import { listInWords, listLink } from "../cards/list-name.ts"
import { messageCard } from "../cards/message-card.ts"
import { paperPost } from "../cards/paper-card.ts"
import { paperItem, paperLine, standingOf } from "../cards/paper-item.ts"
import { link, words } from "../cards/runs.ts"
import type { Standing } from "../context.ts"
import type { Subscription } from "../delivery-stores.ts"
import type { ListName, Paper } from "../papers/index.ts"

export type EditionContent = {
  readonly subscription: Pick<Subscription, "list" | "form" | "budget" | "filter">
  readonly list: ListName
  /** In the place of the list's own. */
  readonly title?: Text
  /** Best first. */
  readonly papers: readonly Paper[]
  /** What the community made of them already. */
  readonly standings?: ReadonlyMap<string, Standing>
  readonly notes: readonly Text[]
}

/**
 * The messages of an edition in the order in which they are sent. Within the attention budget papers are shown in
 * full, beyond it a line each: as one digest, or as a message a paper and one more for the rest.
 */
export function editionCards(content: EditionContent): readonly Card[] {
  const { form, budget } = content.subscription
  const best = content.papers.slice(0, budget)
  const rest = content.papers.slice(budget)
  switch (form) {
    case "digest":
      return digest(content, best, rest)
    case "messages":
    case "forum":
      return [
        ...best.map((paper) => paperPost(paper, content.standings?.get(paper.id))),
        ...restOf(content, rest),
      ]
    default:
      return form satisfies never
  }
}

/** What a place that wants to hear it is told on an empty day. */
export function emptyCard(content: Omit<EditionContent, "papers">, why: string): Card {
  return messageCard({ title: titleOf(content), text: words(why), note: content.notes.flat() })
}

/** One line for an edition that comes too late to be posted in full. */
export function tooLateCard(content: Omit<EditionContent, "papers">): Card {
  return messageCard({
    title: titleOf(content),
    text: [
      ...words("Too old to be posted in full. "),
      ...link("Read it on Hugging Face", listLink(content.list)),
      ...words("."),
    ],
    note: content.notes.flat(),
  })
}

function digest(content: EditionContent, best: readonly Paper[], rest: readonly Paper[]): readonly Card[] {
  const { standings = new Map() } = content
  const items = [
    ...best.map((paper) => paperItem(paper, standingOf(paper, standings))),
    ...rest.map((paper) => paperLine(paper, standings.get(paper.id))),
  ]
  return [
    listCard({
      title: titleOf(content),
      intro: introOf(content),
      items,
      start: 1,
      notes: content.notes,
    }),
  ]
}

function restOf(content: EditionContent, rest: readonly Paper[]): readonly Card[] {
  if (rest.length === 0 && content.notes.length === 0) return []
  const title: Text = [
    ...words(rest.length === 0 ? "That was " : `${counted(rest.length, "more paper")} of `),
    ...titleOf(content),
  ]
  const items = rest.map((paper) => paperLine(paper, content.standings?.get(paper.id)))
  return [listCard({ title, items, start: content.papers.length - rest.length + 1, notes: content.notes })]
}

function titleOf({ list, title }: Omit<EditionContent, "papers">): Text {
  return title ?? link(listInWords(list.key), listLink(list))
}

function introOf({ papers, subscription: { filter, budget } }: EditionContent): Text {
  const which = filter.trim() === "" ? [] : [...words(" matching "), { text: filter, code: true }]
  return [...words(counted(papers.length, "paper")), ...which, ...words(orderOf(papers, budget))]
}

// The starter library, for one, knows no upvotes.
function orderOf(papers: readonly Paper[], budget: number): string {
  if (papers.every(({ upvotes }) => upvotes === 0)) return "."
  return papers.length > budget ? `. The ${budget} most upvoted come first.` : ", the most upvoted first."
}
