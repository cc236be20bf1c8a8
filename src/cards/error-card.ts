import type { Action, Card, Text } from "../vocabulary/card.ts"
import { NetworkError, PlatformError, StoreError, UserError } from "../vocabulary/errors.ts"
import { sentence } from "../words/runs.ts"
import { messageCard } from "./message-card.ts"

export type Failure = {
  readonly error: unknown
  /** Names the entry of the log, for a bug. */
  readonly reference: string
  /** The error's suggestion as a button, where it is a line that can be called. */
  readonly suggested?: Action
}

/** What a failure says to the person who asked, by its cause. The error of a bug is never shown: it is in the log. */
export function errorCard({ error, reference, suggested }: Failure): Card {
  if (error instanceof UserError) return askedWrong(error, suggested)
  if (error instanceof NetworkError) return unreachable(error)
  if (error instanceof PlatformError) return refused(error)
  if (error instanceof StoreError) return storeUnwell(error, reference)
  return messageCard({
    title: "Sorry, something went wrong on our side.",
    tone: "error",
    text: sentence(
      "Nothing of yours was lost. Please try again; if it happens again, tell whoever runs this bot.",
    ),
    note: sentence(`Reference: \`${reference}\``),
  })
}

function askedWrong(error: UserError, suggested: Action | undefined): Card {
  return messageCard({
    title: sentence(error.message),
    tone: "warning",
    text: error.hint ? sentence(error.hint) : [],
    actions: suggested ? [suggested] : [],
  })
}

function storeUnwell(error: StoreError, reference: string): Card {
  return messageCard({
    title: "Paperboy's store is not well, so this could not be done.",
    tone: "error",
    text: sentence(`${error.message} ${error.hint}`),
    note: sentence(`Nothing was overwritten. Reference: \`${reference}\``),
  })
}

function unreachable(error: NetworkError): Card {
  return messageCard({
    title: `${error.host} cannot be reached just now.`,
    tone: "error",
    text: sentence(
      "What is stored here still answers: `search`, `show` and `top` work. Please try this again in a minute.",
    ),
  })
}

function refused(error: PlatformError): Card {
  const hint: Text = sentence(
    error.hint ?? "Please try again later; if it stays so, tell whoever runs this bot.",
  )
  const seconds = error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1000)
  return messageCard({
    title: `${error.platform} refused: ${error.message}`,
    tone: "error",
    text:
      seconds === undefined
        ? hint
        : sentence(`It asks us to wait ${seconds} seconds. Please try again then.`),
    note: sentence(`Its code: \`${error.code}\``),
  })
}
