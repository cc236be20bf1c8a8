/** Work that answers somebody: whatever goes wrong is told to the asker and to the log, by its cause. */
import { randomBytes } from "node:crypto"
import { errorCard } from "../../src/cards/error-card.ts"
import { NetworkError, PlatformError, StoreError } from "../../src/vocabulary/errors.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { cardMessage } from "./card-blocks.ts"
import { platform } from "./ids.ts"
import { refusal } from "./refusal.ts"
import type { Respond } from "./respond.ts"

/** Runs it. Never throws. */
export async function guarded(
  log: Log,
  what: string,
  work: () => Promise<unknown>,
  respond: Respond,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const cause = refusal(error)
    const reference = logged(log, what, cause)
    await tell(log, respond, cause, reference)
  }
}

/** Work of an event, with nobody to tell but the log. Throws what may succeed later: an event can be tried again. */
export async function guardedOrLater(log: Log, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const cause = refusal(error)
    if (isPassing(cause)) throw cause
    logged(log, what, cause)
  }
}

function isPassing(error: Error): boolean {
  if (error instanceof PlatformError) return error.retryAfterMs !== undefined
  return error instanceof NetworkError || error instanceof StoreError
}

function logged(log: Log, what: string, error: Error): string {
  const reference = randomBytes(3).toString("hex").toUpperCase()
  log.warn({ platform, what, reference, error }, `Slack: ${what} did not succeed`)
  return reference
}

async function tell(log: Log, respond: Respond, error: Error, reference: string): Promise<void> {
  const card = errorCard({ error, reference })
  try {
    await respond({ ...cardMessage(card), response_type: "ephemeral", replace_original: false })
  } catch (untold) {
    log.debug({ platform, error: refusal(untold) }, "Slack: a failure could not be told to who asked")
  }
}
