/** The app's home page, which each member has for themselves. */
import type { types } from "@slack/bolt"
import { fitLine } from "../../src/rendering/fit-text.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import { ask } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { plainText as asWritten } from "./decode.ts"
import { plainText } from "./elements.ts"
import { communityOf, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
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

/** Draws the member's home page. */
export async function publishHome(context: SlackContext, actor: Actor): Promise<void> {
  const reply = await ask(context, { actor, input: { kind: "typed", command: "home", values: {} } })
  // Slack names the app above the page.
  const blocks = withHeadings(cardMessage({ ...reply.card, title: [] }, limits.home).blocks)
  const { client } = await context.workspaces.at(teamOf(actor.community))
  await context.queue.run(`${actor.community} home ${actor.member}`, () =>
    client.views.publish({ user_id: actor.member, view: { type: "home", blocks } }),
  )
}

/** Bold lines of their own begin a part of the page, after a line across it. */
function withHeadings(blocks: readonly types.KnownBlock[]): types.KnownBlock[] {
  return blocks.flatMap((block, index): types.KnownBlock[] => {
    const [, words] = block.type === "section" ? (block.text?.text.match(/^\*([^*\n<]+)\*$/) ?? []) : []
    if (words === undefined) return [block]
    const heading = { type: "header", text: plainText(fitLine(asWritten(words), limits.header)) } as const
    return index > 0 ? [{ type: "divider" }, heading] : [heading]
  })
}
