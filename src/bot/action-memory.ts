import { createBoundedMap } from "../concurrency/bounded-map.ts"
import {
  actionToKeep,
  keptArgument,
  type PackedAction,
  selectAction,
  unpackAction,
} from "../rendering/packed-action.ts"
import type { Action, Card, PackedArguments } from "../vocabulary/card.ts"
import { UserError } from "../vocabulary/errors.ts"
import type { Form } from "../vocabulary/form.ts"
import type { FactStore } from "../vocabulary/stores.ts"
import { words } from "../words/words.ts"

/**
 * Keeps the actions that are too long for a button's id (`packAction`). The store of facts serves: its names are the
 * hashes, so the same search kept twice takes one row, and a button works after a restart and on another replica.
 */
export type ActionMemory = Pick<FactStore, "get" | "put">

/** Keeps every action of a card that an id of `longest` characters cannot hold. */
export async function keepActions(
  shown: { readonly card?: Card; readonly form?: Form | undefined },
  memory: ActionMemory,
  longest: number,
): Promise<void> {
  const { card, form } = shown
  const all = [...(card ? actionsOf(card) : []), ...(form ? [form.submit, ...(form.actions ?? [])] : [])]
  const long = all.flatMap((action) => actionToKeep(action, longest) ?? [])
  for (const { key, whole } of long) await memory.put(nameOf(key), whole)
}

type TypedCall = { readonly command: string; readonly values: PackedArguments }

/**
 * A call as it was meant: a kept one with what it was kept with, and with what was chosen or filled in beside. Throws
 * `UserError` when it is not, or no longer, known.
 */
export async function wholeCall({ command, values }: TypedCall, memory: ActionMemory): Promise<TypedCall> {
  const { [keptArgument]: key, ...added } = values
  if (key === undefined) return { command, values }
  const whole = await memory.get(nameOf(String(key)))
  const kept = whole === undefined ? undefined : unpackAction(whole)
  if (kept) return { command: kept.command, values: { ...kept.arguments, ...added } }
  const { forgottenButton, forgottenButtonHint: hint } = words.errors.command
  throw new UserError("forgotten-button", forgottenButton, { hint })
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
  return card.blocks.flatMap((block): readonly PackedAction[] => {
    if (block.kind === "select") return [selectAction(block)]
    if (block.kind === "actions") return block.actions.filter(isInvoke)
    return block.kind === "items" ? block.items.flatMap(({ actions }) => actions.filter(isInvoke)) : []
  })
}

function isInvoke(action: Action): action is Extract<Action, { readonly kind: "invoke" }> {
  return action.kind === "invoke"
}

function nameOf(key: string): string {
  return `action:${key}`
}
