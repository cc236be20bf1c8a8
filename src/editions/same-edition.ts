import type { Delivery } from "../vocabulary/delivery-stores.ts"

/**
 * Whether messages bring what others brought: the same papers in the same form, as many of them in full. Votes change
 * which of them come first, and posts follow their votes, so that neither order nor numbers make another edition.
 */
export function isSameEdition(one: readonly Delivery[], other: readonly Delivery[]): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))
}

function contentOf(deliveries: readonly Delivery[]) {
  const cards = deliveries.map(({ card }) => card)
  const blocks = cards.flatMap((card) => card.blocks)
  const items = blocks.flatMap((block) => (block.kind === "items" ? block.items : []))
  const single = cards.flatMap(({ paper }) => paper ?? [])
  const papers = [...single, ...items.flatMap(({ paper }) => paper ?? [])].toSorted()
  // Beyond the attention budget a paper has a line without buttons.
  const inFull = single.length + items.filter(({ actions }) => actions.length > 0).length
  return { form: deliveries[0]?.form, papers, inFull }
}
