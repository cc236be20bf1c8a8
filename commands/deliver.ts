import { deliveredCard } from "../src/cards/delivered-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { localized } from "./localized.ts"

export const deliver = defineCommand({
  name: "deliver",
  description: "Post this channel's newest edition now instead of waiting for its time",
  localized: localized.deliver,
  options: {
    again: { kind: "flag", description: "Post it although the same is here already" },
  },
  visibility: "private",
  surface: "chat",
  needs: "library",
  changes: true,
  adminOnly: true,
  examples: ["deliver", "deliver --again"],
  async run({ again }, { schedules, community, actor, now }) {
    const delivered = await schedules.deliverNow(actor, { again })
    const message = delivered.kind === "already-here" ? delivered.message : undefined
    return deliveredCard(delivered, { href: message && community.linkTo(message), now })
  },
})
