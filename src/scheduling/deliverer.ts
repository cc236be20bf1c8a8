import type { MessageRef } from "../command.ts"
import { NetworkError } from "../errors.ts"
import type { Adapter, Clock, Log, Random } from "../ports.ts"
import type { Claim, EditionStore, RateStore } from "../stores.ts"
import { createPacing } from "./pacing.ts"
import { verdictOn } from "./retry.ts"

export type Delivering = {
  readonly editions: EditionStore
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

const defaultWorkers = 16
/** Longer than any adapter's own deadline, so that an answer that comes late is still heard. */
const sendDeadlineMs = 60_000
/** Must be longer than a whole attempt: a lease that ends while its worker still sends would let another send too. */
const leaseMs = 3 * sendDeadlineMs

/**
 * Sends waiting deliveries, each once: claimed with a lease, looked up first where an earlier attempt ended without
 * an answer, confirmed with the message's id. Killed at any point, it leaves rows from which the next one goes on.
 */
export function createDeliverer(delivering: Delivering): Deliverer {
  const { editions, clock, random, log, workers = defaultWorkers } = delivering
  const paced = createPacing(delivering)
  const running = new Map<string, Set<Promise<void>>>()
  let stopped = false

  // What waits for a platform that is not connected here stays as it is: another process may have it.
  function wake(): void {
    for (const adapter of delivering.adapters.values()) start(adapter)
  }

  function start(adapter: Adapter): void {
    const busy = running.get(adapter.platform) ?? new Set()
    running.set(adapter.platform, busy)
    while (!stopped && busy.size < workers) {
      const worker: Promise<void> = work(adapter)
        .catch((error: unknown) =>
          log.error({ err: error }, "the store failed while messages were being sent"),
        )
        .finally(() => busy.delete(worker))
      busy.add(worker)
    }
  }

  async function work(adapter: Adapter): Promise<void> {
    const { platform } = adapter
    while (!stopped) {
      const now = clock.now()
      const leaseUntil = now.add({ milliseconds: leaseMs }).toString()
      const [claim] = await editions.claim({ now: now.toString(), leaseUntil, limit: 1, platform })
      if (claim === undefined) return
      await deliver(adapter, claim)
    }
  }

  async function deliver(adapter: Adapter, claim: Claim): Promise<void> {
    let ref: MessageRef
    try {
      const known = await lookUp(adapter, claim)
      if (known === undefined) await paced(adapter, claim.community)
      ref = known ?? (await inTime(send(adapter, claim)))
    } catch (error) {
      return failed(claim, error)
    }
    if (!(await editions.confirm(claim, ref, clock.now().toString())))
      log.warn({ delivery: claim.id }, "a message was sent after its lease had ended")
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

  function later(ms: number): string {
    return clock.now().add({ milliseconds: ms }).toString()
  }

  async function idle(): Promise<void> {
    const busy = () => [...running.values()].flatMap((workers) => [...workers])
    while (busy().length > 0) await Promise.all(busy())
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
