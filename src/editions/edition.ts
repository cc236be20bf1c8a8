import { type ListName, listNameOf, type Period } from "../papers/index.ts"
import type { Card } from "../vocabulary/card.ts"
import type { PaperStats } from "../vocabulary/community-stores.ts"
import type { Edition, EditionStore, Subscription } from "../vocabulary/delivery-stores.ts"
import type { PapersOf, Picked } from "../vocabulary/digests.ts"
import type { Services } from "../vocabulary/services.ts"
import { plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { addressed } from "./addressed.ts"
import {
  addressCard,
  type EditionCard,
  type EditionContent,
  editionCards,
  editionNotes,
  emptyCard,
  missedNote,
  tooLateCard,
} from "./edition-cards.ts"
import { type EditionRows, editionRows } from "./edition-rows.ts"
import {
  dueList,
  type Listed,
  type ListReader,
  nextRefresh,
  papersTaken,
  readList,
  savedFilter,
  settlesAt,
} from "./lists.ts"
import type { DueOccurrence } from "./next-run.ts"
import { pickedCards, pickedKey, titleOf } from "./picked.ts"

const { note, reason: reasons } = words.editions

export type Planned =
  | ({
      readonly kind: "planned"
      /** Earlier editions that were not sent in time: this one is posted instead of them. */
      readonly instead: readonly string[]
    } & EditionRows)
  /** The list cannot be read now; the occurrence stays due. */
  | { readonly kind: "later"; readonly why: string }

export type EditionPlanning = {
  readonly library: ListReader
  readonly votes: Pick<Services["votes"], "tallies">
  readonly editions: EarlierEditions
  /** For what brings more than its list. */
  readonly papersOf?: PapersOf
}

export type Occurrence = {
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
export async function planEdition(planning: EditionPlanning, occurrence: Occurrence): Promise<Planned> {
  const { subscription, due, now, again = false } = occurrence
  if (subscription.content.kind !== "list") return planPicked(planning, occurrence)
  const list = occurrence.period ? listNameOf(occurrence.period.key) : dueList(subscription, due.latest)
  const { posted, unsent, lostLists } = await earlierEditions(planning.editions, subscription)
  const waiting = unsent.find(({ listKey }) => listKey === list.key)
  const missed = [...lostLists, ...missedLists(subscription, due)].filter(
    ({ key }, index, all) =>
      key !== list.key && !posted.has(key) && all.findIndex((other) => other.key === key) === index,
  )
  const about = { subscription, list, notes: [missedNote(missed)] }
  const instead = again ? [] : unsent.map(({ id }) => id)

  if (list.period !== undefined && !again) {
    const before = posted.get(list.key)
    if (before !== undefined) return planned(occurrence, list, emptyOutcome(about, before))
    if (waiting !== undefined) return planned(occurrence, list, { cards: [], reason: reasons.alreadyWaiting })
  }
  if (latenessOf(occurrence).total("hours") > subscription.catchUpHours)
    return planned(occurrence, list, {
      cards: [{ card: tooLateCard(about) }],
      reason: reasons.tooLate(subscription.catchUpHours),
      instead,
    })
  const listed = await readList(planning.library, list)
  switch (listed.state) {
    case "unreachable":
      return { kind: "later", why: listed.why }
    case "not-open":
      return { kind: "later", why: reasons.opensAt(listed.opensAt) }
    case "weekend":
      return planned(occurrence, list, emptyOutcome(about, reasons.noPapers))
    case "listed":
      return planned(
        occurrence,
        list,
        await fullOutcome(planning, about, listed, { missed, instead, now, occurrence }),
      )
    default:
      return listed satisfies never
  }
}

/** What was picked for a member or a place; nothing is sent on a day on which that is nothing. */
async function planPicked(planning: EditionPlanning, occurrence: Occurrence): Promise<Planned> {
  const { editions, votes } = planning
  const { subscription, due, now } = occurrence
  if (planning.papersOf === undefined) return { kind: "later", why: words.digests.reason.notRunning }
  const isLate = latenessOf(occurrence).total("hours") > subscription.catchUpHours
  const { cursor, ...picked } = await pickedNow(planning, subscription, now)
  const { picks } = picked
  const listKey = pickedKey(subscription, cursor)
  const about = { subscription, dueAt: due.latest, now, listKey }
  if (picks.length === 0 || isLate) {
    const reason = isLate ? words.digests.reason.tooLate : whyNothing(subscription)
    return {
      kind: "planned",
      instead: [],
      ...editionRows({ ...about, reason }, emptyPicked(subscription, reason)),
    }
  }
  const { unsent } = await earlierEditions(editions, subscription)
  const ids = picks.map(({ paper }) => paper.id)
  const paperStats = await statsBefore(votes, subscription.community, ids)
  const cards = pickedCards(subscription, { ...picked, cursor }, paperStats, now)
  const rows = editionRows({ ...about, reason: words.digests.reason.picked(picks.length) }, cards)
  return { kind: "planned", instead: unsent.map(({ id }) => id), ...rows }
}

/** What is picked for a subscription now; nothing where nobody picks. */
export async function pickedNow(
  { papersOf, editions }: Pick<EditionPlanning, "papersOf" | "editions">,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<Picked> {
  const before = await editions.ofSubscription(subscription.id, recentEditions, { withMessages: true })
  return (await papersOf?.(subscription, now, before)) ?? { picks: [], moreFollowed: 0, cursor: 0 }
}

function whyNothing({ audience, content }: Subscription): string {
  const { quiet, placeQuiet, noneFound } = words.digests.reason
  if (audience.kind !== "place") return quiet
  return content.kind === "query" ? noneFound(content.text) : placeQuiet
}

/** What a place is told on a day without papers, where it wants to hear it. */
function emptyPicked(subscription: Subscription, why: string): readonly EditionCard[] {
  if (subscription.audience.kind !== "place" || subscription.whenEmpty === "silent") return []
  const list = listNameOf(pickedKey(subscription, 0))
  return [{ card: emptyCard({ subscription, list, title: titleOf(subscription), notes: [] }, why) }]
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

function planned({ subscription, due, now }: Occurrence, list: ListName, outcome: Outcome): Planned {
  const { missedInWords: count } = due
  const reason = count === "0" ? outcome.reason : `${outcome.reason}; ${reasons.skipped(count)}`
  const refreshAt = outcome.refreshed ? nextRefresh(list, now) : undefined
  const after = inFullUntil(subscription, due.latest, now).toString()
  const late = outcome.lateCard && { late: { after, card: outcome.lateCard } }
  const rows = { subscription, dueAt: due.latest, now, listKey: list.key, reason, refreshAt, ...late }
  return { kind: "planned", instead: outcome.instead ?? [], ...editionRows(rows, outcome.cards) }
}

/** Whatever a channel chose, a platform has an hour to take a message. */
function inFullUntil(
  { catchUpHours }: Subscription,
  due: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant {
  const chosen = due.add({ hours: catchUpHours })
  const least = now.add({ minutes: lateAfterMinutes })
  return Temporal.Instant.compare(chosen, least) > 0 ? chosen : least
}

type Full = {
  readonly missed: readonly ListName[]
  readonly instead: readonly string[]
  readonly now: Temporal.Instant
  readonly occurrence: Occurrence
}

async function fullOutcome(
  { votes }: EditionPlanning,
  about: About,
  listed: Listed,
  { missed, instead, now, occurrence }: Full,
): Promise<Outcome> {
  const { list, freshness } = listed
  const { subscription } = about
  const papers = papersTaken(listed, subscription)
  const isOpen = !list.closed && settlesAt(about.list) !== undefined
  // What comes to an open list later is posted when it has settled.
  if (papers.length === 0 && isOpen) {
    const notes = [...about.notes, plainText(note.open)]
    return {
      ...emptyOutcome({ ...about, notes }, whyNone(listed, subscription)),
      refreshed: subscription.audience.kind !== "address",
    }
  }
  if (papers.length === 0) return emptyOutcome(about, whyNone(listed, subscription))
  const lateness = latenessOf(occurrence)
  const late = lateness.total("minutes") > lateAfterMinutes ? lateness : undefined
  const notes = editionNotes({ list, freshness, late, missed, now })
  const facts = [
    reasons.taken(papers.length, listed.papers.length),
    late && reasons.hoursLate(Math.round(late.total("hours"))),
    isOpen ? reasons.stillOpen : undefined,
  ]
  const ids = papers.map(({ id }) => id)
  const content = {
    ...about,
    papers,
    notes,
    paperStats: await statsBefore(votes, subscription.community, ids),
  }
  const reason = facts.filter(Boolean).join(", ")
  const lateCard = tooLateCard(about)
  // What was mailed cannot be changed.
  if (subscription.audience.kind === "address")
    return { cards: [addressCard(content)], reason, lateCard, instead }
  const cards = addressed(editionCards(content), subscription, papers)
  return { cards, reason, refreshed: true, lateCard, instead }
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

function latenessOf({ due, now }: Occurrence): Temporal.Duration {
  return due.latest.until(now)
}

function whyNone({ papers }: Listed, { filter }: Subscription): string {
  if (papers.length === 0) return reasons.noPapers
  const read = savedFilter(filter)
  return read.kind === "refused" ? read.message : reasons.noMatch(papers.length, filter)
}

export type EarlierEditions = Pick<EditionStore, "ofSubscription" | "deliveries">

/** Editions with messages that are looked through for a list that was posted already: a list is due for a few days. */
const recentEditions = 40

/** Reasons why nothing was sent although nobody cancelled it: the next post links such a list. */
const lostBy: ReadonlySet<string> = new Set([reasons.overtaken, ...Object.values(words.delivery.gone)])

/** The lists that are not to be posted again, each with the reason, and what became of the others. */
export async function earlierEditions(editions: EarlierEditions, { id }: Pick<Subscription, "id">) {
  const posted = new Map<string, string>()
  /** None of their messages is sent yet, because their platform is unreachable. */
  const unsent: Edition[] = []
  /** Those since the last that was posted, newest first. */
  const since: Edition[] = []
  for (const edition of await editions.ofSubscription(id, recentEditions, { withMessages: true })) {
    const { state, listKey, dueAt, reason } = edition
    // One that failed in part was posted, and would be doubled by posting it again.
    const isSent =
      state === "done" ||
      state === "removed" ||
      (await editions.deliveries(edition.id)).some((one) => one.state === "sent")
    if (isSent)
      posted.set(listKey, state === "removed" ? reasons.takenOut : reasons.posted(dueAt.slice(0, 10)))
    else if (state === "sending") unsent.push(edition)
    const isLost = state === "sending" || state === "failed" || lostBy.has(reason)
    if (posted.size === 0 && !isSent && isLost) since.push(edition)
  }
  const lostLists = since
    .toReversed()
    .map(({ listKey }) => listNameOf(listKey))
    .filter(({ period }) => period !== undefined)
  return { posted, unsent, lostLists }
}

/** The votes that papers already have in a community, for messages that nobody has seen yet. */
export async function statsBefore(
  votes: EditionPlanning["votes"],
  community: string,
  papers: readonly string[],
): Promise<ReadonlyMap<string, PaperStats>> {
  const tallies = await votes.tallies(community, papers)
  return new Map(
    [...tallies].map(([paper, count]) => [paper, { votes: count, mine: false, threads: [], posts: [] }]),
  )
}
