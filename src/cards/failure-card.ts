import type { Card } from "../vocabulary/card.ts"
import type { Edition } from "../vocabulary/delivery-stores.ts"
import { counted } from "../words/counted.ts"
import { sentence, words } from "../words/runs.ts"
import { listInWords } from "./list-name.ts"
import { messageCard } from "./message-card.ts"

/** What an admin is told when a channel's posts could not be sent: which, why, and what to do. */
export function failureCard(failure: {
  readonly edition: Edition
  readonly messages: number
  readonly error: string
  readonly missingPermissions: readonly string[]
}): Card {
  const { edition, messages, error, missingPermissions } = failure
  const cause =
    missingPermissions.length > 0 ? `The bot lacks there: ${missingPermissions.join("; ")}.` : error
  return messageCard({
    title: `${listInWords(edition.listKey)} could not be posted in your channel`,
    tone: "warning",
    text: words(`${counted(messages, "message")} could not be sent. ${cause}`),
    note: sentence(
      "Once that is mended, the next post comes by itself; `/paper deliver` in the channel posts the newest list at once, `/paper health` shows how it is. You are told again only if it fails anew after it has worked.",
    ),
  })
}
