/**
 * Events are kept before they are acknowledged. bolt acknowledges first and works after: a crash in between, or an
 * `authorize` that fails, would lose the event. Kept, it is handled after the next start, and a copy of it is known.
 */
import type { App, ReceiverEvent } from "@slack/bolt"
import { PlatformError } from "../../src/errors.ts"
import type { InboxStore } from "../../src/platform-stores.ts"
import type { Clock, Log } from "../../src/ports.ts"
import { platform } from "./ids.ts"
import { refusal } from "./refusal.ts"

export type InboxParts = {
  readonly store: InboxStore
  readonly clock: Clock
  readonly log: Log
  /** Ends the waiting for another try. */
  readonly signal: AbortSignal
}

/** Between the tries of an event that could not be handled: Slack was away when the bot asked it for its rights. */
const pausesMs: readonly number[] = [5_000, 60_000, 600_000]

/** Puts the inbox before the app's own handling, for every receiver. Returns what handles those left over. */
export function keepBeforeAck(app: App, { store, clock, log, signal }: InboxParts): () => Promise<void> {
  const handle = app.processEvent.bind(app)

  async function handleKept(id: string, event: ReceiverEvent): Promise<void> {
    for (const pauseMs of [...pausesMs, undefined]) {
      try {
        await handle({ ...event, ack: async () => undefined })
        return await store.done(platform, id)
      } catch (error) {
        const cause = refusal(error)
        if (isNoLongerOurs(cause)) return store.done(platform, id)
        log.error(
          { platform, event: id, error: cause },
          "Slack: an event was not handled; it is kept and tried again",
        )
      }
      if (pauseMs === undefined || (await isEnding(pauseMs))) return
    }
  }

  function isEnding(pauseMs: number): Promise<boolean> {
    return clock.wait(pauseMs, signal).then(
      () => false,
      () => true,
    )
  }

  app.processEvent = async (event) => {
    const id = idOf(event)
    // Commands and clicks are answered within their three seconds or not at all; Slack never sends them again.
    if (!id) return handle(event)
    const body = JSON.stringify(event.body)
    const fresh = await store.keep({ platform, id, body, at: clock.now().toString() })
    await event.ack()
    if (fresh) await handleKept(id, event)
  }

  return async () => {
    const left = await store.pending(platform)
    const customProperties = { again: true }
    await Promise.all(
      left.map(({ id, body }) =>
        handleKept(id, { body: JSON.parse(body), ack: async () => undefined, customProperties }),
      ),
    )
  }
}

/** The workspace removed the bot: what happens there is none of its business any more. */
function isNoLongerOurs(error: Error): boolean {
  return error instanceof PlatformError && error.code === "not_installed"
}

function idOf({ body }: ReceiverEvent): string | undefined {
  return body.type === "event_callback" && typeof body.event_id === "string" ? body.event_id : undefined
}
