/** Cards below links to papers, in messages of members. */
import { parsePaperName } from "../../src/papers/index.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Block, Card } from "../../src/vocabulary/card.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import { ask } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import type { SlackContext } from "./context.ts"
import type { Press, UnfurlPlace } from "./decode.ts"
import { platform, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
import { entityOf } from "./work-objects.ts"

/** A mention comes as an event of its own, in any order: until then it is not known whether the message gets an answer. */
const mentionAfterMs = 700

export type SharedLinks = {
  readonly at: UnfurlPlace
  readonly links: readonly { readonly url: string }[]
  /** It was heard before, and a failure or a crash kept it from being done. */
  readonly again: boolean
}

/** Puts a card below each link that names a paper, once a paper. Other links of our domains are left alone. */
export async function unfurl(context: SlackContext, actor: Actor, shared: SharedLinks): Promise<void> {
  const { at, links, again } = shared
  if ("ts" in at) await context.clock.wait(mentionAfterMs)
  if ("ts" in at && !(await noteAnswer(context, actor, at.ts)) && !again) return
  const cards: [url: string, card: Card][] = []
  for (const [paper, url] of papersIn(links)) {
    const reply = await ask(context, { actor, input: { kind: "typed", command: "show", values: { paper } } })
    if (!reply.failure) cards.push([url, unfurlCard(reply.card)])
  }
  if (cards.length > 0) await putUnfurls(context, actor, at, cards)
}

/** Notes that a message gets an answer; false where it got one: one is enough. */
export function noteAnswer(
  { inbox, clock }: Pick<SlackContext, "inbox" | "clock">,
  { community, place }: Actor,
  ts: string,
): Promise<boolean> {
  return inbox.note(platform, `answered ${community} ${place} ${ts}`, clock.now().toString())
}

/** Each paper with the first link to it. */
function papersIn(links: SharedLinks["links"]): readonly (readonly [paper: string, url: string])[] {
  const found = new Map<string, string>()
  for (const { url } of links) {
    const name = parsePaperName(url)
    if (name.kind === "id" && !found.has(name.id)) found.set(name.id, url)
  }
  return [...found].slice(0, limits.unfurlLinks)
}

/** Two lines, and what can be done with a paper: the link itself leads to it. */
function unfurlCard(card: Card): Card {
  const blocks = card.blocks.flatMap((block): readonly Block[] => {
    if (block.kind === "image") return []
    if (block.kind !== "actions") return [block]
    return [{ ...block, actions: block.actions.filter(({ kind }) => kind === "invoke").slice(0, 4) }]
  })
  return { ...card, blocks }
}

/** Puts cards below the links of a member's message, which itself stays as it is. */
export async function putUnfurls(
  { workspaces, queue, workObjects }: SlackContext,
  { community }: Actor,
  at: UnfurlPlace,
  cards: readonly (readonly [url: string, card: Card])[],
): Promise<void> {
  const { client } = await workspaces.at(teamOf(community))
  const entities = workObjects ? cards.flatMap(([link, card]) => entityBelow(card, link) ?? []) : []
  // Slack takes one or the other.
  const isEach = entities.length === cards.length
  const shown = isEach ? { metadata: { entities } } : { unfurls: unfurlsOf(cards) }
  await queue.run(`${community} unfurl`, () => client.chat.unfurl({ ...at, ...shown }))
}

function entityBelow(card: Card, link: string) {
  return entityOf(card, { url: card.title.find(({ href }) => href)?.href ?? link, link })
}

function unfurlsOf(cards: readonly (readonly [url: string, card: Card])[]) {
  return Object.fromEntries(cards.map(([url, card]) => [url, { blocks: cardMessage(card).blocks }]))
}

/** Draws a card below a link anew after a press on it changed something: its numbers are no longer right. */
export async function refreshUnfurl(
  context: SlackContext,
  { invocation: { actor, input }, unfurled }: Press,
  { changes, failure }: Reply,
): Promise<void> {
  if (!unfurled || !changes || failure || input.kind !== "typed") return
  const { paper } = input.values
  if (paper === undefined) return
  const shown = await ask(context, { actor, input: { kind: "typed", command: "show", values: { paper } } })
  if (!shown.failure) await putUnfurls(context, actor, unfurled.at, [[unfurled.url, unfurlCard(shown.card)]])
}
