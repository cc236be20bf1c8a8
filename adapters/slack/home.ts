/** The app's home page, which each member has for themselves. */
import type { types } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import { words } from "../../src/words/words.ts"
import { ask } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { plainText as asWritten } from "./decode.ts"
import { context as contextBlock, plainText } from "./elements.ts"
import { communityOf, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
import { postPrivately } from "./respond.ts"
import { postCard } from "./send.ts"

/** Whether the refreshed home page already shows what a reply says, such as a vote or a saved setting. */
export function isShownAtHome({ changes, quiet, failure, card }: Reply): boolean {
  return quiet === true || (changes === true && !failure && card.tone !== "warning" && card.tone !== "error")
}

/** Says hello in the app's Messages tab, once for each workspace: to whoever installed the app or opened it first. */
export async function welcome(context: SlackContext, team: string, member: string): Promise<void> {
  const community = communityOf(team)
  await context.bot.welcome(community, async (card) => {
    await postCard(await accessTo(context, community), { channel: member }, card)
  })
}

/** Tells who added the bot to a channel, in private, what is posted there, or how a daily post is set up. */
export async function welcomeIn(context: SlackContext, actor: Actor): Promise<void> {
  const invocation = { actor, input: { kind: "typed", command: "channel", values: {} } } as const
  const { card } = await ask(context, invocation)
  await postPrivately(context, actor, cardMessage(card))
}

/** Draws the member's home page. Where there is none yet, and it takes longer than a second, it says so meanwhile. */
export async function publishHome(
  context: SlackContext,
  actor: Actor,
  { isFirst = false }: { readonly isFirst?: boolean } = {},
): Promise<void> {
  const asking = ask(context, { actor, input: { kind: "typed", command: "home", values: {} } })
  const early = await within(context.clock, limits.signAfterMs, asking)
  if (!early.inTime && isFirst) await put(context, actor, [sign])
  const reply = await asking
  // Slack names the app above the page.
  await put(context, actor, withHeadings(cardMessage({ ...reply.card, title: [] }, limits.home).blocks))
}

async function put(context: SlackContext, { community, member }: Actor, blocks: Blocks): Promise<void> {
  const { client } = await context.workspaces.at(teamOf(community))
  await context.queue.run(`${community} home ${member}`, () =>
    client.views.publish({ user_id: member, view: { type: "home", blocks: [...blocks] } }),
  )
}

/** The page as it stands, with a sign below what was pressed that its answer is on the way: it goes when the page is drawn anew. */
export function showWorkAtHome(context: SlackContext, actor: Actor, shown: Shown): Promise<void> {
  const at = shown.blocks.findIndex((block) => block.block_id === shown.pressed) + 1
  const blocks = shown.blocks.toSpliced(at, 0, sign).slice(0, limits.home.blocks)
  return put(context, actor, blocks)
}

type Blocks = readonly (types.KnownBlock | types.Block)[]
type Shown = { readonly blocks: Blocks; readonly pressed: string }

const sign = contextBlock(words.slack.members.moment)

/** Bold lines of their own begin a part of the page, after a line across it. */
function withHeadings(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  return blocks.flatMap((block, index): types.KnownBlock[] => {
    const [, words] = block.type === "section" ? (block.text?.text.match(/^\*([^*\n<]+)\*$/) ?? []) : []
    if (words === undefined) return [block]
    const heading = { type: "header", text: plainText(fitLine(asWritten(words), limits.header)) } as const
    return index > 0 ? [{ type: "divider" }, heading] : [heading]
  })
}
