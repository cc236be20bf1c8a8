import { createBoundedMap } from "../concurrency/bounded-map.ts"
import type { Delivery, Unfinished } from "../vocabulary/delivery-stores.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import type { Pacing } from "./pacing.ts"

/** Reactions go one by one, since they are worth the least. */
const editsAtOnce = 8
/** Longer than a request takes; after it, what a process left undone when it died is done by the next. */
const claimMs = 120_000
/** What would wait longer for the platform's rate is put off, so that it holds nothing up. */
const longestWaitMs = 2_000
/** By then members have seen the message, and vote or do not: a bot that is so far behind leaves its reactions out. */
const inviteWithinMs = 30 * 60_000
/** A message of yesterday stays as it is. */
const finishWithinMs = 24 * 3_600_000
/** Platforms ban bots that go on after thousands of refusals. */
const refusedForMs = 3_600_000
const mostRefusing = 10_000

/**
 * Finishes messages that were sent, when nothing else is to be sent: hands them on to followers, says that the rest is in
 * their thread, and last puts the reactions that members may join. What a platform refuses for good is left out. Gives a
 * function that does a portion of it and says whether there was any.
 */
export function createFinishing(
  { editions, clock, log }: Pick<Services, "editions" | "clock" | "log">,
  pacing: Pick<Pacing, "waits" | "open">,
  stopping: AbortSignal,
) {
  /** Places in which the bot may put no reactions, and until when that is believed. */
  const refusing = createBoundedMap<string, Temporal.Instant>(mostRefusing)

  async function finishNext(adapter: Adapter): Promise<boolean> {
    const now = clock.now()
    const until = now.add({ milliseconds: claimMs }).toString()
    const { platform } = adapter
    const some = await editions.claimUnfinished({ now: now.toString(), until, limit: editsAtOnce, platform })
    await Promise.all(some.map((one) => finish(adapter, one)))
    return some.length > 0 && !stopping.aborted
  }

  async function finish(adapter: Adapter, unfinished: Unfinished): Promise<void> {
    if (isLeftOut(unfinished)) return editions.putOff(unfinished)
    try {
      for (const work of worksOf(adapter, unfinished)) {
        const waitMs = await paced(adapter, unfinished.delivery)
        if (waitMs > 0) return await editions.putOff(unfinished, later(waitMs))
        await work()
      }
    } catch (error) {
      return failed(unfinished, error)
    }
    await editions.finished(unfinished)
  }

  function isLeftOut({ delivery, step }: Unfinished): boolean {
    const { confirmedAt } = delivery
    const age = confirmedAt === undefined ? 0 : ageOf(confirmedAt)
    if (step !== "invite") return age > finishWithinMs
    const refused = refusing.get(placeOf(delivery))
    const isRefused = refused !== undefined && Temporal.Instant.compare(refused, clock.now()) > 0
    return isRefused || age > inviteWithinMs
  }

  /** The time that waits for the rate, where it is too long; else the rate has been waited for. */
  async function paced(adapter: Adapter, delivery: Delivery): Promise<number> {
    // An edit or a reaction is one request, whatever the message itself took.
    const { id, community, card } = delivery
    const request = { id, community, card: { ...card, paper: undefined }, inThreadOf: undefined }
    const waitMs = (await pacing.waits(adapter, [request])).get(id) ?? 0
    if (waitMs > longestWaitMs) return waitMs
    if (waitMs > 0) await clock.wait(waitMs, stopping)
    await pacing.open(adapter, request, stopping)
    return 0
  }

  async function failed(unfinished: Unfinished, error: unknown): Promise<void> {
    if (stopping.aborted) return
    const { delivery, step } = unfinished
    log.info(
      { delivery: delivery.id, place: delivery.place, step, err: error },
      words.delivery.log.unfinished,
    )
    const isFinal = error instanceof PlatformError && error.retryAfterMs === undefined
    // What is not final is due again when its claim ends.
    if (!isFinal) {
      if (error instanceof PlatformError && error.retryAfterMs !== undefined)
        await editions.putOff(unfinished, later(error.retryAfterMs))
      return
    }
    if (step === "invite") refusing.set(placeOf(delivery), clock.now().add({ milliseconds: refusedForMs }))
    await editions.putOff(unfinished)
  }

  function ageOf(instant: string): number {
    return clock.now().since(instant).total("milliseconds")
  }

  function later(ms: number): string {
    return clock
      .now()
      .add({ milliseconds: Math.ceil(ms) })
      .toString()
  }

  return finishNext
}

/** The requests of a step, one after the other. */
function worksOf(adapter: Adapter, { delivery, step }: Unfinished): readonly (() => Promise<void>)[] {
  const { community, place, sentTo = place, message = "", card, complete } = delivery
  const ref = { community, place: sentTo, message }
  switch (step) {
    case "remove":
      return adapter.remove ? [async () => adapter.remove?.(ref)] : []
    case "publish":
      return adapter.publish ? [async () => adapter.publish?.(ref)] : []
    case "complete":
      return complete ? [() => adapter.edit(ref, complete)] : []
    case "invite":
      return adapter.invite
        ? reactionsOf(card).map((reaction) => async () => adapter.invite?.(ref, reaction))
        : []
    default:
      return step satisfies never
  }
}

function reactionsOf({ invites, papers = [] }: Delivery["card"]): readonly ("upvote" | number)[] {
  if (invites === "numbers") return papers.map((_, index) => index + 1)
  return invites === "upvote" ? ["upvote"] : []
}

function placeOf({ community, place }: Delivery): string {
  return `${community}/${place}`
}
