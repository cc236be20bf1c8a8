import type { Card } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { decodeJson, isRecord } from "./columns.ts"
import type { Database, Engine } from "./engine.ts"
import { currentIds } from "./paper-ids.ts"

// A title's key as a whole JSON string: a paper's id in a card, in an item or in a button's arguments.
const titleKeys = /"(t:[0-9a-f]{16})"/g

/** What is shown instead of a card that is damaged. */
export const unreadableCard: Card = {
  title: [{ text: words.storage.unreadableCard }],
  tone: "warning",
  blocks: [],
}

/**
 * A reader of these stored cards that gives papers their current ids: a card may be older than its paper's identifier.
 * `row` names a damaged one in the log; `unreadableCard` is read instead.
 */
export async function readerOfCards(
  engine: Pick<Engine, "readable">,
  db: Database,
  texts: readonly (string | null)[],
): Promise<(text: string, row: string) => Card> {
  const named = texts.flatMap((text) => [...(text ?? "").matchAll(titleKeys)].map(([, key = ""]) => key))
  const current = await currentIds(db, named)
  return (text, row) => {
    const renamed = text.replace(titleKeys, (_whole, key) => `"${current.get(key) ?? key}"`)
    return engine.readable(() => decodeJson(renamed, row, isCard)) ?? unreadableCard
  }
}

export function isCard(value: unknown): value is Card {
  return (
    isRecord(value) &&
    Array.isArray(value.title) &&
    Array.isArray(value.blocks) &&
    typeof value.tone === "string"
  )
}
