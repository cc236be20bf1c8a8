import { adapterOf } from "../community/adapter-of.ts"
import type { RemovedPost, Schedules, Upcoming } from "../vocabulary/channels.ts"
import type { Edition, Subscription, Unfinished } from "../vocabulary/delivery-stores.ts"
import { PlatformError, UserError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { earlierEditions } from "./edition.ts"
import { editionRows } from "./edition-rows.ts"
import { upcomingPosts } from "./forecast.ts"

const { removal: said, reason: reasons } = words.editions

/** Posts that are looked through for the one to remove, or for skips to take back. */
const recentEditions = 40
/** The bot goes on then with what could not be deleted at once. */
const retryAfterMs = 120_000

/** Posts that an admin does not want: skipped before they come, or taken out again. */
export function createRemovals({
  editions,
  adapters,
  clock,
}: Pick<Services, "editions" | "adapters" | "clock">): Pick<Schedules, "skipNext" | "unskip" | "removePost"> {
  async function upcoming(subscription: Subscription, count: number): Promise<readonly Upcoming[]> {
    const { posted, unsent } = await earlierEditions(editions, subscription)
    const known = [...posted.keys(), ...unsent.map(({ listKey }) => listKey)]
    return upcomingPosts(subscription, clock.now(), count, known)
  }

  const skipNext: Schedules["skipNext"] = async (subscription) => {
    const { unsent } = await earlierEditions(editions, subscription)
    const [waiting] = unsent
    const skipped = waiting ? await withdrawn(waiting) : await skippedAhead(subscription)
    if (skipped === undefined) return undefined
    const [next] = await upcoming(subscription, 1)
    return { skipped, ...(next && { next }) }
  }

  async function withdrawn({ id, dueAt: at, listKey }: Edition): Promise<Upcoming> {
    await editions.takeOut(id, reasons.skippedByAdmin, clock.now().toString())
    return { at, listKey }
  }

  /** An edition without messages takes the occurrence, which happens once. */
  async function skippedAhead(subscription: Subscription): Promise<Upcoming | undefined> {
    if (!subscription.active) return undefined
    const [next] = await upcoming(subscription, 1)
    if (next === undefined) return undefined
    const now = clock.now()
    const dueAt = Temporal.Instant.from(next.at)
    const about = { subscription, dueAt, now, listKey: next.listKey, reason: reasons.skippedByAdmin }
    const { edition } = editionRows(about, [])
    await editions.plan({ ...edition, state: "removed" }, [], subscription.nextRunAt)
    return next
  }

  const unskip: Schedules["unskip"] = async ({ id }) => {
    const now = clock.now().toString()
    const recent = await editions.ofSubscription(id, recentEditions, { withMessages: true })
    const ahead = recent.filter(({ state, dueAt }) => state === "removed" && dueAt > now)
    const back = await Promise.all(ahead.map((edition) => editions.putBack(edition.id)))
    return back.some(Boolean)
  }

  const removePost: Schedules["removePost"] = async (subscription, edition) => {
    const post = await postOf(subscription, edition)
    if (post === undefined) throw new UserError("nothing-to-remove", said.nothing, { hint: said.hint })
    const at = clock.now().add({ milliseconds: retryAfterMs }).toString()
    const messages = await editions.takeOut(post.id, reasons.removed, at)
    const adapter = adapterOf(adapters, subscription.community)
    const failed: string[] = []
    for (const message of messages) failed.push(...(await removed(adapter, message)))
    return { listKey: post.listKey, messages: messages.length - failed.length, failed } satisfies RemovedPost
  }

  /** The edition that is named, or else the newest of which a message is there. */
  async function postOf({ id }: Subscription, edition: string | undefined): Promise<Edition | undefined> {
    for (const recent of await editions.ofSubscription(id, recentEditions, { withMessages: true })) {
      if (edition !== undefined && recent.id !== edition) continue
      if ((await editions.deliveries(recent.id)).some(({ state }) => state === "sent")) return recent
    }
    return undefined
  }

  /** Why a message is still there; nothing where it is gone. */
  async function removed(adapter: Adapter | undefined, unfinished: Unfinished): Promise<readonly string[]> {
    const { community, place, sentTo = place, message = "" } = unfinished.delivery
    if (adapter?.remove === undefined) return [said.cannot]
    try {
      await adapter.remove({ community, place: sentTo, message })
      await editions.finished(unfinished)
      return []
    } catch (error) {
      if (error instanceof PlatformError && error.retryAfterMs === undefined)
        await editions.putOff(unfinished)
      return [error instanceof Error ? error.message : String(error)]
    }
  }

  return { skipNext, unskip, removePost }
}
