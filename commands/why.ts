import { askedPaper } from "../src/bot/asked-paper.ts"
import { whyCard } from "../src/cards/why-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { localized } from "./localized.ts"
import { paperOption } from "./options.ts"

export const why = defineCommand({
  name: "why",
  description: "Whether a paper was posted in this channel, when, and which rule decided",
  localized: localized.why,
  options: { paper: paperOption },
  visibility: "private",
  surface: "chat",
  needs: "library",
  examples: ["why 1706.03762", "why attention is all you need"],
  async run({ paper: name }, context) {
    const asked = await askedPaper(name, context, { command: "why" })
    if (asked.kind === "question") return asked.card
    const { schedules, community, actor } = context
    const decisions = await schedules.why(actor, asked.paper)
    const linked = decisions.map((decision) => ({
      ...decision,
      link: decision.message && community.linkTo(decision.message),
    }))
    return whyCard(asked.paper, linked, context.timeZone)
  },
})
