import { deliveredCard } from "../src/cards/edition-cards.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
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
  async run({ again }, { schedules, community, actor, now }) {
    const delivered = await schedules.deliverNow(actor, { again })
    const message = delivered.kind === "already-here" ? delivered.message : undefined
    return deliveredCard(delivered, { href: message && community.linkTo(message), now })
  },
})
