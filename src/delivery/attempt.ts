import type { SentMessage, Under } from "../vocabulary/actor.ts"
import type { Claim } from "../vocabulary/delivery-stores.ts"
import { messageGone, NetworkError, PlatformError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Clock } from "../vocabulary/system.ts"
import type { Pacing } from "./pacing.ts"

/** Longer than any adapter's own deadline, so that an answer that comes late is still heard. */
export const sendDeadlineMs = 60_000
/** No request begins later, so that the last one has ended by the deadline: who gives up knows that nothing goes out. */
const lastStartMs = 40_000

/** A claim, and how it is served. */
export type Served = {
  readonly claim: Claim
  readonly leaseUntil: Temporal.Instant
  /** Until its place in the platform's rate. */
  readonly waitMs: number
}

/**
 * `too-late`: nothing was sent, because the lease would have ended or the process is about to. `too-old`: nothing was
 * sent, and it is not worth posting in full any more.
 */
export type Attempted = SentMessage | "too-late" | "too-old"

/**
 * One attempt at a message: looked up where an earlier one ended without an answer, sent when its place in the rate has
 * come, within the time that its lease allows. Throws what kept it from being sent, by its cause.
 */
export function createAttempt(clock: Clock, pacing: Pick<Pacing, "open">, stopping: AbortSignal) {
  /** By delivery. A clock that jumps ahead ends leases under requests that go on: those are waited for, not sent again. */
  const underWay = new Map<string, Promise<SentMessage>>()

  return async (adapter: Adapter, { claim, leaseUntil, waitMs }: Served): Promise<Attempted> => {
    const other = underWay.get(claim.id)
    if (other !== undefined) return inTime(() => other)
    const known = await lookUp(adapter, claim)
    if (known !== undefined) return known
    if (isTooOld(claim, clock.now())) return "too-old"
    const isDue = await passed(adapter, claim, waitMs)
    if (!isDue || leaseUntil.since(clock.now()).total("milliseconds") < sendDeadlineMs) return "too-late"
    return inTime((signal) => {
      const { community, place, id: delivery, form } = claim
      const where = { community, place, delivery, form, signal, ...underOf(adapter, claim) }
      const sent = adapter.send(where, claim.card)
      underWay.set(claim.id, sent)
      const done = () => underWay.delete(claim.id)
      sent.then(done, done)
      return sent
    })
  }

  async function lookUp(adapter: Adapter, claim: Claim): Promise<SentMessage | undefined> {
    if (!claim.uncertain) return undefined
    const { community, place, id: delivery, since } = claim
    const from = since === undefined ? {} : { since }
    const where = { community, place, delivery, ...from, ...underOf(adapter, claim) }
    try {
      return await inTime(() => adapter.lookUp(where, claim.card))
    } catch (error) {
      if (!(error instanceof PlatformError) || error.retryAfterMs !== undefined) throw error
      // Given up: rather one too few than one twice.
      const { platform, code, message, hint } = error
      throw new PlatformError(platform, code, `whether it was posted cannot be looked up: ${message}`, {
        ...(hint === undefined ? {} : { hint }),
        cause: error,
      })
    }
  }

  /** False where the process is to end first. */
  async function passed(adapter: Adapter, claim: Claim, ms: number): Promise<boolean> {
    try {
      if (ms > 0) await clock.wait(ms, stopping)
      await pacing.open(adapter, claim, stopping)
      return true
    } catch (error) {
      if (stopping.aborted) return false
      throw error
    }
  }

  async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const over = new AbortController()
    const noMore = new AbortController()
    const late = () => new NetworkError("the platform", `no answer within ${sendDeadlineMs / 1000} s`)
    clock.wait(lastStartMs, over.signal).then(
      () => noMore.abort(late()),
      () => undefined,
    )
    const deadline = clock.wait(sendDeadlineMs, over.signal).then(() => {
      throw late()
    })
    try {
      return await Promise.race([work(noMore.signal), deadline])
    } finally {
      over.abort()
      // Whichever lost the race has nobody left to tell.
      deadline.catch(() => undefined)
    }
  }
}

function underOf({ platform }: Adapter, { inThreadOf, under }: Claim): { readonly under?: Under } {
  if (inThreadOf === undefined) return {}
  if (under === undefined) throw messageGone(platform)
  return { under }
}

function isTooOld({ late }: Claim, now: Temporal.Instant): boolean {
  return late !== undefined && Temporal.Instant.compare(late.after, now) < 0
}
