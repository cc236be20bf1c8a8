/** The app's home page, which each member has for themselves. */
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import { ask } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import type { SlackContext } from "./context.ts"
import { teamOf } from "./ids.ts"
import { limits } from "./limits.ts"

/** Whether a reply says nothing that the home page, drawn anew, does not show: a vote, a setting that was saved. */
export function isShownAtHome({ changes, quiet, failure, card }: Reply): boolean {
  return quiet === true || (changes === true && !failure && card.tone !== "warning" && card.tone !== "error")
}

/** Draws the member's home page. */
export async function publishHome(context: SlackContext, actor: Actor): Promise<void> {
  const reply = await ask(context, { actor, input: { kind: "typed", command: "home", values: {} } })
  const { blocks } = cardMessage(reply.card, limits.modal)
  const { client } = await context.workspaces.at(teamOf(actor.community))
  await context.queue.run(`${actor.community} home ${actor.member}`, () =>
    client.views.publish({ user_id: actor.member, view: { type: "home", blocks } }),
  )
}
