import { createBoundedMap } from "../concurrency/bounded-map.ts"
import type { Delivery, Unfinished } from "../vocabulary/delivery-stores.ts"
import { PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import { words } from "../words/words.ts"
import { createLookUp } from "./look-up.ts"
import type { Pacing } from "./pacing.ts"

/** What is under way at once on a platform, and in one community of it: a slow one delays no other. */
const most = 64
const mostInCommunity = 8
/** One reaction at a time: they matter least, and after one refusal the place gets no more. */
const mostInvitesInCommunity = 1
/** While something is under way, this many are claimed at once: each claim waits for the disk. */
const batch = 8
/** Longer than a request takes; after it, what a process left undone when it died is done by the next. */
const claimMs = 120_000
/** What could not begin within this time waits until its claim ends. */
const startWithinMs = 60_000
/** What would wait longer for the platform's rate is put off, so that it holds nothing up. */
const longestWaitMs = 2_000
/** By then members have seen the message, and vote or do not: a bot that is so far behind leaves its reactions out. */
const inviteWithinMs = 30 * 60_000
/** A message of yesterday stays as it is. */
const finishWithinMs = 24 * 3_600_000
/** Platforms ban bots that go on after thousands of refusals. */
const refusedForMs = 3_600_000
const mostRefusing = 10_000

/** What was claimed, until when it may begin. */
type Held = { readonly unfinished: Unfinished; readonly until: Temporal.Instant }
/** A platform's: what is under way, and what is next. */
type Work = { readonly running: Map<Promise<void>, Unfinished>; held: readonly Held[] }

/**
 * Finishes messages that were sent, when nothing else is to be sent: hands them on to followers, says that the rest is in
 * their thread, deletes what a slow platform posted twice, and last puts the reactions that members may join. What a
 * platform refuses for good is left out.
 */
export function createFinishing(
  { editions, clock, log }: Pick<Services, "editions" | "clock" | "log">,
  pacing: Pick<Pacing, "waits" | "open">,
  stopping: AbortSignal,
) {
  /** Places in which the bot may put no reactions, and until when that is believed. */
  const refusing = createBoundedMap<string, Temporal.Instant>(mostRefusing)
  const works = new Map<string, Work>()
  const { removeSurplus } = createLookUp({ clock, editions })

  /** Begins what may begin, and waits until something has ended. False where nothing is left. */
  async function next(adapter: Adapter): Promise<boolean> {
    const { platform } = adapter
    const work: Work = works.get(platform) ?? { running: new Map(), held: [] }
    works.set(platform, work)
    const { running } = work
    begin(adapter, work)
    if (most - running.size >= (running.size > 0 ? batch : 1)) {
      work.held = [...work.held, ...(await claimMore(platform, work))]
      begin(adapter, work)
    }
    if (running.size === 0) return false
    await Promise.race(running.keys())
    return !stopping.aborted
  }

  async function claimMore(platform: string, { running, held }: Work): Promise<readonly Held[]> {
    const now = clock.now()
    const until = now.add({ milliseconds: claimMs }).toString()
    const busy = [...running.values(), ...held.map(({ unfinished }) => unfinished)]
    const except = [...new Set(busy.map(({ delivery }) => delivery.community))]
    const limit = most - running.size
    const request = { now: now.toString(), until, limit, platform, except }
    const some = await editions.claimUnfinished(request)
    return some.map((unfinished) => ({ unfinished, until: now.add({ milliseconds: startWithinMs }) }))
  }

  function begin(adapter: Adapter, work: Work): void {
    const { running } = work
    const now = clock.now()
    const waiting: Held[] = []
    for (const one of work.held) {
      if (Temporal.Instant.compare(one.until, now) < 0) continue
      if (mayBegin(one.unfinished, running)) {
        const done: Promise<void> = finish(adapter, one.unfinished)
          .catch((err: unknown) => log.error({ err }, words.delivery.log.storeFailed))
          .finally(() => running.delete(done))
        running.set(done, one.unfinished)
      } else waiting.push(one)
    }
    work.held = waiting
  }

  async function finish(adapter: Adapter, unfinished: Unfinished): Promise<void> {
    const { delivery, step } = unfinished
    if (isLeftOut(unfinished)) return editions.putOff(unfinished)
    try {
      if (step === "check" && !(await isSingle(adapter, unfinished)))
        return await editions.putOff(unfinished, later(checkPauseMs(delivery)))
      for (const work of worksOf(adapter, unfinished)) {
        const waitMs = await paced(adapter, delivery)
        if (waitMs > 0) return await editions.putOff(unfinished, later(waitMs))
        await work()
      }
    } catch (error) {
      return failed(unfinished, error)
    }
    await editions.finished(unfinished)
  }

  /** Whether the message of a delivery is there once. */
  async function isSingle(adapter: Adapter, { delivery, since, under }: Unfinished): Promise<boolean> {
    const outcome = await removeSurplus(adapter, { ...delivery, since, under }, delivery.message)
    const { id, place } = delivery
    if (outcome === "removed") log.warn({ delivery: id, place }, words.delivery.log.surplus)
    return outcome === "none"
  }

  /** We wait as long as the message has been there: about ten looks in a day. */
  function checkPauseMs({ confirmedAt }: Delivery): number {
    return Math.max(claimMs, confirmedAt === undefined ? 0 : ageOf(confirmedAt))
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
    const said = step === "check" ? words.delivery.log.surplusUnknown : words.delivery.log.unfinished
    log.info({ delivery: delivery.id, place: delivery.place, step, err: error }, said)
    const isFinal = error instanceof PlatformError && error.retryAfterMs === undefined
    // What is not final is due again when its claim ends.
    if (!isFinal) {
      const askedMs = error instanceof PlatformError ? error.retryAfterMs : undefined
      const waitMs = step === "check" ? Math.max(checkPauseMs(delivery), askedMs ?? 0) : askedMs
      if (waitMs !== undefined) await editions.putOff(unfinished, later(waitMs))
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

  return {
    next,
    /** Resolves when nothing is under way any more. */
    settled: async () => {
      for (const { running } of works.values()) await Promise.all(running.keys())
    },
  }
}

function mayBegin({ delivery, step }: Unfinished, running: Work["running"]): boolean {
  if (running.size >= most) return false
  const beside = [...running.values()].filter((one) => one.delivery.community === delivery.community)
  return beside.length < (step === "invite" ? mostInvitesInCommunity : mostInCommunity)
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
    // Done by looking, not by a request of its own.
    case "check":
      return []
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
