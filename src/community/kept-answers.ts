import type { MessageRef } from "../vocabulary/actor.ts"
import type { Block, Card } from "../vocabulary/card.ts"

/** Answers that are older than so many others are seldom voted on any more. */
const mostKept = 500

/**
 * Remembers answers about one paper as they were given, so that one whose votes change keeps its own buttons, unfolded
 * authors and notes: only its fields are renewed. Lives as long as the process; of an answer that is not remembered
 * the fresh card stands in whole.
 */
export function createKeptAnswers() {
  const kept = new Map<string, Card>()

  function keep(ref: MessageRef, card: Card): void {
    kept.set(keyOf(ref), card)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  }

  function renewed(ref: MessageRef, fresh: Card): Card {
    const card = kept.get(keyOf(ref))
    return card ? withFieldsOf(card, fresh) : fresh
  }

  return { keep, renewed }
}

function withFieldsOf(card: Card, fresh: Card): Card {
  const fields = fresh.blocks.filter((block) => block.kind === "fields")
  const others: readonly Block[] = card.blocks.filter((block) => block.kind !== "fields")
  const afterText = others.findIndex((block) => block.kind !== "text")
  const at = afterText === -1 ? others.length : afterText
  return { ...card, blocks: others.toSpliced(at, 0, ...fields) }
}

function keyOf({ community, place, message }: MessageRef): string {
  return JSON.stringify([community, place, message])
}
