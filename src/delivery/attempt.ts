import { timeOn } from "../community/adapter-of.ts"
import { backOff } from "../concurrency/retry.ts"
import type { SentMessage } from "../vocabulary/actor.ts"
import type { Claim } from "../vocabulary/delivery-stores.ts"
import { NetworkError, PlatformError, StoreError } from "../vocabulary/errors.ts"
import type { Adapter } from "../vocabulary/ports.ts"
import type { Services } from "../vocabulary/services.ts"
import type { Random } from "../vocabulary/system.ts"
import type { ClockJumps } from "./clock-jumps.ts"
import { createLookUp, inTime, sendDeadlineMs, underOf } from "./look-up.ts"
import type { Pacing } from "./pacing.ts"

/** A claimed message with the moment at which the platform's rate lets it begin. */
export type Scheduled = {
  readonly claim: Claim
  readonly leaseUntil: Temporal.Instant
  readonly waitMs: number
}

/**
 * `found`: an earlier attempt had posted it. `too-late`: nothing was sent, because the lease would end or the process
 * stops. `too-old`: nothing was sent, and it is no longer worth posting in full.
 */
export type Attempted =
  | { readonly kind: "sent" | "found"; readonly message: SentMessage }
  | { readonly kind: "too-late" }
  | { readonly kind: "too-old" }

/**
 * Makes one attempt at a message: looks it up where an earlier attempt ended without an answer, and sends it when the
 * platform's rate allows, within its lease. Throws what kept it from being sent.
 */
export function createAttempt(
  { clock, editions }: Pick<Services, "clock" | "editions">,
  pacing: Pick<Pacing, "open">,
  askTheTime: ClockJumps["askTheTime"],
  stopping: AbortSignal,
) {
  const { lookUp } = createLookUp({ clock, editions })
  /** By delivery. A clock that jumps ahead ends leases under requests that go on: we join those instead of repeating them. */
  const underWay = new Map<string, Promise<SentMessage>>()

  async function attempt(adapter: Adapter, { claim, leaseUntil, waitMs }: Scheduled): Promise<Attempted> {
    const running = underWay.get(claim.id)
    if (running !== undefined) return { kind: "sent", message: await inTime(clock, () => running) }
    const found = claim.uncertain ? await lookUp(adapter, claim) : undefined
    if (found !== undefined) return { kind: "found", message: found }
    await askTheTime(adapter, claim)
    if (isTooOld(claim, clock.now())) return { kind: "too-old" }
    const mayBegin = await passed(adapter, claim, waitMs)
    if (!mayBegin || leaseUntil.since(clock.now()).total("milliseconds") < sendDeadlineMs)
      return { kind: "too-late" }
    await correctPlan(adapter, claim)
    return { kind: "sent", message: await inTime(clock, (signal) => send(adapter, claim, signal)) }
  }

  /**
   * What was planned in the platform's future was planned by a clock that was ahead and did not know it yet. Later, when that
   * moment has come, a look-up would begin after the message.
   */
  async function correctPlan(adapter: Adapter, { edition, since }: Claim): Promise<void> {
    const today = timeOn(adapter, clock.now())
    if (since !== undefined && Temporal.Instant.compare(since, today) > 0)
      await editions.plannedBefore(edition, today.toString())
  }

  function send(adapter: Adapter, claim: Claim, signal: AbortSignal): Promise<SentMessage> {
    const { community, place, id: delivery, form, tags } = claim
    const under = underOf(adapter, claim)
    const sent = adapter.send({ community, place, delivery, form, signal, under, tags }, claim.card)
    underWay.set(claim.id, sent)
    const done = () => underWay.delete(claim.id)
    sent.then(done, done)
    return sent
  }

  /** False where the process stops first. */
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

  return attempt
}

function isTooOld({ late }: Claim, now: Temporal.Instant): boolean {
  if (late === undefined) return false
  return "why" in late || Temporal.Instant.compare(late.after, now) < 0
}

export type Verdict = {
  /** `unknown`: the message may be there, so it is looked up before it is sent again. */
  readonly outcome: "refused" | "unknown"
  /** Absent: give up. */
  readonly retryAfterMs?: number | undefined
}

/** Half of the first is the shortest: platforms have applied a message 22 seconds after they were asked. */
const pauses = { firstMs: 120_000, mostMs: 15 * 60_000 }
/** With a quarter of an hour between attempts this is about a day: longer than any edition is worth posting. */
const mostAttempts = 100
/** Our own bugs do not go away by trying again. */
const mostAttemptsOnBugs = 3

/**
 * What to do about a message that could not be sent, by cause: we wait as long as a platform asks, give up where it
 * refuses without a time, and try an unreachable one again ever more slowly.
 */
export function verdictOn(error: unknown, attempts: number, random: Random): Verdict {
  if (error instanceof PlatformError)
    return { outcome: "refused", retryAfterMs: attempts < mostAttempts ? error.retryAfterMs : undefined }
  const passes = error instanceof NetworkError || error instanceof StoreError
  const most = passes ? mostAttempts : mostAttemptsOnBugs
  return {
    outcome: "unknown",
    retryAfterMs: attempts < most ? backOff(pauses, attempts, random) : undefined,
  }
}
