import { type ListName, listNameOf, type Period } from "../papers/index.ts"
import type { Card } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import type { Library } from "../vocabulary/library.ts"
import { words } from "../words/runs.ts"
import { dueList, readList, settlesAt } from "./due-list.ts"
import type { DueOccurrence } from "./due-occurrence.ts"
import { type EarlierEditions, earlierEditions } from "./earlier-editions.ts"
import {
  type EditionCard,
  type EditionContent,
  editionCards,
  emptyCard,
  tooLateCard,
} from "./edition-cards.ts"
import { editionNotes, missedNote, stillOpen } from "./edition-notes.ts"
import { type EditionRows, editionRows } from "./edition-rows.ts"
import { type Listed, papersTaken } from "./papers-taken.ts"
import { nextRefresh } from "./refresh-time.ts"

export type Planned =
  | ({
      readonly kind: "planned"
      /** Earlier editions that were not sent in time: this one is posted instead of them. */
      readonly instead: readonly string[]
    } & EditionRows)
  /** The list cannot be read now; the occurrence stays due. */
  | { readonly kind: "later"; readonly why: string }

export type EditionPlanning = {
  readonly library: Pick<Library, "list" | "trending" | "announced">
  /** What a community made of papers before they are posted there. */
  readonly paperStats: StatsOf
  readonly editions: EarlierEditions
}

export type StatsOf = (
  community: string,
  papers: readonly string[],
) => Promise<ReadonlyMap<string, PaperStats>>

export type EditionWish = {
  readonly subscription: Subscription
  readonly due: DueOccurrence
  readonly now: Temporal.Instant
  /** Another list than the newest settled one. */
  readonly period?: Period
  /** Post the list although it was posted before. */
  readonly again?: boolean
}

/** A post later than this says so. */
const lateAfterMinutes = 60

/**
 * What a subscription posts for an occurrence, as rows to be written at once: in full within its catch-up window, one
 * line beyond it, and never a list that it has posted before. Every edition says why it is as it is.
 */
export async function planEdition(planning: EditionPlanning, wish: EditionWish): Promise<Planned> {
  const { subscription, due, now, again = false } = wish
  const list = wish.period ? listNameOf(wish.period.key) : dueList(subscription, due.latest)
  const { posted, unsent, overtakenLists } = await earlierEditions(planning.editions, subscription)
  const waiting = unsent.find(({ listKey }) => listKey === list.key)
  const missed = [...overtakenLists, ...missedLists(subscription, due)].filter(
    ({ key }, index, all) =>
      key !== list.key && !posted.has(key) && all.findIndex((other) => other.key === key) === index,
  )
  const about = { subscription, list, notes: [missedNote(missed)] }
  const instead = again ? [] : unsent.map(({ id }) => id)

  if (list.period !== undefined && !again) {
    const before = posted.get(list.key)
    if (before !== undefined) return planned(wish, list, emptyOutcome(about, alreadyPosted(before)))
    if (waiting !== undefined) return planned(wish, list, { cards: [], reason: stillWaiting })
  }
  if (latenessOf(wish).total("hours") > subscription.catchUpHours)
    return planned(wish, list, {
      cards: [{ card: tooLateCard(about) }],
      reason: tooLate(subscription),
      instead,
    })
  const listed = await readList(planning.library, list)
  switch (listed.state) {
    case "unreachable":
      return { kind: "later", why: listed.why }
    case "not-open":
      return { kind: "later", why: `the list opens at ${listed.opensAt}` }
    case "weekend":
      return planned(wish, list, emptyOutcome(about, "The list has no papers."))
    case "listed":
      return planned(wish, list, await fullOutcome(planning, about, listed, { missed, instead, now, wish }))
    default:
      return listed satisfies never
  }
}

type Outcome = {
  readonly cards: readonly EditionCard[]
  readonly reason: string
  /** Whether it is made to agree with its list later. */
  readonly refreshed?: boolean
  /** What is posted instead where it cannot be sent in time. */
  readonly lateCard?: Card
  readonly instead?: readonly string[]
}
type About = Omit<EditionContent, "papers"> & { readonly subscription: Subscription }

function planned({ subscription, due, now }: EditionWish, list: ListName, outcome: Outcome): Planned {
  const { missedInWords: count } = due
  const skipped = `${count} earlier ${count === "1" ? "occurrence was" : "occurrences were"} skipped`
  const reason = count === "0" ? outcome.reason : `${outcome.reason}; ${skipped}`
  const refreshAt = outcome.refreshed ? nextRefresh(list, now) : undefined
  const after = inFullUntil(subscription, due.latest, now).toString()
  const late = outcome.lateCard && { late: { after, card: outcome.lateCard } }
  const rows = { subscription, dueAt: due.latest, now, listKey: list.key, reason, refreshAt, ...late }
  return { kind: "planned", instead: outcome.instead ?? [], ...editionRows(rows, outcome.cards) }
}

/** Whatever a channel wishes, a platform has an hour to take a message. */
function inFullUntil(
  { catchUpHours }: Subscription,
  due: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant {
  const wished = due.add({ hours: catchUpHours })
  const least = now.add({ minutes: lateAfterMinutes })
  return Temporal.Instant.compare(wished, least) > 0 ? wished : least
}

type FullWish = {
  readonly missed: readonly ListName[]
  readonly instead: readonly string[]
  readonly now: Temporal.Instant
  readonly wish: EditionWish
}

async function fullOutcome(
  { paperStats }: EditionPlanning,
  about: About,
  listed: Listed,
  { missed, instead, now, wish }: FullWish,
): Promise<Outcome> {
  const { list, freshness } = listed
  const { subscription } = about
  const papers = papersTaken(listed, subscription)
  const isOpen = !list.closed && settlesAt(about.list) !== undefined
  // What comes to an open list later is posted when it has settled.
  if (papers.length === 0 && isOpen) {
    const notes = [...about.notes, words(stillOpen)]
    return { ...emptyOutcome({ ...about, notes }, whyNone(listed, subscription)), refreshed: true }
  }
  if (papers.length === 0) return emptyOutcome(about, whyNone(listed, subscription))
  const lateness = latenessOf(wish)
  const late = lateness.total("minutes") > lateAfterMinutes ? lateness : undefined
  const notes = editionNotes({ list, freshness, late, missed, now })
  const facts = [
    `${papers.length} of ${listed.papers.length} papers`,
    late && `${Math.round(late.total("hours"))} h late`,
    isOpen ? "the list was still open" : undefined,
  ]
  const ids = papers.map(({ id }) => id)
  const content = { ...about, papers, notes, paperStats: await paperStats(subscription.community, ids) }
  const reason = facts.filter(Boolean).join(", ")
  const lateCard = tooLateCard(about)
  return { cards: editionCards(content), reason, refreshed: true, lateCard, instead }
}

function emptyOutcome(about: About, why: string): Outcome {
  return {
    cards: about.subscription.whenEmpty === "say" ? [{ card: emptyCard(about, why) }] : [],
    reason: why,
  }
}

/** The lists of missed occurrences, each once, oldest first; what was trending then is gone. */
function missedLists(subscription: Subscription, due: DueOccurrence): readonly ListName[] {
  const lists = due.missed.map((at) => dueList(subscription, at)).filter(({ period }) => period !== undefined)
  return [...new Map(lists.map((list) => [list.key, list])).values()]
}

function latenessOf({ due, now }: EditionWish): Temporal.Duration {
  return due.latest.until(now)
}

function tooLate({ catchUpHours }: Subscription): string {
  return `more than ${catchUpHours} h late, too old to be posted in full`
}

const stillWaiting = "This list waits to be sent already."

function alreadyPosted(day: string): string {
  return `Nothing new: this list was posted on ${day}.`
}

function whyNone({ papers }: Listed, { filter }: Subscription): string {
  return papers.length === 0
    ? "The list has no papers."
    : `None of its ${papers.length} papers matches ${filter}.`
}
