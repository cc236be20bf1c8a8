import type { Text } from "../vocabulary/card.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { agoInWords } from "../words/counted.ts"
import { words } from "../words/runs.ts"

/** Where a list was read: "From huggingface.co", or from the store and why. */
export function freshnessNote({ from, unreachable, readAt }: Freshness, now: Temporal.Instant): Text {
  const when = readAt === undefined ? "" : `, read ${agoInWords(readAt, now)}`
  if (from === "network") return words(`From huggingface.co${when}`)
  return words(`From the store${when}${unreachable ? `; ${unreachable} cannot be reached now` : ""}`)
}
