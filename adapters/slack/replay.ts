/**
 * bolt takes the same signed request again for five minutes, and behind a load balancer the copy may come to another
 * process: each trigger's id is noted in the store, which costs less than a millisecond.
 */
import type { App } from "@slack/bolt"
import type { InboxStore } from "../../src/vocabulary/platform-stores.ts"
import type { Clock, Log } from "../../src/vocabulary/system.ts"
import { platform } from "./ids.ts"

export type ReplayParts = { readonly store: InboxStore; readonly clock: Clock; readonly log: Log }

/** Drops commands and clicks whose trigger was seen before, with an acknowledgement and nothing else. */
export function refuseReplays(app: App, { store, clock, log }: ReplayParts): void {
  const handle = app.processEvent.bind(app)

  /** Also where the store cannot say: whoever asked sees more of that in the answer than in none. */
  function isFresh(trigger: string): Promise<boolean> {
    return store.note(platform, `trigger ${trigger}`, clock.now().toString()).catch((error) => {
      log.error({ platform, error }, "Slack: a request could not be noted in the store")
      return true
    })
  }

  app.processEvent = async (event) => {
    const trigger: unknown = event.body.trigger_id
    if (typeof trigger === "string" && !(await isFresh(trigger))) return event.ack()
    return handle(event)
  }
}
