import { cardOf } from "../cards/layout.ts"
import { listInWords, listLink } from "../cards/list-words.ts"
import { paperPost } from "../cards/paper-card.ts"
import { paperItem, paperLine } from "../cards/paper-item.ts"
import type { ListName, Paper } from "../papers/index.ts"
import type { Card, Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { counted } from "../words/counted.ts"
import { link, words } from "../words/runs.ts"

export type EditionContent = {
  readonly subscription: Pick<Subscription, "list" | "form" | "budget" | "filter">
  readonly list: ListName
  /** In the place of the list's own. */
  readonly title?: Text
  /** Best first. */
  readonly papers: readonly Paper[]
  /** What the community made of them already. */
  readonly paperStats?: ReadonlyMap<string, PaperStats>
  readonly notes: readonly Text[]
}

/** A message of an edition: in the place, or in the thread of the edition's message at a position. */
export type EditionCard = { readonly card: Card; readonly inThreadOf?: number }

/** As many as every platform shows of a list in one message. */
const linesPerMessage = 12
/** A month has two thousand papers: the last message has all that is left, and is shortened as platforms need it. */
const mostThreadMessages = 10

/**
 * The messages of an edition in the order in which they are sent. Within the attention budget papers are shown in
 * full, in one digest or a message each. The others have a line each: in the thread of the digest, or of the message
 * that closes the papers' own; in a forum, where every message is a thread, in a post of their own.
 */
export function editionCards(content: EditionContent): readonly EditionCard[] {
  const { form, budget } = content.subscription
  const best = content.papers.slice(0, budget)
  const rest = content.papers.slice(budget)
  switch (form) {
    case "digest":
      return [{ card: digest(content, best) }, ...inThread(content, rest, 0)]
    case "messages":
      return [
        ...posts(content, best),
        ...closing(content, rest.length, []),
        ...inThread(content, rest, best.length),
      ]
    case "forum":
      return [...posts(content, best), ...closing(content, rest.length, lines(content, rest))]
    default:
      return form satisfies never
  }
}

/** What a place that wants to hear it is told on an empty day. */
export function emptyCard(content: Omit<EditionContent, "papers">, why: string): Card {
  return cardOf({ title: titleOf(content), text: why, notes: [content.notes.flat()] })
}

/** One line for an edition that comes too late to be posted in full. */
export function tooLateCard(content: Omit<EditionContent, "papers">): Card {
  return cardOf({
    title: titleOf(content),
    text: [
      ...words("Too old to be posted in full. "),
      ...link("Read it on Hugging Face", listLink(content.list)),
      ...words("."),
    ],
    notes: [content.notes.flat()],
  })
}

function digest(content: EditionContent, best: readonly Paper[]): Card {
  const { paperStats = new Map(), notes } = content
  const items = best.map((paper) => paperItem(paper, { stats: paperStats.get(paper.id) }))
  return cardOf({ title: titleOf(content), text: introOf(content), items, start: 1, notes })
}

function posts({ paperStats }: EditionContent, best: readonly Paper[]): readonly EditionCard[] {
  return best.map((paper) => ({ card: paperPost(paper, paperStats?.get(paper.id)) }))
}

/** Names the list after its papers' own messages, with what a reader has to know of it. */
function closing(content: EditionContent, more: number, items: readonly Item[]): readonly EditionCard[] {
  const { papers, notes } = content
  if (more === 0 && notes.length === 0) return []
  const title: Text = [
    ...words(
      more === 0 ? "That was " : `${counted(more, more < papers.length ? "more paper" : "paper")} of `,
    ),
    ...titleOf(content),
  ]
  const intro = more > 0 && items.length === 0 ? words("In the thread, a line each.") : []
  return [{ card: cardOf({ title, text: intro, items, start: papers.length - more + 1, notes }) }]
}

function inThread(
  content: EditionContent,
  rest: readonly Paper[],
  inThreadOf: number,
): readonly EditionCard[] {
  const before = content.papers.length - rest.length
  const count = Math.min(Math.ceil(rest.length / linesPerMessage), mostThreadMessages)
  return Array.from({ length: count }, (_, message) => {
    const from = message * linesPerMessage
    const papers = rest.slice(from, message + 1 === count ? undefined : from + linesPerMessage)
    const [first, last] = [before + from + 1, before + from + papers.length]
    const which = first === last ? `Paper ${first} of ` : `Papers ${first} to ${last} of `
    const title = [...words(which), ...titleOf(content)]
    const isPage = papers.length <= linesPerMessage
    return { card: cardOf({ title, items: lines(content, papers), start: first, isPage }), inThreadOf }
  })
}

function lines({ paperStats }: EditionContent, papers: readonly Paper[]): readonly Item[] {
  return papers.map((paper) => paperLine(paper, paperStats?.get(paper.id)))
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
  const isOrdered = papers.some(({ upvotes }) => upvotes > 0)
  if (papers.length <= budget) return isOrdered ? ", the most upvoted first." : "."
  const shown = isOrdered ? `the ${budget} most upvoted` : `${budget} of them`
  return `: ${shown} here, and ${papers.length - budget} more in the thread.`
}
