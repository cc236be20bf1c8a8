/**
 * Events are kept before they are acknowledged. bolt acknowledges first and works after: a crash in between, or an
 * `authorize` that fails, would lose the event. Kept, it is handled after the next start, and a copy of it is known.
 */
import type { App, ReceiverEvent } from "@slack/bolt"
import type { Clock, Log } from "../../src/ports.ts"
import type { InboxStore } from "../../src/stores.ts"
import { platform } from "./ids.ts"

export type InboxParts = { readonly store: InboxStore; readonly clock: Clock; readonly log: Log }

/** Puts the inbox before the app's own handling, for every receiver. Returns what handles those left over. */
export function keepBeforeAck(app: App, { store, clock, log }: InboxParts): () => Promise<void> {
  const handle = app.processEvent.bind(app)

  async function handleKept(id: string, event: ReceiverEvent): Promise<void> {
    await handle({ ...event, ack: async () => undefined })
    await store.done(platform, id)
  }

  app.processEvent = async (event) => {
    const id = idOf(event)
    // Commands and clicks are answered within their three seconds or not at all; Slack never sends them again.
    if (!id) return handle(event)
    const fresh = await store.keep({
      platform,
      id,
      body: JSON.stringify(event.body),
      at: clock.now().toString(),
    })
    await event.ack()
    if (!fresh) return
    await handleKept(id, event).catch((error) => {
      log.error(
        { platform, event: id, error },
        "Slack: an event was not handled; it is kept and tried after the next start",
      )
    })
  }

  return async () => {
    for (const { id, body } of await store.pending(platform)) {
      const event: ReceiverEvent = { body: JSON.parse(body), ack: async () => undefined }
      await handleKept(id, event).catch((error) =>
        log.error({ platform, event: id, error }, "Slack: a kept event was not handled"),
      )
    }
  }
}

function idOf({ body }: ReceiverEvent): string | undefined {
  return body.type === "event_callback" && typeof body.event_id === "string" ? body.event_id : undefined
}
