/** The app's home: what is new, what the member voted for, what channels get. */
import type { Actor } from "../../src/vocabulary/actor.ts"
import { ask, type Counter } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import { teamOf } from "./ids.ts"
import { limits } from "./limits.ts"

/** Draws the member's home anew. */
export async function publishHome(counter: Counter, actor: Actor): Promise<void> {
  const reply = await ask(counter, { actor, input: { kind: "typed", command: "home", values: {} } })
  const { blocks } = cardMessage(reply.card, limits.modal)
  const { client } = await counter.workspaces.at(teamOf(actor.community))
  await counter.pace.run(`${actor.community} home ${actor.member}`, () =>
    client.views.publish({ user_id: actor.member, view: { type: "home", blocks } }),
  )
}
