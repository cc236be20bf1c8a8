import { createBoundedMap } from "../concurrency/bounded-map.ts"
import { actionToKeep, type PackedAction, unpackAction } from "../rendering/packed-action.ts"
import type { Card } from "../vocabulary/card.ts"
import type { FactStore } from "../vocabulary/stores.ts"

/**
 * Keeps the actions that are too long for a button's id (`packAction`). The store of facts serves: its names are the
 * hashes, so the same search kept twice takes one row, and a button works after a restart and on another replica.
 */
export type ActionMemory = Pick<FactStore, "get" | "put">

/** Keeps every action of a card that an id of `longest` characters cannot hold. */
export async function keepActions(card: Card, memory: ActionMemory, longest: number): Promise<void> {
  const long = actionsOf(card).flatMap((action) => actionToKeep(action, longest) ?? [])
  for (const { key, whole } of long) await memory.put(nameOf(key), whole)
}

/** The action that was kept under a key. Undefined when it is not, or no longer, known. */
export async function keptAction(key: string, memory: ActionMemory): Promise<PackedAction | undefined> {
  const whole = await memory.get(nameOf(key))
  return whole === undefined ? undefined : unpackAction(whole)
}

/** A memory that lasts as long as the process and forgets the oldest beyond `most`: for tests and one-off calls. */
export function createActionMemory(most = 1000): ActionMemory {
  const kept = createBoundedMap<string, string>(most)
  return {
    get: async (name) => kept.get(name),
    put: async (name, whole) => kept.set(name, whole),
  }
}

function actionsOf(card: Card): readonly PackedAction[] {
  const actions = card.blocks.flatMap((block) => {
    if (block.kind === "actions") return block.actions
    return block.kind === "items" ? block.items.flatMap((item) => item.actions) : []
  })
  return actions.filter((action) => action.kind === "invoke")
}

function nameOf(key: string): string {
  return `action:${key}`
}
