/**
 * Better cards that are on their way to one member's private answer. A button that is pressed meanwhile puts another card
 * there, and a later one must not undo that: "Saved" stays.
 */
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"

export type LaterCards = {
  /** The card, unless the member has pressed something there before it came. */
  unlessPressed(actor: Actor, later: Promise<Card>): Promise<Card | undefined>
  pressed(actor: Actor): void
}

type Waiting = { isOvertaken: boolean }

export function createLaterCards(): LaterCards {
  const waiting = new Map<string, Set<Waiting>>()

  return {
    async unlessPressed(actor, later) {
      const key = keyOf(actor)
      const own: Waiting = { isOvertaken: false }
      const all = waiting.get(key) ?? new Set()
      waiting.set(key, all.add(own))
      try {
        const card = await later
        return own.isOvertaken ? undefined : card
      } finally {
        all.delete(own)
        if (all.size === 0 && waiting.get(key) === all) waiting.delete(key)
      }
    },
    pressed(actor) {
      for (const one of waiting.get(keyOf(actor)) ?? []) one.isOvertaken = true
    },
  }
}

function keyOf({ community, place, thread = "", member }: Actor): string {
  return [community, place, thread, member].join(" ")
}
