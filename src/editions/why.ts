import { listNameOf, type Paper, periodOf } from "../papers/index.ts"
import type { Decision, Schedules } from "../vocabulary/channels.ts"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import type { Digests } from "../vocabulary/digests.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import { momentInWords } from "../words/counted.ts"
import { words } from "../words/words.ts"
import { dueList, papersMatching, savedFilter, settlesAt } from "./lists.ts"
import { cursorOf } from "./picked.ts"

const { filter: inFilter, why: said } = words.editions

/** Editions that are looked through: two months of a daily one. */
const mostEditions = 60

/** Where a paper stands in an edition, and whether it has no more than a line there. */
type Found = { readonly delivery: Delivery; readonly number: number; readonly isLine: boolean }

/** Why a paper stands in a place, or does not: for each list that could have brought it, the rule that decided. */
export function createWhy(
  parts: Pick<Services, "subscriptions" | "editions" | "posts" | "clock"> & {
    readonly library: Pick<Library, "listedOn">
    /** What comes to the asker alone, in the place where they ask. */
    readonly ownHere?: Digests["here"]
  },
): Schedules["why"] {
  const { subscriptions, editions, library, posts } = parts

  return async (actor, paper) => {
    const own = await parts.ownHere?.(actor)
    if (own !== undefined) return digestDecisions(paper, own)
    const all = await subscriptions.ofPlace(actor.community, actor.place)
    if (all.length === 0) return [noSubscription]
    return (await Promise.all(all.map((subscription) => decisionsOf(paper, subscription)))).flat()
  }

  async function decisionsOf(paper: Paper, subscription: Subscription): Promise<readonly Decision[]> {
    const recent = await editions.ofSubscription(subscription.id, mostEditions, { withMessages: true })
    const posted: Decision[] = []
    for (const edition of recent) {
      const found = await whereIn(edition, paper)
      if (found) posted.push(await postedDecision(edition, found, subscription))
    }
    if (posted.length > 0) return posted
    if (subscription.content.kind !== "list") return [notPicked(paper, subscription)]
    const keys = await listsWith(paper, subscription)
    if (keys.length === 0) return [notListed(paper, subscription)]
    return Promise.all(
      keys.map(async (listKey) => {
        // However often the list was due since with nothing new, the edition that posted it is the one that decided.
        const [newest] = await editions.ofSubscription(subscription.id, 1, { listKey })
        const edition = recent.find((one) => one.listKey === listKey) ?? newest
        return notPosted(paper, subscription, listKey, edition)
      }),
    )
  }

  /** Why a paper was in a member's digest: the last line of its item says it. */
  async function digestDecisions(paper: Paper, { id }: Subscription): Promise<readonly Decision[]> {
    const brought: Decision[] = []
    for (const { id: edition, dueAt } of await editions.ofSubscription(id, mostEditions, {
      withMessages: true,
    }))
      for (const { card, state, confirmedAt = dueAt } of await editions.deliveries(edition)) {
        const items = card.blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
        const item = items.find((one) => one.paper === paper.id)
        const reason = item?.lines.at(-1)?.map(({ text }) => text) ?? []
        if (item && state === "sent") brought.push({ posted: true, at: confirmedAt, rule: reason.join("") })
      }
    return brought.length > 0 ? brought : [{ posted: false, rule: words.digests.notBrought }]
  }

  async function whereIn(edition: Edition, paper: Paper): Promise<Found | undefined> {
    // The header above papers of their own is none of them.
    let single = 0
    for (const delivery of await editions.deliveries(edition.id)) {
      if (delivery.card.paper !== undefined) single += 1
      const items = delivery.card.blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
      const at = items.findIndex((entry) => entry.paper === paper.id)
      if (delivery.card.paper === paper.id) return { delivery, number: single, isLine: false }
      const start = delivery.card.blocks.find((block) => block.kind === "items")?.start ?? 1
      if (at >= 0) return { delivery, number: start + at, isLine: items[at]?.actions.length === 0 }
    }
    return undefined
  }

  async function postedDecision(
    edition: Edition,
    { delivery, number, isLine }: Found,
    subscription: Subscription,
  ): Promise<Decision> {
    const base = { listKey: edition.listKey, at: delivery.confirmedAt ?? edition.dueAt }
    const { community, place, sentTo = place, message, card, state, error, thread } = delivery
    if (state === "removed") return { ...base, posted: false, rule: said.removed }
    if (state === "failed")
      return { ...base, posted: false, rule: said.failed(error ?? edition.reason), advice: said.seeHealth }
    if (state === "waiting" || message === undefined) {
      const next = momentInWords(delivery.notBefore, subscription.timeZone)
      return { ...base, posted: false, rule: said.waiting(next) }
    }
    const ref = { community, place: sentTo, message, thread }
    if (card.paper !== undefined && (await isDeleted(ref, card.paper)))
      return { ...base, posted: false, rule: said.deleted }
    if (cursorOf(edition.listKey) !== undefined)
      return { ...base, posted: true, message: ref, rule: whyPicked(delivery, subscription) }
    const line = isLine ? (thread ? "thread" : "line") : "none"
    // The starter library has no upvotes.
    const isRanked = edition.listKey !== "starter"
    const reason = edition.reason.replace(/\.$/, "")
    return {
      ...base,
      posted: true,
      message: ref,
      rule: said.posted(reason, number, isRanked, subscription.budget, line),
    }
  }

  async function isDeleted(ref: { community: string; place: string; message: string }, paper: string) {
    const known = await posts.ofPaper(ref.community, paper)
    return !known.some(({ message }) => message === ref.message)
  }

  /** The keys of the lists of a subscription's kind that hold the paper. */
  async function listsWith(paper: Paper, { list, categories }: Subscription): Promise<readonly string[]> {
    if (list === "arxiv") {
      const stored = paper.categories.some((category) => categories?.includes(category))
      return stored && paper.publishedOn ? [`arxiv:${categories?.join("+")}:${paper.publishedOn}`] : []
    }
    if (list === "trending") return []
    const days = await library.listedOn(paper)
    return [...new Set(days.map((day) => periodOf(list, day).key))]
  }

  function notPosted(
    paper: Paper,
    subscription: Subscription,
    listKey: string,
    edition: Edition | undefined,
  ): Decision {
    const filter = explainFilter(paper, subscription.filter)
    if (edition === undefined) return { posted: false, listKey, ...noEdition(subscription, listKey, filter) }
    const base = { posted: false, listKey, at: edition.dueAt }
    if (filter !== undefined) return { ...base, rule: filter, advice: said.changeFilter }
    if (edition.state === "done") return { ...base, rule: said.withoutIt(edition.reason) }
    const advice = edition.state === "failed" ? said.seeHealth : said.postNow
    return { ...base, rule: said.thatList(edition.reason), advice }
  }

  function noEdition(subscription: Subscription, listKey: string, filter: string | undefined) {
    const { active, early, nextRunAt, timeZone, createdAt } = subscription
    const closes = settlesAt(listNameOf(listKey))
    if (!active) return { rule: said.off, advice: said.turnOn }
    if (closes && !early && Temporal.Instant.compare(parts.clock.now(), closes) < 0)
      return { rule: said.listOpen(momentInWords(closes.toString(), timeZone)), advice: filter }
    if (nextRunAt && dueList(subscription, Temporal.Instant.from(nextRunAt)).key === listKey)
      return filter
        ? { rule: filter, advice: said.changeFilter }
        : { rule: said.listNext(momentInWords(nextRunAt, timeZone)) }
    return { rule: said.noPost(createdAt.slice(0, 10)), advice: filter }
  }
}

const noSubscription: Decision = { posted: false, rule: said.noSubscription, advice: said.setUp }

/** Why a paper was picked: what stands above its buttons, or the search that found it. */
function whyPicked({ card }: Delivery, { content }: Subscription): string {
  const reason = card.reason?.map(({ text }) => text).join("")
  if (reason !== undefined) return said.picked(reason)
  return content.kind === "query" ? said.found(content.text) : said.picked(words.digests.ofPlace)
}

function notPicked(paper: Paper, { content }: Subscription): Decision {
  if (content.kind !== "query") return { posted: false, rule: said.notPicked, advice: said.explainPick }
  const decided = explainFilter(paper, content.text)
  return { posted: false, rule: decided ?? said.notNew(content.text), advice: said.changeSearch }
}

function notListed(paper: Paper, { list, categories = [], filter }: Subscription): Decision {
  const rule = list === "arxiv" ? said.notAnnounced(categories, paper.categories) : said.notListed[list]
  return { posted: false, rule, advice: explainFilter(paper, filter) }
}

/**
 * Which words of a filter a paper fails, each with what the paper has instead; undefined where the filter takes it.
 */
export function explainFilter(paper: Paper, filter: string): string | undefined {
  if (papersMatching([paper], filter).length > 0) return undefined
  const read = savedFilter(filter)
  if (read.kind === "refused") return read.message
  const failed = read.parts.filter(({ matches }) => !matches(paper)).map(({ text }) => text)
  // A paper may match each part and still not the filter as a whole.
  const decisive = failed.length > 0 ? failed : [filter]
  return inFilter.decided(decisive.map((word) => `\`${word}\` ${fact(paper, word)}`).join("; "))
}

function fact(paper: Paper, word: string): string {
  const [key] = word.split(":")
  switch (key?.toLowerCase()) {
    case "upvotes":
    case "votes":
      return inFilter.upvotes(paper.upvotes)
    case "has":
      return inFilter.has
    case "org":
    case "organization":
      return inFilter.organization(paper.organization)
    case "author":
    case "by":
      return inFilter.author
    case "cat":
      return inFilter.category(paper.categories)
    case "after":
    case "before":
      return inFilter.day(paper.publishedOn)
    default:
      return /^(-|−|NOT\s)/.test(word) ? inFilter.excluded : inFilter.missing
  }
}
