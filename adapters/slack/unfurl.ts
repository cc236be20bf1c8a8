/** A link to a paper becomes its card, wherever members paste one. */
import type { types } from "@slack/bolt"
import { parsePaperName } from "../../src/papers/index.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import { ask, type Counter } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import { teamOf } from "./ids.ts"

export type SharedLinks = {
  /** The message, or the preview of one that is still being written. */
  readonly at:
    | { readonly channel: string; readonly ts: string }
    | { readonly unfurl_id: string; readonly source: "composer" }
  readonly links: readonly { readonly url: string }[]
}

/** Slack shows a few previews a message at the most. */
const mostLinks = 5

/** Attaches a card to each link that names a paper. Other links of our domains are left alone. */
export async function unfurl(counter: Counter, actor: Actor, { at, links }: SharedLinks): Promise<void> {
  const cards: [string, { blocks: types.KnownBlock[] }][] = []
  for (const { url } of links.slice(0, mostLinks)) {
    const name = parsePaperName(url)
    if (name.kind !== "id") continue
    const reply = await ask(counter, {
      actor,
      input: { kind: "typed", command: "show", values: { paper: name.id } },
    })
    if (!reply.failure) cards.push([url, { blocks: cardMessage(reply.card).blocks }])
  }
  if (cards.length === 0) return
  const { client } = await counter.workspaces.at(teamOf(actor.community))
  await counter.pace.run(`${actor.community} unfurl`, () =>
    client.chat.unfurl({ ...at, unfurls: Object.fromEntries(cards) }),
  )
}
