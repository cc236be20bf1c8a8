/** The calls that a card's buttons make. */
import type { Button, Card } from "../../../src/vocabulary/card.ts"

/** Of the card itself, not of its items. */
export function callsOf({ blocks }: Card): readonly Button[] {
  return blocks.flatMap((block) =>
    block.kind === "actions" ? block.actions.filter((action) => action.kind === "invoke") : [],
  )
}
