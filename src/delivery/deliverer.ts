import type { SentMessage } from "../vocabulary/actor.ts"
import type { Claim, EditionStore, SubscriptionStore } from "../vocabulary/delivery-stores.ts"
import { communityGoneReasons, type GoneReason, PlatformError, StoreError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { RateStore } from "../vocabulary/stores.ts"
import type { Clock, Log, Random } from "../vocabulary/system.ts"
import { type Attempted, createAttempt, type Served, sendDeadlineMs } from "./attempt.ts"
import { createPacing } from "./pacing.ts"
import { createPlaces } from "./places.ts"
import { verdictOn } from "./retry.ts"

export type Delivering = {
  readonly editions: EditionStore
  readonly subscriptions: SubscriptionStore
  /** By platform. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Keeps the platforms' rates over all processes of the store; without it nothing is held back. */
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

/** Why an edition is one line after all. */
const tooOld = "its platform was away until it was too old to be posted in full"

/** What is under way to one platform. */
type Desk = { readonly sending: Map<Promise<void>, UnderWay>; serving: Promise<void> | undefined }
/** A message with its community, and when its place in the rate comes, in milliseconds since 1970. */
type UnderWay = { readonly community: string; readonly startsAt: number }

/** At 50 messages a second, enough for answers that take a second. */
const defaultWorkers = 64
/** While so many wait for their place in the rate, new ones are taken so many at once: each claim waits for the disk. */
const batch = 8
/** Of them, for a community that has a rate of its own: one that is slow keeps no other waiting. */
const shareOfWorkers = 1 / 4
/** A message whose place in the platform's rate is farther away goes back: its lease must outlast wait and attempt. */
const longestWaitMs = 30_000
/** Must be longer than a look-up, a wait and an attempt: a lease that ends while its worker sends would let another too. */
const leaseMs = 3 * sendDeadlineMs
/** A store that is away is asked again this often whether it takes down what was sent. */
const confirmPauseMs = 5_000

/**
 * Sends waiting deliveries, each once: claimed with a lease, looked up first where an earlier attempt ended without
 * an answer, confirmed with the message's id. Killed at any point, it leaves rows from which the next one goes on.
 */
export function createDeliverer(delivering: Delivering): Deliverer {
  const { editions, clock, random, log, workers = defaultWorkers } = delivering
  const stopping = new AbortController()
  const pacing = createPacing(delivering)
  const attempt = createAttempt(clock, pacing, stopping.signal)
  const places = createPlaces(delivering)
  const desks = new Map<string, Desk>()
  let woken = Promise.withResolvers<void>()

  // What waits for a platform that is not connected here stays as it is: another process may have it.
  function wake(): void {
    woken.resolve()
    woken = Promise.withResolvers()
    if (stopping.signal.aborted) return
    for (const adapter of delivering.adapters.values()) {
      const desk = desks.get(adapter.platform) ?? { sending: new Map(), serving: undefined }
      desks.set(adapter.platform, desk)
      desk.serving ??= serve(adapter, desk)
        .catch((error: unknown) =>
          log.error({ err: error }, "the store failed while messages were being sent"),
        )
        .finally(() => {
          desk.serving = undefined
        })
    }
  }

  /** Keeps as many messages of a platform under way as it has workers, until none is left that may be sent now. */
  async function serve(adapter: Adapter, { sending }: Desk): Promise<void> {
    while (!stopping.signal.aborted) {
      const served = await claimSome(adapter, [...sending.values()])
      const now = clock.now().epochMilliseconds
      for (const one of served) {
        const { id, community } = one.claim
        const sent: Promise<void> = deliver(adapter, one)
          .catch((error: unknown) =>
            log.error({ delivery: id, err: error }, "the store failed after a message was sent"),
          )
          .finally(() => sending.delete(sent))
        sending.set(sent, { community, startsAt: now + one.waitMs })
      }
      if (sending.size === 0) return
      // A message that is through makes room, and the next of its place may go; what hangs keeps nobody.
      if (served.length === 0) await Promise.race([...sending.keys(), woken.promise])
    }
  }

  async function claimSome(adapter: Adapter, busy: readonly UnderWay[]): Promise<readonly Served[]> {
    const { platform, rate } = adapter
    const most = rate?.per === "community" ? Math.ceil(workers * shareOfWorkers) : workers
    const limit = Math.min(most, workers - busy.length)
    const now = clock.now()
    const ahead = busy.filter(({ startsAt }) => startsAt > now.epochMilliseconds).length
    if (limit < (ahead >= batch ? batch : 1)) return []
    const leaseUntil = now.add({ milliseconds: leaseMs })
    const claims = await editions.claim({
      ...{ now: now.toString(), leaseUntil: leaseUntil.toString(), limit, platform },
      ...(most < workers ? { except: crowded(busy, most) } : {}),
    })
    const waits = await pacing.waits(adapter, claims)
    return claims.map((claim) => ({ claim, leaseUntil, waitMs: waits.get(claim.id) ?? 0 }))
  }

  async function deliver(adapter: Adapter, served: Served): Promise<void> {
    const { claim, waitMs } = served
    if (waitMs > longestWaitMs) return giveBack(claim, "the platform takes no message so soon", waitMs)
    let outcome: Attempted
    try {
      outcome = await attempt(adapter, served)
    } catch (error) {
      return failed(adapter, claim, error)
    }
    if (outcome === "too-late") return giveBack(claim, "it could not be sent in time", 0)
    if (outcome === "too-old") return shorten(claim)
    await confirm(claim, outcome)
  }

  /** What was sent is known here alone until it is written: a store that is away for a moment must not lose it. */
  async function confirm(claim: Claim, sent: SentMessage): Promise<void> {
    for (let left = leaseMs / confirmPauseMs; ; left--) {
      try {
        if (!(await editions.confirm(claim, sent, clock.now().toString())))
          log.warn({ delivery: claim.id }, "a message was sent after its lease had ended")
        return
      } catch (error) {
        if (!(error instanceof StoreError) || left <= 0 || stopping.signal.aborted) throw error
        log.warn(
          { delivery: claim.id, err: error },
          "a message was sent, and the store cannot take it down yet",
        )
        await clock.wait(confirmPauseMs, stopping.signal).catch(() => undefined)
      }
    }
  }

  async function shorten(claim: Claim): Promise<void> {
    if (claim.late === undefined) return
    log.info({ delivery: claim.id, place: claim.place }, "an edition is too old to be posted in full")
    await editions.shorten(claim, claim.late.card, tooOld)
  }

  async function giveBack(claim: Claim, why: string, waitMs: number): Promise<void> {
    await editions.fail(claim, why, later(Math.ceil(waitMs)), "refused")
  }

  async function failed(adapter: Adapter, claim: Claim, error: unknown): Promise<void> {
    const { outcome, retryAfterMs } = verdictOn(error, claim.attempts, random)
    const retryAt = retryAfterMs === undefined ? undefined : later(retryAfterMs)
    const fields = { delivery: claim.id, place: claim.place, attempts: claim.attempts, retryAt, err: error }
    if (retryAt === undefined) log.error(fields, "a message is given up")
    else log.warn(fields, "a message could not be sent and will be tried again")
    if (outcome === "refused" && retryAt !== undefined) await pacing.hold(adapter, claim, retryAt, error)
    await editions.fail(claim, error instanceof Error ? error.message : String(error), retryAt, outcome)
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
      [...desks.values()].flatMap(({ serving, sending }) => [serving ?? [], ...sending.keys()].flat())
    while (busy().length > 0) await Promise.all(busy())
  }

  return {
    wake,
    idle,
    stop: () => {
      stopping.abort()
      woken.resolve()
      return idle()
    },
  }
}

/** Communities that have their share of the workers already. */
function crowded(busy: readonly UnderWay[], most: number): readonly string[] {
  return [...Map.groupBy(busy, ({ community }) => community)]
    .filter(([, messages]) => messages.length >= most)
    .map(([community]) => community)
}
