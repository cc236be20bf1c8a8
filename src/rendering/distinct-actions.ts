import type { Action, Block } from "../vocabulary/card.ts"
import { packAction } from "./packed-action.ts"

/**
 * The blocks with every action once: what a button does is its id, and a chat platform refuses a message in which two
 * have the same. The first stays.
 */
export function distinctActions(blocks: readonly Block[]): readonly Block[] {
  const seen = new Set<string>()
  const fresh = (actions: readonly Action[]) =>
    actions.filter((action) => {
      const id = action.kind === "link" ? `link ${action.href}` : packAction(action)
      return !seen.has(id) && seen.add(id)
    })
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === "items")
      return [{ ...block, items: block.items.map((item) => ({ ...item, actions: fresh(item.actions) })) }]
    if (block.kind !== "actions") return [block]
    const actions = fresh(block.actions)
    return actions.length > 0 ? [{ ...block, actions }] : []
  })
}
