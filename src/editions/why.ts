import { listNameOf, type Paper, periodOf } from "../papers/index.ts"
import type { Decision, Schedules } from "../vocabulary/channels.ts"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import type { Library } from "../vocabulary/library.ts"
import type { Services } from "../vocabulary/services.ts"
import { momentInWords } from "../words/counted.ts"
import { dueList, settlesAt } from "./due-list.ts"
import { explainFilter } from "./explain-filter.ts"

/** Editions that are looked through: two months of a daily one. */
const mostEditions = 60

/** Where a paper stands in an edition, and whether it has no more than a line there. */
type Found = { readonly delivery: Delivery; readonly number: number; readonly isLine: boolean }

/** Why a paper stands in a place, or does not: for each list that could have brought it, the rule that decided. */
export function createWhy(
  parts: Pick<Services, "subscriptions" | "editions" | "posts" | "clock"> & {
    readonly library: Pick<Library, "listedOn">
  },
): Schedules["why"] {
  const { subscriptions, editions, library, posts } = parts

  return async (actor, paper) => {
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

  async function whereIn(edition: Edition, paper: Paper): Promise<Found | undefined> {
    for (const delivery of await editions.deliveries(edition.id)) {
      const items = delivery.card.blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
      const at = items.findIndex((entry) => entry.paper === paper.id)
      if (delivery.card.paper === paper.id) return { delivery, number: delivery.position + 1, isLine: false }
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
    if (state === "failed")
      return {
        ...base,
        posted: false,
        rule: `It was to be posted, but: ${error ?? edition.reason}.`,
        advice: mend,
      }
    if (state === "waiting" || message === undefined)
      return {
        ...base,
        posted: false,
        rule: `It waits to be sent; next try on ${momentInWords(delivery.notBefore, subscription.timeZone)}.`,
      }
    const ref = { community, place: sentTo, message, ...(thread === undefined ? {} : { thread }) }
    const isGone = card.paper !== undefined && (await isDeleted(ref, card.paper))
    if (isGone) return { ...base, posted: false, rule: "It was posted, and the message was deleted since." }
    const { budget } = subscription
    // The starter library knows no upvotes.
    const order = edition.listKey === "starter" ? `number ${number}` : `number ${number} by upvotes`
    const which = isLine
      ? `beyond the ${budget} shown in full, so it was posted as a line${thread ? " in the thread" : ""}`
      : `within the ${budget} shown in full`
    const reason = edition.reason.replace(/\.$/, "")
    return { ...base, posted: true, message: ref, rule: `${reason}; it was ${order}, ${which}.` }
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
    if (filter !== undefined) return { ...base, rule: filter, advice: changeFilter }
    if (edition.state === "done")
      return {
        ...base,
        rule: `That list was posted without it (${edition.reason}): it came to the list later, or the filter did not take it then.`,
      }
    return {
      ...base,
      rule: `That list: ${edition.reason}.`,
      advice: edition.state === "failed" ? mend : again,
    }
  }

  function noEdition(subscription: Subscription, listKey: string, filter: string | undefined) {
    const now = parts.clock.now()
    const closes = settlesAt(listNameOf(listKey))
    if (!subscription.active)
      return { rule: "Posts are switched off here.", advice: "`channel save` switches them on." }
    if (closes && !subscription.early && Temporal.Instant.compare(now, closes) < 0)
      return {
        rule: `Its list is open until ${momentInWords(closes.toString(), subscription.timeZone)}, and posted after that.`,
        ...(filter ? { advice: filter } : {}),
      }
    if (
      subscription.nextRunAt &&
      dueList(subscription, Temporal.Instant.from(subscription.nextRunAt)).key === listKey
    )
      return {
        rule:
          filter ??
          `Its list is next: it is due on ${momentInWords(subscription.nextRunAt, subscription.timeZone)}.`,
        ...(filter ? { advice: changeFilter } : {}),
      }
    const made = subscription.createdAt
    return {
      rule: `No post was made of that list here: these posts began on ${made.slice(0, 10)}, or the bot was away and only the newest list was caught up.`,
      ...(filter ? { advice: filter } : {}),
    }
  }
}

const mend = "`health` says what is wrong; `deliver` posts the newest list at once."
const changeFilter = "An admin changes the filter with `channel filter:…`."
const again = "`deliver` posts the newest list at once."

const noSubscription: Decision = {
  posted: false,
  rule: "Nothing is posted here by itself: this channel has no posts set up.",
  advice: "An admin sets them up with `channel time:09:00`.",
}

function notListed(paper: Paper, { list, categories, filter }: Subscription): Decision {
  const which = {
    day: "It was on no daily list that is stored here.",
    week: "It was on no list of a week that is stored here.",
    month: "It was on no list of a month that is stored here.",
    trending: "It was not trending when this channel's posts were made.",
    arxiv: `arXiv did not announce it in ${categories?.join(", ")}: its categories are ${paper.categories.join(", ") || "not known"}.`,
  }[list]
  const word = explainFilter(paper, filter)
  return { posted: false, rule: which, ...(word ? { advice: word } : {}) }
}
