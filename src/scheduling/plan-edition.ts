import { createHash } from "node:crypto"
import type { Card } from "../card.ts"
import type { Library, ListedPapers } from "../context.ts"
import type { Paper, Period } from "../papers/index.ts"
import type { Delivery, Edition, EditionStore, Subscription } from "../stores.ts"
import type { DueOccurrence } from "./due-occurrence.ts"
import { type EditionContent, editionCards, emptyCard, tooLateCard } from "./edition-cards.ts"
import { editionNotes, missedNote } from "./edition-notes.ts"
import { papersMatching } from "./papers-matching.ts"
import { settledPeriod } from "./settled-period.ts"

export type Planned =
  | { readonly kind: "planned"; readonly edition: Edition; readonly deliveries: readonly Delivery[] }
  /** The list cannot be read now; the occurrence stays due. */
  | { readonly kind: "later"; readonly why: string }

export type EditionPlanning = {
  readonly library: Pick<Library, "list" | "trending">
  readonly editions: Pick<EditionStore, "ofSubscription">
}

/** Editions of a subscription that are looked through for a list that was posted already. */
const recentEditions = 40

/** A post later than this says so. */
const lateAfterMinutes = 60

/**
 * What a subscription posts for an occurrence, as rows to be written at once: never a list that it has posted before,
 * unless asked for `again`;
 * in full within its catch-up window, one line beyond it. `period` asks for another list than the newest settled one. Every edition says why it is as it is.
 */
export async function planEdition(
  { library, editions }: EditionPlanning,
  subscription: Subscription,
  due: DueOccurrence,
  now: Temporal.Instant,
  wish: { readonly again?: boolean; readonly period?: Period } = {},
): Promise<Planned> {
  const period = wish.period ?? settledPeriod(subscription.list, due.latest)
  const posted = (await editions.ofSubscription(subscription.id, recentEditions)).filter(wasPosted)
  const missed = missedPeriods(subscription, due, [...posted.map((edition) => edition.listKey), period?.key])
  const plan = planOf(subscription, due.latest, now, period?.key ?? "trending")
  const aside = { subscription, ...(period ? { period } : {}), notes: [missedNote(missed)] }
  const skipped = skippedInWords(due.missed.length)

  const before = posted.find((edition) => edition.listKey === period?.key)
  if (before !== undefined && !wish.again)
    return empty(plan, aside, `Nothing new: this list was posted on ${before.dueAt.slice(0, 10)}.`, skipped)
  const age = due.latest.until(now)
  if (age.total("hours") > subscription.catchUpHours)
    return plan([tooLateCard(aside)], `${hoursInWords(age)} too late to be posted in full${skipped}`)

  const listed = period ? await library.list(period) : await library.trending()
  if (listed.state === "unreachable") return { kind: "later", why: listed.why }
  if (listed.state === "not-open") return { kind: "later", why: `the list opens at ${listed.opensAt}` }
  const papers = listed.state === "listed" ? chosen(listed, subscription) : []
  if (listed.state === "weekend" || papers.length === 0)
    return empty(plan, aside, emptyReason(listed, subscription), skipped)
  const late = age.total("minutes") > lateAfterMinutes ? age : undefined
  const notes = editionNotes({ list: listed.list, freshness: listed.freshness, late, missed, now })
  const open = listed.list.closed ? "" : ", the list being still open"
  const lateness = late ? `, ${hoursInWords(late)} late` : ""
  return plan(
    editionCards({ ...aside, papers, notes }),
    `${papers.length} of ${listed.papers.length} papers${lateness}${open}${skipped}`,
  )
}

/** The papers of a list that a subscription takes, the most upvoted first. */
export function chosen(
  listed: Extract<ListedPapers, { state: "listed" }>,
  { filter }: Pick<Subscription, "filter">,
): readonly Paper[] {
  const upvotes = new Map(listed.list.entries.map((entry) => [entry.paper, entry.upvotes]))
  const votesOf = (paper: Paper) => Math.max(paper.upvotes, upvotes.get(paper.id) ?? 0)
  return papersMatching(listed.papers, filter).toSorted((one, other) => votesOf(other) - votesOf(one))
}

type Plan = (cards: readonly Card[], reason: string) => Planned

function empty(
  plan: Plan,
  aside: Omit<EditionContent, "papers"> & { readonly subscription: Subscription },
  why: string,
  skipped: string,
): Planned {
  const cards = aside.subscription.whenEmpty === "say" ? [emptyCard(aside, why)] : []
  return plan(cards, `${why}${skipped}`)
}

function planOf(
  subscription: Subscription,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
  listKey: string,
): Plan {
  const id = shortId(subscription.id, dueAt.toString())
  return (cards, reason) => ({
    kind: "planned",
    edition: {
      id,
      subscription: subscription.id,
      dueAt: dueAt.toString(),
      plannedAt: now.toString(),
      listKey,
      state: cards.length > 0 ? "sending" : "skipped",
      reason,
    },
    deliveries: cards.map((card, position) => ({
      id: shortId(id, String(position)),
      edition: id,
      position,
      community: subscription.community,
      place: subscription.place,
      card,
      form: subscription.form,
      state: "waiting",
      attempts: 0,
      notBefore: now.toString(),
    })),
  })
}

/**
 * An identifier of 22 characters out of what makes something unique: whoever plans the same occurrence again gives it
 * the same, and Discord takes up to 25 as a message's nonce.
 */
function shortId(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22)
}

function wasPosted({ state }: Edition): boolean {
  return state === "done" || state === "sending"
}

/** The lists of missed occurrences, each once, without those that are posted anyway. */
function missedPeriods(
  subscription: Subscription,
  due: DueOccurrence,
  posted: readonly (string | undefined)[],
): readonly Period[] {
  const periods = due.missed.map((at) => settledPeriod(subscription.list, at))
  const byKey = new Map(periods.flatMap((period) => (period ? [[period.key, period]] : [])))
  return [...byKey.values()].filter((period) => !posted.includes(period.key))
}

function emptyReason(listed: ListedPapers, { filter }: Subscription): string {
  if (listed.state !== "listed" || listed.papers.length === 0) return "The list has no papers."
  return `None of its ${listed.papers.length} papers matches ${filter}.`
}

function skippedInWords(count: number): string {
  return count === 0
    ? ""
    : `; ${count} earlier ${count === 1 ? "occurrence was" : "occurrences were"} skipped`
}

function hoursInWords(age: Temporal.Duration): string {
  return `${Math.round(age.total("hours"))} h`
}
