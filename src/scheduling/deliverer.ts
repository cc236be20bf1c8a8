import type { MessageRef } from "../command.ts"
import { NetworkError } from "../errors.ts"
import type { Adapter, Clock, Log, Random } from "../ports.ts"
import type { Claim, EditionStore } from "../stores.ts"
import { verdictOn } from "./retry.ts"

export type Delivering = {
  readonly editions: EditionStore
  /** By platform. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** How many places are served at once, so that a slow one delays nobody. */
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

const defaultWorkers = 16
/** Longer than any adapter's own deadline, so that an answer that comes late is still heard. */
const sendDeadlineMs = 60_000
/** Must be longer than a whole attempt: a lease that ends while its worker still sends would let another send too. */
const leaseMs = 3 * sendDeadlineMs
/** A platform that is not connected in this process may be in another, or after a restart. */
const disconnectedRetryMs = 5 * 60_000

/**
 * Sends waiting deliveries, each once: claimed with a lease, looked up first where an earlier attempt ended without
 * an answer, confirmed with the message's id. Killed at any point, it leaves rows from which the next one goes on.
 */
export function createDeliverer(delivering: Delivering): Deliverer {
  const { editions, clock, random, log, workers = defaultWorkers } = delivering
  const running = new Set<Promise<void>>()
  let stopped = false

  function wake(): void {
    while (!stopped && running.size < workers) {
      const worker: Promise<void> = work()
        .catch((error: unknown) =>
          log.error({ err: error }, "the store failed while messages were being sent"),
        )
        .finally(() => running.delete(worker))
      running.add(worker)
    }
  }

  async function work(): Promise<void> {
    while (!stopped) {
      const now = clock.now()
      const leaseUntil = now.add({ milliseconds: leaseMs }).toString()
      const [claim] = await editions.claim({ now: now.toString(), leaseUntil, limit: 1 })
      if (claim === undefined) return
      await deliver(claim)
    }
  }

  async function deliver(claim: Claim): Promise<void> {
    const adapter = adapterFor(claim)
    if (adapter === undefined) return disconnected(claim)
    let ref: MessageRef
    try {
      ref = (await lookUp(adapter, claim)) ?? (await inTime(send(adapter, claim)))
    } catch (error) {
      return failed(claim, error)
    }
    if (!(await editions.confirm(claim, ref, clock.now().toString())))
      log.warn({ delivery: claim.id }, "a message was sent after its lease had ended")
  }

  function adapterFor({ community }: Claim): Adapter | undefined {
    return delivering.adapters.get(community.slice(0, community.indexOf(":")))
  }

  async function lookUp(adapter: Adapter, claim: Claim): Promise<MessageRef | undefined> {
    if (!claim.uncertain) return undefined
    const { community, place, id: delivery } = claim
    return inTime(adapter.lookUp({ community, place, delivery }, claim.card))
  }

  function send(adapter: Adapter, claim: Claim): Promise<MessageRef> {
    const { community, place, id: delivery, form } = claim
    return adapter.send({ community, place, delivery, form }, claim.card)
  }

  async function inTime<T>(work: Promise<T>): Promise<T> {
    const waiting = new AbortController()
    const late = clock.wait(sendDeadlineMs, waiting.signal).then(() => {
      throw new NetworkError("the platform", `no answer within ${sendDeadlineMs / 1000} s`)
    })
    try {
      return await Promise.race([work, late])
    } finally {
      waiting.abort()
      // Whichever lost the race has nobody left to tell.
      late.catch(() => undefined)
    }
  }

  async function failed(claim: Claim, error: unknown): Promise<void> {
    const { outcome, retryAfterMs } = verdictOn(error, claim.attempts, random)
    const retryAt = retryAfterMs === undefined ? undefined : later(retryAfterMs)
    const fields = { delivery: claim.id, place: claim.place, attempts: claim.attempts, retryAt, err: error }
    if (retryAt === undefined) log.error(fields, "a message is given up")
    else log.warn(fields, "a message could not be sent and will be tried again")
    await editions.fail(claim, error instanceof Error ? error.message : String(error), retryAt, outcome)
  }

  async function disconnected(claim: Claim): Promise<void> {
    await editions.fail(claim, "the platform is not connected", later(disconnectedRetryMs), "refused")
  }

  function later(ms: number): string {
    return clock.now().add({ milliseconds: ms }).toString()
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running)
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
