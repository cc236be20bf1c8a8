import { setUpButton } from "../src/cards/welcome-card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import type { Subscription } from "../src/vocabulary/delivery-stores.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { words } from "../src/words/words.ts"

/** What is posted where the call comes from. Throws `UserError` where that is nothing. */
export async function postsHere({
  schedules,
  actor,
}: Pick<Context, "schedules" | "actor">): Promise<readonly Subscription[]> {
  const active = (await schedules.ofPlace(actor.community, actor.place)).filter((post) => post.active)
  if (active.length > 0) return active
  const { noPost, noPostHint: hint } = words.commands
  throw new UserError("no-post", noPost, { hint, suggestion: setUpButton() })
}
