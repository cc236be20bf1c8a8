import type { Edition, Subscription } from "../delivery-stores.ts"
import { NetworkError, PlatformError } from "../errors.ts"
import { listNameOf } from "../papers/index.ts"
import type { Adapter } from "../ports.ts"
import { readList } from "./due-list.ts"
import { papersTaken } from "./papers-taken.ts"
import type { Planning } from "./plan-due.ts"
import { nextRefresh } from "./refresh-time.ts"
import { revisedCards } from "./revised-card.ts"

export type Refreshing = Planning & { readonly adapters: ReadonlyMap<string, Adapter> }

/** Editions at once: edits wait behind posts, which somebody is waiting for. */
const atOnce = 4
/** Longer than an edition's edits take; after it, what could not be read or edited is tried again. */
const claimMinutes = 10
/** A list that cannot be read for so long is left as it was posted until its next time. */
const patienceHours = 24

/** Makes what was posted agree with its list again, by editing, when the editions' time for it has come. */
export function createRefresher(parts: Refreshing) {
  const { subscriptions, editions, library, clock, log } = parts
  let running: Promise<void> | undefined
  let stopped = false

  /** Starts refreshing what is due, unless that is under way. Never throws. */
  function wake(): void {
    if (stopped) return
    running ??= refreshAll()
      .catch((error: unknown) => log.error({ err: error }, "what was posted cannot be refreshed"))
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
      if (await refresh(edition, subscription)) await moveOn(edition)
    } catch (error) {
      // It is due again when its claim ends.
      log.warn(
        { edition: edition.id, err: error },
        "an edition could not be refreshed and will be tried again",
      )
    }
  }

  async function moveOn({ id, listKey }: Edition): Promise<void> {
    const next = nextRefresh(listNameOf(listKey), clock.now())
    await editions.refreshed(id, next?.toString())
  }

  /** False where the list could not be read as it is now. */
  async function refresh(edition: Edition, subscription: Subscription): Promise<boolean> {
    const list = listNameOf(edition.listKey)
    const listed = await readList(library, list)
    const due = Temporal.Instant.from(edition.refreshAt ?? edition.dueAt)
    const givenUp = due.until(clock.now()).total("hours") > patienceHours
    if (listed.state !== "listed" || listed.list.readAt < due.toString()) return givenUp
    const ids = listed.papers.map(({ id }) => id)
    const revising = {
      subscription,
      list,
      isClosed: listed.list.closed,
      taken: papersTaken(listed, subscription),
      papers: new Map(listed.papers.map((paper) => [paper.id, paper])),
      standings: await parts.standings(subscription.community, ids),
    }
    for (const { delivery, card } of revisedCards(await editions.deliveries(edition.id), revising)) {
      const { community, place, sentTo = place, message = "" } = delivery
      if (await edited({ community, place: sentTo, message }, card)) await editions.revised(delivery.id, card)
    }
    return true
  }

  /** False where there is nothing to edit any more. Throws what may go better later. */
  async function edited(...[message, card]: Parameters<Adapter["edit"]>): Promise<boolean> {
    const adapter = parts.adapters.get(message.community.slice(0, message.community.indexOf(":")))
    if (adapter === undefined) throw new NetworkError("the platform", "it is not connected")
    try {
      await adapter.edit(message, card)
      return true
    } catch (error) {
      // Deleted, or out of the bot's reach: there is no second try at that.
      if (!(error instanceof PlatformError) || error.retryAfterMs !== undefined) throw error
      log.info({ place: message.place, message: message.message, err: error }, "a post cannot be edited")
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
