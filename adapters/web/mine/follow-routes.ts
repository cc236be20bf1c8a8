/** `/follow`: a Follow button is pressed, or pressed again. What is unclear is asked on a page of its own. */
import type { Hono } from "hono"
import { textOf } from "../../../src/rendering/inline.ts"
import { invoke } from "../../../src/vocabulary/calls.ts"
import type { Follow } from "../../../src/vocabulary/following.ts"
import type { Account } from "../../../src/vocabulary/readers.ts"
import { backTo, isNavigation } from "../back.ts"
import type { ReadServices } from "../options.ts"
import { actorIn, type RouteServices, readForm } from "../request.ts"
import { callsOf } from "../setup/calls.ts"
import { followKey, followKeys } from "./follow-line.ts"
import { followPath } from "./mine-address.ts"

/** As long as the command takes it. */
const longestWhat = 300

export function addFollowRoutes(app: Hono, services: RouteServices): void {
  app.post("/follow", async (c) => {
    const actor = actorIn(c, services)
    const what = (await readForm(c)).text("toggle", longestWhat)
    const followed = (await followsOf(actor, services)).filter((one) =>
      followKeys(one).includes(followKey(what)),
    )
    for (const { id } of followed) await services.follows.unfollow(actor, id)
    const call = invoke("follow", { what })
    const reply =
      followed.length > 0
        ? undefined
        : await services.bot.dispatch({
            actor,
            input: { kind: "typed", command: call.command, values: call.arguments },
          })
    // What came of it can be taken back; a question cannot.
    const isAsked = reply !== undefined && !callsOf(reply.card).some(({ command }) => command === "unfollow")
    if (reply?.failure !== undefined && !isNavigation(c)) return c.text(textOf(reply.card.title), 422)
    const open = isAsked ? followPath(what) : undefined
    if (isNavigation(c)) return backTo(c, open)
    return c.json(open === undefined ? { on: reply !== undefined } : { open })
  })
}

/** What the account follows, without what that brought. */
export async function followsOf(
  account: Account,
  { persons, following }: Pick<ReadServices, "persons" | "following">,
): Promise<readonly Follow[]> {
  const person = (await persons.find(account))?.person
  return person === undefined ? [] : following.ofPerson(person)
}
