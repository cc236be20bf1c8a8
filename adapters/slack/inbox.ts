/**
 * Events are stored before they are acknowledged. bolt acknowledges first and works after: a crash in between, or an
 * `authorize` that fails, would lose the event. A stored one belongs to one process for the length of a lease, which is
 * extended while the work lasts; what a dead process left, and what was put off, is taken up by the next that looks.
 */
import type { App, ReceiverEvent } from "@slack/bolt"
import { poll } from "../../src/concurrency/poll.ts"
import type { EventClaim } from "../../src/vocabulary/platform-stores.ts"
import type { Services } from "../../src/vocabulary/services.ts"
import { words } from "../../src/words/words.ts"
import { withInstalledTeam } from "./decode.ts"
import { causeOf, isRefusal } from "./errors.ts"
import { platform } from "./ids.ts"
import { storedEvent } from "./stored-event.ts"
import { type Emojis, statementOf } from "./votes.ts"

/** How often a process looks for events whose time has come, and extends its own leases. */
export const lookEveryMs = 3_000
/**
 * Not as long as the longest work, since that has no bound: Slack may ask us to wait again and again. Long enough for
 * three looks that fail, and for the shutdown of a process.
 */
export const leaseMs = 4 * lookEveryMs
/** Between the tries of an event that could not be handled. After the last it is dropped. */
const pausesMs: readonly number[] = [5_000, 60_000, 600_000, 3_600_000]
const mostTries = pausesMs.length + 1
/** What a process handles at a time of what others left. */
const atOnce = 50

export type InboxParts = Pick<Services, "clock" | "log" | "inbox"> & {
  readonly emojis: Emojis
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

type Handling = Pick<App, "processEvent">

/** Puts the inbox before the app's own handling, for every receiver. */
export function storeBeforeAck(
  app: Handling,
  { inbox, clock, log, emojis, signal, track }: InboxParts,
): Inbox {
  const next = app.processEvent.bind(app)
  const inProgress = new Map<string, EventClaim>()

  const inMs = (ms: number) => clock.now().add({ milliseconds: ms }).toString()

  app.processEvent = async (event) => {
    if (event.body.type === "app_rate_limited") {
      log.warn({ platform, community: event.body.team_id }, words.slack.log.eventsLimited)
      return event.ack()
    }
    const id = idOf(event)
    // Commands and clicks are answered within their three seconds or not at all; Slack never sends them again.
    if (!id) return next({ ...event, body: withInstalledTeam(event.body) })
    const body = storedEvent(event.body, emojis)
    if (!body) return event.ack()
    const at = clock.now().toString()
    const kept = { platform, id, body: JSON.stringify(body), at, statement: statementOf(body) }
    const isNew = await inbox.keep(kept, inMs(leaseMs))
    await event.ack()
    if (isNew) await track(processKept({ platform, id, tries: 1 }, { ...event, body }))
  }

  /** Never throws: what cannot even be put off is taken up when its lease has ended. */
  async function processKept(claim: EventClaim, event: ReceiverEvent): Promise<void> {
    inProgress.set(claim.id, claim)
    try {
      await next({ ...event, ack: async () => undefined }).then(
        () => inbox.done(platform, claim.id),
        (error) => failed(claim, causeOf(error)),
      )
    } catch (error) {
      log.error({ platform, event: claim.id, error }, words.slack.log.eventEndNotStored)
    } finally {
      inProgress.delete(claim.id)
    }
  }

  async function failed(claim: EventClaim, error: Error): Promise<void> {
    // The workspace removed the bot: what happens there is none of its business any more.
    if (isRefusal(error, "not_installed")) return inbox.done(platform, claim.id)
    const pauseMs = pausesMs[claim.tries - 1]
    if (pauseMs === undefined) return drop(claim, error)
    const retryAt = inMs(pauseMs)
    log.warn({ platform, event: claim.id, retryAt, error }, words.slack.log.eventDeferred)
    await inbox.defer(claim, retryAt)
  }

  async function drop({ id, tries }: EventClaim, error?: Error): Promise<void> {
    log.error({ platform, event: id, tries, error }, words.slack.log.eventDropped)
    await inbox.done(platform, id)
  }

  async function takeUp(): Promise<void> {
    for (const claim of inProgress.values()) await inbox.defer(claim, inMs(leaseMs))
    const limit = atOnce - inProgress.size
    if (limit <= 0) return
    const request = { platform, now: clock.now().toString(), leaseUntil: inMs(leaseMs), limit }
    const claims = await inbox.claim(request)
    await Promise.all(
      claims.map(async ({ body, ...claim }) => {
        // Ours all along, but the store could not be told so for the length of a lease.
        if (inProgress.has(claim.id)) return void inProgress.set(claim.id, claim)
        // Every process that took it up died of it.
        if (claim.tries > mostTries) return drop(claim)
        const again = { customProperties: { again: true }, ack: async () => undefined }
        await track(processKept(claim, { body: JSON.parse(body), ...again }))
      }),
    )
  }

  const failedToLook = (error: unknown) => log.error({ platform, error }, words.slack.log.inboxUnreadable)
  return {
    takeUp,
    // Not waited for: one event that takes long must not end the leases of the others.
    follow: () =>
      poll(async () => void takeUp().catch(failedToLook), {
        clock,
        everyMs: lookEveryMs,
        signal,
        failed: failedToLook,
      }),
  }
}

function idOf({ body }: ReceiverEvent): string | undefined {
  return body.type === "event_callback" && typeof body.event_id === "string" ? body.event_id : undefined
}

/**
 * Drops commands and clicks whose trigger was seen before, with an acknowledgement and nothing else. bolt takes the same
 * signed request again for five minutes, and behind a load balancer the copy may come to another process, so each
 * trigger is noted in the store.
 */
export function refuseReplays(
  app: Handling,
  { inbox, clock, log }: Pick<InboxParts, "inbox" | "clock" | "log">,
): void {
  const next = app.processEvent.bind(app)

  /** Also where the store cannot say: an answer is worth more to the asker than none. */
  function isNew(trigger: string): Promise<boolean> {
    return inbox.note(platform, `trigger ${trigger}`, clock.now().toString()).catch((error) => {
      log.error({ platform, error }, words.slack.log.requestNotNoted)
      return true
    })
  }

  app.processEvent = async (event) => {
    const trigger: unknown = event.body.trigger_id
    if (typeof trigger === "string" && !(await isNew(trigger))) return event.ack()
    return next(event)
  }
}
