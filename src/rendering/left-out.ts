import type { Block } from "../vocabulary/card.ts"

/** The note that says how many of the block before it were left out. */
export function andMore(count: number): Block {
  return { kind: "note", text: [{ text: `and ${count} more` }] }
}

/** How many a note of `andMore` counts; 0 for any other block. */
export function leftOutIn(block: Block | undefined): number {
  if (block?.kind !== "note" || block.text.length !== 1) return 0
  const count = block.text[0]?.text.match(/^and (\d+) more$/)?.[1]
  return count === undefined ? 0 : Number(count)
}
