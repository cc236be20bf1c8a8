import { retry } from "../concurrency/retry.ts"
import type { SentMessage } from "../vocabulary/actor.ts"
import type { Claim } from "../vocabulary/delivery-stores.ts"
import { communityGoneReasons, type GoneReason, PlatformError, StoreError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import type { RateStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"
import { type Attempted, createAttempt, type Scheduled, verdictOn } from "./attempt.ts"
import { createClockJumps } from "./clock-jumps.ts"
import { createFinishing } from "./finishing.ts"
import { sendDeadlineMs } from "./look-up.ts"
import { createPacing } from "./pacing.ts"
import { createPlaces } from "./places.ts"

export type Delivering = Pick<
  Services,
  "editions" | "subscriptions" | "adapters" | "clock" | "random" | "log"
> & {
  /** Keeps the platforms' rates over all processes of the store; without it nothing waits. */
  readonly rates?: RateStore
  /** How many places of a platform are served at once, so that a slow one delays nobody. */
  readonly workers?: number
}

export type Deliverer = {
  /** Starts sending what waits, unless all workers are busy with it. */
  wake(): void
  /** Resolves when nothing that may be sent now is left. */
  idle(): Promise<void>
  /** Takes nothing new, and waits for what is being sent. */
  stop(): Promise<void>
}

/** What is being sent to one platform, and the work that keeps it going. */
type PlatformQueue = {
  readonly sending: Map<Promise<void>, Sending>
  draining: Promise<void> | undefined
  /** What finishes messages, while nothing else is to be sent. Tells whether there was anything. */
  finishing: Promise<boolean> | undefined
}
/** A message's community, and when it may begin, in milliseconds since 1970. */
type Sending = { readonly community: string; readonly startsAt: number }

/**
 * At 50 messages a second of a bot, enough for answers that take a second. Where each community has a rate, many of them get
 * theirs at once, and each channel may take a message a second.
 */
const defaultWorkers = { bot: 64, community: 256 }
/** While this many wait for the platform's rate, we claim this many at once: each claim waits for the disk. */
const batch = 8
/** Of the workers, for a community with a rate of its own: a slow one delays no other. */
const shareOfWorkers = 1 / 16
/** A message that would wait longer goes back: its lease must outlast wait and attempt. */
const longestWaitMs = 30_000
/** Longer than a look-up, a wait and an attempt together: a lease that ended while its worker sends would double the message. */
export const leaseMs = 3 * sendDeadlineMs
/** How often we ask a failing store again to record what became of a claim. */
const storePauseMs = 5_000
/** How long after a retry we look for the message that it repeated. */
const surplusAfterMs = 60_000

/**
 * Sends waiting deliveries, each once: claimed with a lease, looked up first where an earlier attempt ended without
 * an answer, confirmed with the message's id. Killed at any point, it leaves rows from which the next process resumes.
 */
export function createDeliverer(delivering: Delivering): Deliverer {
  const { editions, clock, random, log } = delivering
  const stopping = new AbortController()
  const pacing = createPacing(delivering)
  const jumps = createClockJumps(clock)
  const attempt = createAttempt(delivering, pacing, jumps.askTheTime, stopping.signal)
  const places = createPlaces(delivering)
  const finishing = createFinishing(delivering, pacing, stopping.signal)
  const queues = new Map<string, PlatformQueue>()
  let woken = Promise.withResolvers<void>()

  // What waits for a platform that is not connected here stays as it is: another process may have it.
  function wake(): void {
    woken.resolve()
    woken = Promise.withResolvers()
    if (stopping.signal.aborted) return
    jumps.notice()
    for (const adapter of delivering.adapters.values()) {
      const queue = queues.get(adapter.platform) ?? {
        sending: new Map(),
        draining: undefined,
        finishing: undefined,
      }
      queues.set(adapter.platform, queue)
      queue.draining ??= drain(adapter, queue)
        .catch((error: unknown) => log.error({ err: error }, words.delivery.log.storeFailed))
        .finally(() => {
          queue.draining = undefined
        })
    }
  }

  /** Sends as many of a platform's messages at once as it has workers, until none is left that may be sent now. */
  async function drain(adapter: Adapter, queue: PlatformQueue): Promise<void> {
    const { sending } = queue
    while (!stopping.signal.aborted) {
      const scheduled = await claimSome(adapter, [...sending.values()])
      const now = clock.now().epochMilliseconds
      for (const one of scheduled) {
        const { id, community } = one.claim
        const sent: Promise<void> = deliver(adapter, one)
          .catch((error: unknown) =>
            log.error({ delivery: id, err: error }, words.delivery.log.storeFailedAfterSend),
          )
          .finally(() => sending.delete(sent))
        sending.set(sent, { community, startsAt: now + one.waitMs })
      }
      if (sending.size === 0 && !(await finishOne(adapter, queue))) return
      // A message that is through makes room for the next of its place; one that hangs delays nobody.
      if (scheduled.length === 0 && sending.size > 0) await Promise.race([...sending.keys(), woken.promise])
    }
  }

  /** What comes last and delays no message: it goes on beside those that come meanwhile. False where nothing is left. */
  function finishOne(adapter: Adapter, queue: PlatformQueue): Promise<boolean> {
    queue.finishing ??= finishing
      .next(adapter)
      .catch((error: unknown) => {
        log.error({ err: error }, words.delivery.log.storeFailed)
        return false
      })
      .finally(() => {
        queue.finishing = undefined
      })
    return Promise.race([queue.finishing, woken.promise.then(() => true)])
  }

  async function claimSome(adapter: Adapter, busy: readonly Sending[]): Promise<readonly Scheduled[]> {
    const { platform, rate } = adapter
    const { workers = defaultWorkers[rate?.per ?? "bot"] } = delivering
    const most = rate?.per === "community" ? Math.ceil(workers * shareOfWorkers) : workers
    const limit = Math.min(most, workers - busy.length)
    const now = clock.now()
    const ahead = busy.filter(({ startsAt }) => startsAt > now.epochMilliseconds).length
    if (limit < (ahead >= batch ? batch : 1)) return []
    const leaseUntil = now.add({ milliseconds: leaseMs })
    const claims = await editions.claim({
      ...{ now: now.toString(), leaseUntil: leaseUntil.toString(), limit, platform },
      except: most < workers ? communitiesAtLimit(busy, most) : [],
    })
    const waits = await pacing.waits(adapter, claims).catch(async (error: unknown) => {
      await persistently(() => editions.giveBack(claims, later(0)))
      throw error
    })
    return claims.map((claim) => ({ claim, leaseUntil, waitMs: waits.get(claim.id) ?? 0 }))
  }

  async function deliver(adapter: Adapter, scheduled: Scheduled): Promise<void> {
    const { claim, waitMs } = scheduled
    if (waitMs > longestWaitMs)
      return persistently(() => editions.giveBack([claim], later(Math.ceil(waitMs))))
    let outcome: Attempted
    try {
      outcome = await attempt(adapter, scheduled)
    } catch (error) {
      return failed(adapter, claim, error)
    }
    if (outcome.kind === "too-late") return persistently(() => editions.giveBack([claim], later(0)))
    if (outcome.kind === "too-old") return tooOld(claim)
    await confirm(claim, outcome.message, checkAt(claim, outcome.kind === "found"))
  }

  /** Of a message that may have been sent more than once another may still arrive, so the platform is asked once more. */
  function checkAt({ uncertain, attempts }: Claim, isFound: boolean): string | undefined {
    const sends = isFound ? attempts - 1 : attempts
    return uncertain && sends > 1 ? later(surplusAfterMs) : undefined
  }

  /** Only this process knows what was sent until it is recorded, so a store that fails for a moment must not lose it. */
  async function confirm(claim: Claim, sent: SentMessage, check: string | undefined): Promise<void> {
    const isConfirmed = await persistently(() => editions.confirm(claim, sent, clock.now().toString(), check))
    if (!isConfirmed) log.warn({ delivery: claim.id }, words.delivery.log.leaseEnded)
  }

  /** Records the outcome of a claim, retrying while the store is unreachable for less than the lease. */
  function persistently<T>(write: () => Promise<T>): Promise<T> {
    return retry(write, {
      clock,
      signal: stopping.signal,
      waitMs: (error, tries) =>
        error instanceof StoreError && tries <= leaseMs / storePauseMs ? storePauseMs : undefined,
      failed: (err) => log.warn({ err }, words.delivery.log.confirmLater),
    })
  }

  async function tooOld(claim: Claim): Promise<void> {
    const { id: delivery, place, late } = claim
    if (late === undefined) return
    if ("why" in late) return persistently(async () => void (await editions.drop(claim, late.why)))
    log.info({ delivery, place }, words.delivery.log.shortened)
    await editions.shorten(claim, late.card, words.delivery.failed.tooOld)
  }

  async function failed(adapter: Adapter, claim: Claim, error: unknown): Promise<void> {
    const { id: delivery, place, attempts } = claim
    const { outcome, retryAfterMs } = verdictOn(error, attempts, random)
    const retryAt = retryAfterMs === undefined ? undefined : later(retryAfterMs)
    const fields = { delivery, place, attempts, retryAt, err: error }
    if (retryAt === undefined) log.error(fields, words.delivery.log.givenUp)
    else log.warn(fields, words.delivery.log.retried)
    const isHeld =
      outcome === "refused" && retryAt !== undefined && (await pacing.hold(adapter, claim, retryAt, error))
    // Held up with all others, it keeps its place before them: a later one would tear its channel's bundle apart.
    const dueAt = isHeld ? claim.notBefore : retryAt
    const why = reasonOf(error)
    const isDropped = retryAt === undefined && claim.late !== undefined && "why" in claim.late
    await persistently(() =>
      isDropped ? editions.drop(claim, why) : editions.fail(claim, why, dueAt, outcome),
    )
    if (error instanceof PlatformError && error.placeGone) await placeGone(claim, error.placeGone)
  }

  async function placeGone({ community, place }: Claim, reason: GoneReason): Promise<void> {
    const isWhole = communityGoneReasons.some((whole) => whole === reason)
    await places.placeGone({ community, place: isWhole ? undefined : place, reason })
  }

  function later(ms: number): string {
    return clock.now().add({ milliseconds: ms }).toString()
  }

  async function idle(): Promise<void> {
    const busy = () =>
      [...queues.values()].flatMap(({ draining, finishing, sending }) =>
        [draining ?? [], finishing ?? [], ...sending.keys()].flat(),
      )
    while (busy().length > 0) await Promise.all(busy())
  }

  return {
    wake,
    idle,
    stop: async () => {
      stopping.abort()
      woken.resolve()
      await idle()
      await finishing.settled()
    },
  }
}

/** What an admin reads: a platform's hint is the remedy. */
function reasonOf(error: unknown): string {
  if (error instanceof PlatformError && error.hint !== undefined) return `${error.message} ${error.hint}`
  return error instanceof Error ? error.message : String(error)
}

/** Communities that have their share of the workers already. */
function communitiesAtLimit(busy: readonly Sending[], most: number): readonly string[] {
  return [...Map.groupBy(busy, ({ community }) => community)]
    .filter(([, messages]) => messages.length >= most)
    .map(([community]) => community)
}
