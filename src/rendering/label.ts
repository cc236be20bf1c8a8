import type { Action } from "../vocabulary/card.ts"
import { shortCount } from "../words/counted.ts"

/**
 * What a button says: its label, and after it how many there are already, `1.8k` as in a paper's facts. The number never
 * stands on a line of its own.
 */
export function labelOf(action: Action): string {
  const count = action.kind === "invoke" ? (action.count ?? 0) : 0
  return count > 0 ? `${action.label}\u00a0${shortCount(count)}` : action.label
}
