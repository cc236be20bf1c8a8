import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"

const mostRemembered = 10_000

export type LaterCards = ReturnType<typeof createLaterCards>

/**
 * Better cards that are on their way to one member's private answer. A button that is pressed meanwhile puts another card
 * there, and a later one must not undo that: "Saved" stays.
 */
export function createLaterCards() {
  const presses = createBoundedMap<string, number>(mostRemembered)
  const countOf = (key: string) => presses.get(key) ?? 0
  return {
    /** The card, unless the member pressed something there before it came. */
    async unlessPressed(actor: Actor, later: Promise<Card>): Promise<Card | undefined> {
      const key = keyOf(actor)
      const before = countOf(key)
      const card = await later
      return countOf(key) === before ? card : undefined
    },
    pressed: (actor: Actor): void => presses.set(keyOf(actor), countOf(keyOf(actor)) + 1),
  }
}

function keyOf({ community, place, thread = "", member }: Actor): string {
  return [community, place, thread, member].join(" ")
}
