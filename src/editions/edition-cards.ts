import { cardOf, type Layout } from "../cards/layout.ts"
import { freshnessNote, listInWords, listLink } from "../cards/list-words.ts"
import { openMenu } from "../cards/paper-actions.ts"
import { paperPost } from "../cards/paper-card.ts"
import { digestItem, paperLine } from "../cards/paper-item.ts"
import type { ListName, Paper, PaperList } from "../papers/index.ts"
import type { Card, Item, Text } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { dayInWords } from "../words/counted.ts"
import { joined, link, plainText } from "../words/runs.ts"
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
  /** Why each paper was picked, where that is not said by the list. */
  readonly reasons?: ReadonlyMap<string, Text>
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

/** What every platform shows in one message: papers with their buttons and number reactions, or lines. */
const papersPerMessage = 10
const linesPerMessage = 12

/**
 * The messages of an edition in the order in which they are sent, with every paper in one of them. The best have a
 * message each beneath a header, or stand in one message. The rest has a line each in the thread of the first message;
 * in a forum, where every message is a thread, in posts of their own.
 */
export function editionCards(content: EditionContent): readonly EditionCard[] {
  const { form, budget } = content.subscription
  const best = content.papers.slice(0, budget)
  const rest = content.papers.slice(budget)
  switch (form) {
    case "digest":
      return [...digests(content, best, rest), ...inThread(content, rest)]
    case "messages":
      return [header(content, rest), ...posts(content, best), ...inThread(content, rest)]
    case "forum": {
      const [first = [], ...others] = chunks(rest, linesPerMessage)
      const more = linePages(content, others).map(({ card }) => ({ card, isRest: true as const }))
      return [...posts(content, best), ...closing(content, rest, first), ...more]
    }
    default:
      return form satisfies never
  }
}

/** All of an edition in one message that nobody replies to, reacts to or changes: the best, and how many more there are. */
export function addressCard(content: EditionContent): EditionCard {
  const { paperStats, reasons, subscription, list } = content
  const best = content.papers.slice(0, subscription.budget)
  const more = content.papers.length - best.length
  const rest = more === 0 ? [] : link(inCard.moreOnTheSite(more), listLink(list))
  return {
    card: cardOf({
      title: titleOf(content),
      items: best.map((paper) => digestItem(paper, paperStats?.get(paper.id), reasons?.get(paper.id))),
      start: 1,
      isPage: true,
      notes: [rest, ...content.notes].filter((note) => note.length > 0),
    }),
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

/** Names the list above its papers' own messages. It looks like no paper: there is nothing to vote for. */
function header(content: EditionContent, rest: readonly Paper[]): EditionCard {
  const cardWith = (intro: Text) => cardOf({ title: titleOf(content), intro, notes: content.notes })
  return promising(rest, (withRest) => cardWith(introOf(content, withRest)))
}

function digests(
  content: EditionContent,
  best: readonly Paper[],
  rest: readonly Paper[],
): readonly EditionCard[] {
  const [first = [], ...others] = chunks(best, papersPerMessage)
  const further = others.map((papers, page) => {
    const start = (page + 1) * papersPerMessage + 1
    const title = inCard.part(start, start + papers.length - 1, titleOf(content))
    return { card: severalPapers(content, papers, { title, start }) }
  })
  const firstCard = promising(rest, (withRest) => {
    const intro = joined([introOf(content, withRest), inCard.react])
    const card = severalPapers(content, first, {
      title: titleOf(content),
      intro,
      start: 1,
      notes: content.notes,
    })
    return { ...card, papers: first.map(({ id }) => id), invites: "numbers" }
  })
  return [firstCard, ...further]
}

/** What is said before the rest is there, and after. */
function promising(rest: readonly Paper[], cardWith: (withRest: boolean) => Card): EditionCard {
  return { card: cardWith(false), ...(rest.length > 0 ? { complete: cardWith(true) } : {}) }
}

/** Papers in one message, Upvote beside each. */
function severalPapers(
  { paperStats, reasons }: EditionContent,
  papers: readonly Paper[],
  layout: Omit<Layout, "items" | "isPage">,
): Card {
  const items = papers.map((paper) => digestItem(paper, paperStats?.get(paper.id), reasons?.get(paper.id)))
  return withMenu(cardOf({ ...layout, items, isPage: true }), papers)
}

/** Below the papers, a menu that opens one. */
function withMenu(card: Card, papers: readonly Paper[]): Card {
  const at = card.blocks.findIndex(({ kind }) => kind === "items")
  return { ...card, blocks: card.blocks.toSpliced(at + 1, 0, openMenu(papers)) }
}

function posts({ paperStats, reasons }: EditionContent, best: readonly Paper[]): readonly EditionCard[] {
  return best.map((paper) => ({
    card: paperPost(paper, paperStats?.get(paper.id), reasons?.get(paper.id)),
  }))
}

/** Names the list after its papers' own posts in a forum, with what a reader should know of it, and lines of the rest. */
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
  return [{ card: shown.length > 0 ? withMenu(card, shown) : card }]
}

function inThread(content: EditionContent, rest: readonly Paper[]): readonly EditionCard[] {
  return linePages(content, chunks(rest, linesPerMessage)).map(({ card }) => ({ card, inThreadOf: 0 }))
}

/** The last papers of a list as lines, a message a page; the menu below them leads to their buttons. */
function linePages(content: EditionContent, pages: readonly (readonly Paper[])[]): readonly EditionCard[] {
  let start = content.papers.length - pages.flat().length + 1
  return pages.map((papers) => {
    const title = inCard.part(start, start + papers.length - 1, titleOf(content))
    const card = withMenu(cardOf({ title, items: lines(content, papers), start, isPage: true }), papers)
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

function introOf({ papers, subscription: { filter, budget } }: EditionContent, withRest: boolean): Text {
  // The starter library, for one, has no upvotes.
  const isRanked = papers.some(({ upvotes }) => upvotes > 0)
  return inCard.intro({ papers: papers.length, filter, shown: budget, isRanked, withRest })
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
  // Where the list came from says nothing, unless it may be old.
  const read = freshness.unreachable === undefined ? [] : plainText(freshnessNote(freshness, now))
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
