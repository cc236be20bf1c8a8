import type { Card, Text } from "../vocabulary/card.ts"
import type { DeliveredNow } from "../vocabulary/channels.ts"
import { counted } from "../words/counted.ts"
import { link, words } from "../words/runs.ts"
import { listInWords } from "./list-name.ts"
import { messageCard } from "./message-card.ts"
import { momentInWords, untilInWords } from "./moment-words.ts"

/** What was posted by hand, or where the same stands already; and what comes next by itself. */
export function deliveredCard(
  delivered: DeliveredNow,
  { href, now }: { readonly href?: string | undefined; readonly now: Temporal.Instant },
): Card {
  const list = listInWords(delivered.listKey)
  const next = words(nextInWords(delivered, now))
  if (delivered.kind === "planned") {
    const title = `Posted: ${list}, in ${counted(delivered.messages, "message")}`
    return messageCard({ title, tone: "success", text: next })
  }
  const since = momentInWords(delivered.at, delivered.timeZone)
  const where: Text =
    href === undefined
      ? words(`It was posted on ${since}. `)
      : [...words("It stands in "), ...link("this message", href), ...words(`, since ${since}. `)]
  return messageCard({
    title: `Already here: ${list}`,
    text: [...where, ...words("Nothing was posted again. "), ...next],
    actions: [
      {
        kind: "invoke",
        label: "Post it once more",
        command: "deliver",
        arguments: { again: true },
        effect: "update",
      },
    ],
  })
}

function nextInWords({ next, timeZone }: DeliveredNow, now: Temporal.Instant): string {
  if (next === undefined) return "Nothing follows by itself: posts are switched off here."
  const when = `${momentInWords(next.at, timeZone)}, ${untilInWords(next.at, now)}`
  return `Next: ${listInWords(next.listKey)}, on ${when}.`
}
