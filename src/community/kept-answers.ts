import { createBoundedMap } from "../concurrency/bounded-map.ts"
import type { MessageRef } from "../vocabulary/actor.ts"
import type { Card } from "../vocabulary/card.ts"

/** Answers that are older than so many others are seldom voted on any more. */
const mostKept = 500

/**
 * Remembers answers about one paper as they were given, so that one whose votes change keeps its own buttons, unfolded
 * authors and notes: only its fields are renewed. Lives as long as the process; an answer that is not remembered gets the
 * fresh card as a whole.
 */
export function createKeptAnswers() {
  const kept = createBoundedMap<string, Card>(mostKept)
  return {
    keep: (ref: MessageRef, card: Card) => kept.set(keyOf(ref), card),
    renewed(ref: MessageRef, fresh: Card): Card {
      const card = kept.get(keyOf(ref))
      return card ? withFieldsOf(card, fresh) : fresh
    },
  }
}

function withFieldsOf(card: Card, fresh: Card): Card {
  const fields = fresh.blocks.filter((block) => block.kind === "fields")
  const others = card.blocks.filter((block) => block.kind !== "fields")
  const afterText = others.findIndex((block) => block.kind !== "text")
  const at = afterText === -1 ? others.length : afterText
  return { ...card, blocks: [...others.slice(0, at), ...fields, ...others.slice(at)] }
}

function keyOf({ community, place, message }: MessageRef): string {
  return JSON.stringify([community, place, message])
}
