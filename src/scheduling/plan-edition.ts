import type { Card } from "../card.ts"
import type { Library, ListedPapers } from "../context.ts"
import type { Paper, Period } from "../papers/index.ts"
import type { Edition, EditionStore, Subscription } from "../stores.ts"
import type { DueOccurrence } from "./due-occurrence.ts"
import { type EditionContent, editionCards, emptyCard, tooLateCard } from "./edition-cards.ts"
import { editionNotes, missedNote } from "./edition-notes.ts"
import { type EditionRows, editionRows } from "./edition-rows.ts"
import { papersMatching } from "./papers-matching.ts"
import { settledPeriod } from "./settled-period.ts"

export type Planned =
  | ({ readonly kind: "planned" } & EditionRows)
  /** The list cannot be read now; the occurrence stays due. */
  | { readonly kind: "later"; readonly why: string }

export type EditionPlanning = {
  readonly library: Pick<Library, "list" | "trending">
  readonly editions: Pick<EditionStore, "ofSubscription">
}

export type EditionWish = {
  readonly subscription: Subscription
  readonly due: DueOccurrence
  readonly now: Temporal.Instant
  /** Another list than the newest settled one. */
  readonly period?: Period
  /** Post the list although it was posted before. */
  readonly again?: boolean
}

/** Editions of a subscription that are looked through for a list that was posted already. */
const recentEditions = 40

/** A post later than this says so. */
const lateAfterMinutes = 60

/**
 * What a subscription posts for an occurrence, as rows to be written at once: in full within its catch-up window, one
 * line beyond it, and never a list that it has posted before. Every edition says why it is as it is.
 */
export async function planEdition(planning: EditionPlanning, wish: EditionWish): Promise<Planned> {
  const { subscription, due, now, again = false } = wish
  const period = wish.period ?? settledPeriod(subscription.list, due.latest)
  const listKey = period?.key ?? "trending"
  const posted = await postedBefore(planning.editions, subscription)
  const missed = missedPeriods(subscription, due).filter(({ key }) => key !== listKey && !posted.has(key))
  const about = { subscription, ...(period ? { period } : {}), notes: [missedNote(missed)] }

  const before = period && !again ? posted.get(period.key) : undefined
  if (before !== undefined) return planned(wish, listKey, emptyOutcome(about, alreadyPosted(before)))
  if (latenessOf(wish).total("hours") > subscription.catchUpHours)
    return planned(wish, listKey, { cards: [tooLateCard(about)], reason: "too late to be posted in full" })
  const listed = await (period ? planning.library.list(period) : planning.library.trending())
  switch (listed.state) {
    case "unreachable":
      return { kind: "later", why: listed.why }
    case "not-open":
      return { kind: "later", why: `the list opens at ${listed.opensAt}` }
    case "weekend":
      return planned(wish, listKey, emptyOutcome(about, "The list has no papers."))
    case "listed":
      return planned(wish, listKey, fullOutcome(about, listed, missed, latenessOf(wish), now))
    default:
      return listed satisfies never
  }
}

type Outcome = { readonly cards: readonly Card[]; readonly reason: string }
type About = Omit<EditionContent, "papers"> & { readonly subscription: Subscription }
type Listed = Extract<ListedPapers, { readonly state: "listed" }>

function planned({ subscription, due, now }: EditionWish, listKey: string, outcome: Outcome): Planned {
  const { missedInWords: count } = due
  const skipped = `${count} earlier ${count === "1" ? "occurrence was" : "occurrences were"} skipped`
  const reason = count === "0" ? outcome.reason : `${outcome.reason}; ${skipped}`
  return {
    kind: "planned",
    ...editionRows({ subscription, dueAt: due.latest, now, listKey, reason }, outcome.cards),
  }
}

function fullOutcome(
  about: About,
  listed: Listed,
  missed: readonly Period[],
  lateness: Temporal.Duration,
  now: Temporal.Instant,
): Outcome {
  const { list, freshness } = listed
  const papers = papersTaken(listed, about.subscription)
  if (papers.length === 0) return emptyOutcome(about, whyNone(listed, about.subscription))
  const late = lateness.total("minutes") > lateAfterMinutes ? lateness : undefined
  const notes = editionNotes({ list, freshness, late, missed, now })
  const facts = [
    `${papers.length} of ${listed.papers.length} papers`,
    late && `${Math.round(late.total("hours"))} h late`,
    list.closed || list.key === "trending" ? undefined : "the list was still open",
  ]
  return { cards: editionCards({ ...about, papers, notes }), reason: facts.filter(Boolean).join(", ") }
}

function emptyOutcome(about: About, why: string): Outcome {
  return { cards: about.subscription.whenEmpty === "say" ? [emptyCard(about, why)] : [], reason: why }
}

/** The papers of a list that a subscription takes, the most upvoted first. */
function papersTaken(listed: Listed, { filter }: Subscription): readonly Paper[] {
  const upvotes = new Map(listed.list.entries.map((entry) => [entry.paper, entry.upvotes]))
  const votesOf = (paper: Paper) => Math.max(paper.upvotes, upvotes.get(paper.id) ?? 0)
  return papersMatching(listed.papers, filter).toSorted((one, other) => votesOf(other) - votesOf(one))
}

/** The lists that the subscription has posted lately, with the day on which it did. */
async function postedBefore(
  editions: Pick<EditionStore, "ofSubscription">,
  { id }: Subscription,
): Promise<ReadonlyMap<string, string>> {
  const recent = await editions.ofSubscription(id, recentEditions)
  return new Map(recent.filter(wasPosted).map(({ listKey, dueAt }) => [listKey, dueAt.slice(0, 10)]))
}

function wasPosted({ state }: Edition): boolean {
  return state === "done" || state === "sending"
}

/** The lists of missed occurrences, each once, oldest first. */
function missedPeriods({ list }: Subscription, due: DueOccurrence): readonly Period[] {
  const periods = due.missed.flatMap((at) => settledPeriod(list, at) ?? [])
  return [...new Map(periods.map((period) => [period.key, period])).values()]
}

function latenessOf({ due, now }: EditionWish): Temporal.Duration {
  return due.latest.until(now)
}

function alreadyPosted(day: string): string {
  return `Nothing new: this list was posted on ${day}.`
}

function whyNone({ papers }: Listed, { filter }: Subscription): string {
  return papers.length === 0
    ? "The list has no papers."
    : `None of its ${papers.length} papers matches ${filter}.`
}
