/**
 * Events are kept before they are acknowledged. bolt acknowledges first and works after: a crash in between, or an
 * `authorize` that fails, would lose the event. A kept one belongs to its keeper for the length of a lease, which goes
 * on for as long as the work does; what a dead process left, and what was put off, is taken up by whoever looks next.
 */
import type { App, ReceiverEvent } from "@slack/bolt"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { EventClaim, InboxStore } from "../../src/vocabulary/platform-stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"
import { refusal } from "./refusal.ts"
import { statementOf } from "./statement.ts"

/** How often a process looks for events whose time has come, and lets its own leases go on. */
export const lookEveryMs = 3_000
/**
 * Not as long as the longest work, since that has no bound: Slack may ask us to wait again and again. Long enough for
 * three looks that fail, and for the farewell of a process that is asked to end.
 */
export const leaseMs = 4 * lookEveryMs
/** Between the tries of an event that could not be handled. After the last it is given up. */
const pausesMs: readonly number[] = [5_000, 60_000, 600_000, 3_600_000]
const mostTries = pausesMs.length + 1
/** What a process handles at a time of what others left. */
const atOnce = 50

export type InboxParts = {
  readonly store: InboxStore
  readonly clock: Clock
  readonly log: Log
  /** Ends the looking. */
  readonly signal: AbortSignal
  /** Follows work in progress, so that a stop can wait for it. */
  readonly track: <T>(work: Promise<T>) => Promise<T>
}

export type Inbox = {
  /** Takes up what waits, and handles it. */
  takeUp(): Promise<void>
  /** Looks again and again, until the signal. */
  follow(): Promise<void>
}

/** Puts the inbox before the app's own handling, for every receiver. */
export function keepBeforeAck(
  app: Pick<App, "processEvent">,
  { store, clock, log, signal, track }: InboxParts,
): Inbox {
  const handle = app.processEvent.bind(app)
  const inHand = new Map<string, EventClaim>()

  const inMs = (ms: number) => clock.now().add({ milliseconds: ms }).toString()

  app.processEvent = async (event) => {
    const id = idOf(event)
    // Commands and clicks are answered within their three seconds or not at all; Slack never sends them again.
    if (!id) return handle(event)
    const statement = statementOf(event.body)
    const kept = { platform, id, body: JSON.stringify(event.body), at: clock.now().toString() }
    const fresh = await store.keep({ ...kept, ...(statement ? { statement } : {}) }, inMs(leaseMs))
    await event.ack()
    if (fresh) await track(handleKept({ platform, id, tries: 1 }, event))
  }

  /** Never throws: what fails even to be put off is taken up when its lease has ended. */
  async function handleKept(claim: EventClaim, event: ReceiverEvent): Promise<void> {
    inHand.set(claim.id, claim)
    try {
      await handle({ ...event, ack: async () => undefined }).then(
        () => store.done(platform, claim.id),
        (error) => failed(claim, refusal(error)),
      )
    } catch (error) {
      log.error({ platform, event: claim.id, error }, "Slack: an event's end could not be stored")
    } finally {
      inHand.delete(claim.id)
    }
  }

  async function failed(claim: EventClaim, error: Error): Promise<void> {
    if (isNoLongerOurs(error)) return store.done(platform, claim.id)
    const pauseMs = pausesMs[claim.tries - 1]
    if (pauseMs === undefined) return giveUp(claim, error)
    const retryAt = inMs(pauseMs)
    log.warn({ platform, event: claim.id, retryAt, error }, "Slack: an event is put off and tried again")
    await store.defer(claim, retryAt)
  }

  async function giveUp({ id, tries }: EventClaim, error?: Error): Promise<void> {
    log.error(
      { platform, event: id, tries, ...(error ? { error } : {}) },
      "Slack: an event could not be handled and is given up",
    )
    await store.done(platform, id)
  }

  async function takeUp(): Promise<void> {
    for (const claim of inHand.values()) await store.defer(claim, inMs(leaseMs))
    const limit = atOnce - inHand.size
    if (limit <= 0) return
    const request = { platform, now: clock.now().toString(), leaseUntil: inMs(leaseMs), limit }
    const claims = await store.claim(request)
    await Promise.all(
      claims.map(async ({ body, ...claim }) => {
        // Ours all along, but the store could not be told so for the length of a lease.
        if (inHand.has(claim.id)) return void inHand.set(claim.id, claim)
        // Whoever took it up before died of it each time.
        if (claim.tries > mostTries) return giveUp(claim)
        const again = { customProperties: { again: true }, ack: async () => undefined }
        await track(handleKept(claim, { body: JSON.parse(body), ...again }))
      }),
    )
  }

  return {
    takeUp,
    async follow() {
      while (!signal.aborted) {
        await clock.wait(lookEveryMs, signal).catch(() => undefined)
        if (signal.aborted) return
        // Not waited for: one event that takes long must not end the leases of the others.
        takeUp().catch((error) =>
          log.error({ platform, error }, "Slack: kept events could not be looked for"),
        )
      }
    },
  }
}

/** The workspace removed the bot: what happens there is none of its business any more. */
function isNoLongerOurs(error: Error): boolean {
  return error instanceof PlatformError && error.code === "not_installed"
}

function idOf({ body }: ReceiverEvent): string | undefined {
  return body.type === "event_callback" && typeof body.event_id === "string" ? body.event_id : undefined
}
