/** bolt takes the same signed request again for five minutes: a trigger's id is remembered for as long. */
import type { App } from "@slack/bolt"
import type { Clock } from "../../src/ports.ts"

/** The window in which bolt accepts a signature. */
const windowMs = 5 * 60_000

/** Drops commands and clicks whose trigger was seen before, with an acknowledgement and nothing else. */
export function refuseReplays(app: App, clock: Clock): void {
  const seen = new Map<string, number>()
  const handle = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const trigger: unknown = event.body.trigger_id
    const now = clock.now().epochMilliseconds
    for (const [id, at] of seen) {
      if (at > now - windowMs) break
      seen.delete(id)
    }
    if (typeof trigger === "string") {
      if (seen.has(trigger)) return event.ack()
      seen.set(trigger, now)
    }
    return handle(event)
  }
}
