import { adapterOf } from "../community/adapter-of.ts"
import { createPacing } from "../delivery/pacing.ts"
import { listNameOf } from "../papers/index.ts"
import type { Delivery, Edition, Subscription } from "../vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import type { RateStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { addressed } from "./addressed.ts"
import { statsBefore } from "./edition.ts"
import { editionCards, editionNotes } from "./edition-cards.ts"
import { deliveriesOf } from "./edition-rows.ts"
import {
  dueRefresh,
  type Listed,
  type ListReader,
  nextRefresh,
  papersTaken,
  readList,
  settlesAt,
} from "./lists.ts"
import { startOfRuns } from "./next-run.ts"
import { revisedCards } from "./revised-cards.ts"

export type Refreshing = Pick<
  Services,
  "subscriptions" | "editions" | "votes" | "adapters" | "clock" | "log"
> & { readonly library: ListReader; readonly rates?: RateStore }

/** Editions at once: edits wait behind posts, which somebody is waiting for. */
const atOnce = 4
/** Longer than an edition's edits take; after it, what could not be read or edited is tried again. */
const claimMinutes = 10
/** What cannot be read or edited for so long is left as it was posted until its next time. */
const giveUpHours = 24

/** Makes what was posted agree with its list again, by editing, when the editions' time for it has come. */
export function createRefresher(parts: Refreshing) {
  const { subscriptions, editions, votes, library, clock, log } = parts
  const pacing = createPacing(parts)
  let running: Promise<void> | undefined
  let stopped = false

  /** Starts refreshing what is due, unless that is under way. Never throws. */
  function wake(): void {
    if (stopped) return
    running ??= refreshAll()
      .catch((error: unknown) => log.error({ err: error }, words.editions.log.unrefreshed))
      .finally(() => {
        running = undefined
      })
  }

  async function refreshAll(): Promise<void> {
    while (!stopped) {
      const now = clock.now()
      const until = now.add({ minutes: claimMinutes }).toString()
      const due = await editions.claimRefresh({ now: now.toString(), until, limit: atOnce })
      if (due.length === 0) return
      await Promise.all(due.map(refreshOne))
    }
  }

  async function refreshOne(edition: Edition): Promise<void> {
    try {
      const subscription = await subscriptions.get(edition.subscription)
      if (subscription === undefined) return await editions.refreshed(edition.id, undefined)
      const isDone = await refresh(edition, subscription).catch((error: unknown) => {
        log.warn({ edition: edition.id, err: error }, words.editions.log.oneUnrefreshed)
        return false
      })
      // What is not done is due again when its claim ends.
      if (isDone || isGivenUp(edition)) await moveOn(edition)
    } catch (error) {
      log.warn({ edition: edition.id, err: error }, words.editions.log.storeFailed)
    }
  }

  function isGivenUp({ listKey }: Edition): boolean {
    const now = clock.now()
    const due = dueRefresh(listNameOf(listKey), now)
    return due !== undefined && due.until(now).total("hours") > giveUpHours
  }

  async function moveOn({ id, listKey }: Edition): Promise<void> {
    const isEmpty = (await editions.deliveries(id)).length === 0
    const next = isEmpty ? undefined : nextRefresh(listNameOf(listKey), clock.now())
    await editions.refreshed(id, next?.toString())
  }

  /** False where the list could not be read as it is now. */
  async function refresh(edition: Edition, subscription: Subscription): Promise<boolean> {
    const list = listNameOf(edition.listKey)
    const listed = await readList(library, list)
    const due = dueRefresh(list, clock.now())
    if (listed.state !== "listed" || due === undefined) return false
    if (Temporal.Instant.compare(listed.list.readAt, due) < 0) return false
    const deliveries = await editions.deliveries(edition.id)
    // What is still to be sent cannot be edited, and would be sent as it was.
    if (deliveries.some(({ state }) => state === "waiting")) return false
    if (deliveries.length === 0) return postLater(edition, subscription, listed)
    const ids = listed.papers.map(({ id }) => id)
    const revising = {
      subscription,
      list,
      isClosed: listed.list.closed,
      taken: papersTaken(listed, subscription),
      papers: new Map(listed.papers.map((paper) => [paper.id, paper])),
      paperStats: await statsBefore(votes, subscription.community, ids),
    }
    const { edits, more } = revisedCards(deliveries, revising)
    // Before what announces them is edited: after a death in between they are known, and announced then.
    const about = { edition: edition.id, subscription, now: clock.now() }
    if (more.length > 0) await editions.append(edition.id, deliveriesOf(about, more, deliveries.length))
    for (const { delivery, card, complete } of edits) {
      const { community, place, sentTo = place, message = "" } = delivery
      await waitForRate(delivery)
      if (await edited({ community, place: sentTo, message }, card))
        await editions.revised(delivery.id, card, complete)
    }
    return true
  }

  /** Nothing of the list was taken while it was open; now that it has settled, what is. */
  async function postLater(
    { id, dueAt, listKey }: Edition,
    subscription: Subscription,
    listed: Listed,
  ): Promise<boolean> {
    const now = clock.now()
    const list = listNameOf(listKey)
    const lateness = settlesAt(list)?.until(now).total("hours") ?? 0
    const papers = papersTaken(listed, subscription)
    const [newest] = await editions.ofSubscription(subscription.id, 1, { listKey })
    const [posted] = await editions.ofSubscription(subscription.id, 1, { listKey, withMessages: true })
    // Of several that found nothing the last one posts, unless another has in between.
    const isFirst = newest?.id === id && posted === undefined
    const isPaused = Temporal.Instant.compare(startOfRuns(subscription, now), now) > 0
    if (
      !isFirst ||
      !subscription.active ||
      isPaused ||
      papers.length === 0 ||
      lateness > subscription.catchUpHours
    )
      return true
    const ids = papers.map((paper) => paper.id)
    const paperStats = await statsBefore(votes, subscription.community, ids)
    const { freshness, list: asRead } = listed
    const notes = editionNotes({ list: asRead, freshness, late: undefined, missed: [], now })
    const content = { subscription, list, papers, paperStats, notes }
    const cards = addressed(editionCards(content), subscription, papers)
    const reason = words.editions.reason.takenLater(papers.length, listed.papers.length)
    await editions.append(id, deliveriesOf({ edition: id, subscription, now }, cards), reason)
    log.info({ edition: id, dueAt, deliveries: cards.length }, words.editions.log.postedAfterAll)
    return true
  }

  /** An edit takes a place in the platform's rate as a message does: the next morning thousands are due together. */
  async function waitForRate(delivery: Delivery): Promise<void> {
    const adapter = adapterOf(parts.adapters, delivery.community)
    const waitMs = adapter && (await pacing.waits(adapter, [delivery])).get(delivery.id)
    if (waitMs) await clock.wait(waitMs)
  }

  /** False where there is nothing to edit any more. Throws what may go better later. */
  async function edited(...[message, card]: Parameters<Adapter["edit"]>): Promise<boolean> {
    const adapter = adapterOf(parts.adapters, message.community)
    if (adapter === undefined) throw new NetworkError("the platform", words.delivery.failed.notConnected)
    try {
      await adapter.edit(message, card)
      return true
    } catch (error) {
      // Deleted, or out of the bot's reach: there is no second try at that.
      if (!(error instanceof PlatformError) || error.retryAfterMs !== undefined) throw error
      log.info({ place: message.place, message: message.message, err: error }, words.editions.log.notEdited)
      return false
    }
  }

  async function idle(): Promise<void> {
    while (running !== undefined) await running
  }

  return {
    wake,
    idle,
    stop: () => {
      stopped = true
      return idle()
    },
  }
}
