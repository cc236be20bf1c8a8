import { deliveredCard, outcomeCard } from "../src/cards/edition-cards.ts"
import type { MessageRef } from "../src/vocabulary/actor.ts"
import type { DeliveredNow } from "../src/vocabulary/channels.ts"
import { type Answer, type Context, defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.deliver

export const deliver = defineCommand({
  name: "deliver",
  description: sayings.description,
  options: {
    again: { kind: "flag", description: sayings.options.again },
  },
  visibility: "private",
  surface: "chat",
  needs: "library",
  changes: true,
  adminOnly: true,
  group: "admin",
  examples: ["deliver", "deliver --again"],
  async run({ again }, context) {
    return deliveredAnswer(await context.schedules.deliverNow(context.actor, { again }), context)
  },
})

/** That a post is on its way, and then what became of it; or that it is here already. */
export function deliveredAnswer(
  delivered: DeliveredNow,
  { schedules, community }: Pick<Context, "schedules" | "community">,
): Answer {
  const linkTo = (message: MessageRef | undefined) => message && community.linkTo(message)
  if (delivered.kind === "already-here")
    return { card: deliveredCard(delivered, { href: linkTo(delivered.message) }) }
  const later = schedules.outcome(delivered.edition).then((outcome) => {
    const href = outcome.kind === "posted" ? linkTo(outcome.message) : undefined
    return outcomeCard(delivered, outcome, { href })
  })
  return { card: deliveredCard(delivered), later }
}
