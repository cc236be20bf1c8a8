import type { MessageRef } from "../command.ts"
import type { Claim, EditionStore } from "../delivery-stores.ts"
import { NetworkError } from "../errors.ts"
import type { Adapter, Clock, Log, Random } from "../ports.ts"
import type { RateStore } from "../stores.ts"
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

/** What is under way to one platform. */
type Desk = { readonly sending: Set<Promise<void>>; serving: Promise<void> | undefined }

const defaultWorkers = 16
/** A message whose place in the platform's rate is farther away goes back: its lease must outlast wait and attempt. */
const longestWaitMs = 30_000
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
  const pacing = createPacing(delivering)
  const desks = new Map<string, Desk>()
  let woken = Promise.withResolvers<void>()
  let stopped = false

  // What waits for a platform that is not connected here stays as it is: another process may have it.
  function wake(): void {
    woken.resolve()
    woken = Promise.withResolvers()
    if (stopped) return
    for (const adapter of delivering.adapters.values()) {
      const desk = desks.get(adapter.platform) ?? { sending: new Set(), serving: undefined }
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
    while (!stopped) {
      const claims = sending.size < workers ? await claimSome(adapter, workers - sending.size) : []
      const waits = await pacing(adapter, claims)
      for (const claim of claims) {
        const sent: Promise<void> = deliver(adapter, claim, waits.get(claim.id) ?? 0)
          .catch((error: unknown) =>
            log.error({ delivery: claim.id, err: error }, "the store failed after a message was sent"),
          )
          .finally(() => sending.delete(sent))
        sending.add(sent)
      }
      if (sending.size === 0) return
      // A message that is through makes room, and the next of its place may go; what hangs keeps nobody.
      if (claims.length === 0) await Promise.race([...sending, woken.promise])
    }
  }

  function claimSome({ platform }: Adapter, limit: number): Promise<readonly Claim[]> {
    const now = clock.now()
    const leaseUntil = now.add({ milliseconds: leaseMs }).toString()
    return editions.claim({ now: now.toString(), leaseUntil, limit, platform })
  }

  async function deliver(adapter: Adapter, claim: Claim, waitMs: number): Promise<void> {
    if (waitMs > longestWaitMs) return giveBack(claim, waitMs)
    let ref: MessageRef
    try {
      const known = await lookUp(adapter, claim)
      if (known === undefined && waitMs > 0) await clock.wait(waitMs)
      ref = known ?? (await inTime(send(adapter, claim)))
    } catch (error) {
      return failed(claim, error)
    }
    if (!(await editions.confirm(claim, ref, clock.now().toString())))
      log.warn({ delivery: claim.id }, "a message was sent after its lease had ended")
  }

  async function giveBack(claim: Claim, waitMs: number): Promise<void> {
    await editions.fail(claim, "the platform takes no message so soon", later(Math.ceil(waitMs)), "refused")
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
    const busy = () =>
      [...desks.values()].flatMap(({ serving, sending }) => [serving ?? [], ...sending].flat())
    while (busy().length > 0) await Promise.all(busy())
  }

  return {
    wake,
    idle,
    stop: () => {
      stopped = true
      woken.resolve()
      return idle()
    },
  }
}
