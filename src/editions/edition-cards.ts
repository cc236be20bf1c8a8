import { cardOf } from "../cards/layout.ts"
import { freshnessNote, listInWords, listLink } from "../cards/list-words.ts"
import { paperPost } from "../cards/paper-card.ts"
import { paperItem, paperLine } from "../cards/paper-item.ts"
import type { ListName, Paper, PaperList } from "../papers/index.ts"
import type { Card, Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { dayInWords } from "../words/counted.ts"
import { link, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"

const { card: inCard, note: inNote } = words.editions

export type EditionContent = {
  readonly subscription: Pick<Subscription, "list" | "form" | "budget" | "filter">
  readonly list: ListName
  /** Instead of the list's own. */
  readonly title?: Text
  /** Best first. */
  readonly papers: readonly Paper[]
  /** What the community made of them already. */
  readonly paperStats?: ReadonlyMap<string, PaperStats>
  readonly notes: readonly Text[]
}

export type EditionCard = {
  readonly card: Card
  /** It stands in the thread of the edition's message at this position; absent: in the place. */
  readonly inThreadOf?: number
  /** A post of the list's rest, which goes out after the bundles of all places. What stands in a thread does anyway. */
  readonly isRest?: true
  /** What it says once the whole rest stands in its thread: until then nothing there says so. */
  readonly complete?: Card
  /** What a forum's post is tagged with, by name. */
  readonly tags?: readonly string[]
}

/** What every platform shows in one message: papers in full, with their buttons, or lines. */
const fullPerMessage = 10
const linesPerMessage = 12

/**
 * The messages of an edition in the order in which they are sent, with every paper in one of them. Within the budget
 * papers are shown in full, in digests or a message each. The others have a line each: in the thread of the first
 * digest, or of the message that closes the papers' own; in a forum, where every message is a thread, in posts of their
 * own.
 */
export function editionCards(content: EditionContent): readonly EditionCard[] {
  const { form, budget } = content.subscription
  const best = content.papers.slice(0, budget)
  const rest = content.papers.slice(budget)
  switch (form) {
    case "digest":
      return [...digests(content, best), ...inThread(content, rest, 0)]
    case "messages":
      return [...posts(content, best), ...closing(content, rest, []), ...inThread(content, rest, best.length)]
    case "forum": {
      const [first = [], ...others] = chunks(rest, linesPerMessage)
      const more = linePages(content, others).map(({ card }) => ({ card, isRest: true as const }))
      return [...posts(content, best), ...closing(content, rest, first), ...more]
    }
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
      ...plainText(inCard.lateTitle),
      ...link(inCard.onTheSite, listLink(content.list)),
      ...plainText("."),
    ],
    notes: [content.notes.flat()],
  })
}

function digests(content: EditionContent, best: readonly Paper[]): readonly EditionCard[] {
  const { paperStats, notes } = content
  return chunks(best, fullPerMessage).map((papers, page) => {
    const start = page * fullPerMessage + 1
    const items = papers.map((paper) => paperItem(paper, { stats: paperStats?.get(paper.id) }))
    if (page === 0)
      return announcing(content.papers.length - best.length, introOf(content), (text) =>
        cardOf({ title: titleOf(content), text, items, start, isPage: true, notes }),
      )
    const title = inCard.part(start, start + papers.length - 1, titleOf(content))
    return { card: cardOf({ title, items, start, isPage: true }) }
  })
}

function posts({ paperStats }: EditionContent, best: readonly Paper[]): readonly EditionCard[] {
  return best.map((paper) => ({ card: paperPost(paper, paperStats?.get(paper.id)) }))
}

/** Names the list after its papers' own messages, with what a reader should know of it, and the lines of some of the rest. */
function closing(
  content: EditionContent,
  rest: readonly Paper[],
  shown: readonly Paper[],
): readonly EditionCard[] {
  const { papers, notes } = content
  if (rest.length === 0 && notes.length === 0) return []
  const title = inCard.closing(rest.length, papers.length, titleOf(content))
  const start = papers.length - rest.length + 1
  const card = cardOf({ title, items: lines(content, shown), start, isPage: true, notes })
  if (rest.length === 0 || shown.length > 0) return [{ card }]
  const complete = cardOf({ title, text: inCard.inThread, notes })
  return [{ card, complete }]
}

/** A message that says that the rest is in its thread, once it is. */
function announcing(rest: number, intro: Text, card: (text: Text) => Card): EditionCard {
  if (rest === 0) return { card: card(intro) }
  return { card: card(intro), complete: card([...intro, ...plainText(inCard.restInThread(rest))]) }
}

function inThread(
  content: EditionContent,
  rest: readonly Paper[],
  inThreadOf: number,
): readonly EditionCard[] {
  return linePages(content, chunks(rest, linesPerMessage)).map(({ card }) => ({ card, inThreadOf }))
}

/** The last papers of a list as lines, a message a page. */
function linePages(content: EditionContent, pages: readonly (readonly Paper[])[]): readonly EditionCard[] {
  let start = content.papers.length - pages.flat().length + 1
  return pages.map((papers) => {
    const title = inCard.part(start, start + papers.length - 1, titleOf(content))
    const card = cardOf({ title, items: lines(content, papers), start, isPage: true })
    start += papers.length
    return { card }
  })
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}

function lines({ paperStats }: EditionContent, papers: readonly Paper[]): readonly Item[] {
  return papers.map((paper) => paperLine(paper, paperStats?.get(paper.id)))
}

function titleOf({ list, title }: Omit<EditionContent, "papers">): Text {
  return title ?? link(listInWords(list.key), listLink(list))
}

// The starter library, for one, has no upvotes.
function introOf({ papers, subscription: { filter, budget } }: EditionContent): Text {
  const isOrdered = papers.some(({ upvotes }) => upvotes > 0)
  return inCard.intro(papers.length, filter, budget, isOrdered)
}

/** Missed lists that a catch-up links one by one; of the others it says how many. */
const linkedLists = 10

/** What a reader should know of how an edition came about, as small print. */
export function editionNotes(edition: {
  readonly list: PaperList
  readonly freshness: Freshness
  /** How late it is, when it is late. */
  readonly late: Temporal.Duration | undefined
  /** Lists that were due in between and are no longer posted in full. */
  readonly missed: readonly ListName[]
  readonly now: Temporal.Instant
}): readonly Text[] {
  const { list, freshness, late, missed, now } = edition
  const open = list.closed || list.key === "trending" ? [] : plainText(inNote.open)
  const lateNote = late ? plainText(inNote.late(Math.round(late.total("hours")))) : []
  const read = plainText(freshnessNote(freshness, now))
  return [open, lateNote, missedNote(missed), read].filter((one) => one.some((run) => run.text !== ""))
}

/** The lists that an absence swallowed, each with a link to its page. */
export function missedNote(missed: readonly ListName[]): Text {
  if (missed.length === 0) return []
  const shown = missed.slice(-linkedLists)
  const lists = shown.map((list) => ({
    name: list.period?.kind === "day" ? dayInWords(list.period.key) : list.key,
    href: listLink(list),
  }))
  return inNote.missed(lists, missed.length - shown.length)
}
