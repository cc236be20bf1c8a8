import type { Action, Card } from "../vocabulary/card.ts"
import { NetworkError, PlatformError, StoreError, UserError } from "../vocabulary/errors.ts"
import { sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

export type Failure = {
  readonly error: unknown
  /** Names the entry of the log, for a bug. */
  readonly reference: string
  /** The error's suggestion as a button, where it is a line that can be called. */
  readonly suggested?: Action
}

const { failure: sayings } = words.cards

/** What a failure says to the person who asked, by its cause. The error of a bug is never shown: it is in the log. */
export function errorCard({ error, reference, suggested }: Failure): Card {
  if (error instanceof UserError)
    return cardOf({
      title: sentence(error.message),
      tone: "warning",
      text: sentence(error.hint ?? ""),
      actions: suggested ? [suggested] : [],
    })
  if (error instanceof NetworkError)
    return cardOf({
      title: sayings.unreachable(error.host),
      tone: "error",
      text: sayings.storedWorks,
    })
  if (error instanceof PlatformError)
    return cardOf({
      title: error.message,
      tone: "error",
      text: sentence(nextStep(error)),
      actions: error.link ? [{ kind: "link", ...error.link }] : [],
    })
  if (error instanceof StoreError)
    return cardOf({
      title: sayings.store,
      tone: "error",
      text: sentence(`${error.message} ${error.hint}`),
      notes: [sayings.storeNote(reference)],
    })
  return cardOf({ title: sayings.bug, tone: "error", text: sayings.tryAgain(reference) })
}

/** What the platform itself says to do is worth more than a number of seconds. */
function nextStep({ hint, retryAfterMs }: PlatformError): string {
  const wait = retryAfterMs === undefined ? sayings.refusedHint : sayings.wait(Math.ceil(retryAfterMs / 1000))
  return hint ?? wait
}
