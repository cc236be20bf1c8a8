/** The thread that an answer leads to. */
import type { Card } from "../../src/vocabulary/card.ts"

/** The path of the first link of a card into a thread of this page, which lives at `origin`. */
export function threadLinkOf(card: Card, origin: string): string | undefined {
  return hrefsOf(card)
    .filter((href) => URL.canParse(href))
    .map((href) => new URL(href))
    .find((url) => url.origin === origin && /^\/c\/[^/]+\/t\/[^/]+$/.test(url.pathname))?.pathname
}

function hrefsOf(card: Card): readonly string[] {
  const runs = card.blocks.flatMap((block) =>
    block.kind === "text" || block.kind === "note" ? block.text : [],
  )
  const actions = card.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []))
  const links = [
    ...card.title.map((run) => run.href),
    ...actions.map((action) => (action.kind === "link" ? action.href : undefined)),
    ...runs.map((run) => run.href),
  ]
  return links.filter((href) => href !== undefined)
}
