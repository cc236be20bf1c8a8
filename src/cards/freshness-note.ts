import type { Text } from "../card.ts"
import type { Freshness } from "../context.ts"
import { agoInWords } from "./counted.ts"
import { words } from "./runs.ts"

/** Where a list was read: "From huggingface.co", or from the store and why. */
export function freshnessNote({ from, unreachable, readAt }: Freshness, now: Temporal.Instant): Text {
  const when = readAt === undefined ? "" : `, read ${agoInWords(readAt, now)}`
  if (from === "network") return words(`From huggingface.co${when}`)
  return words(`From the store${when}${unreachable ? `; ${unreachable} cannot be reached now` : ""}`)
}
