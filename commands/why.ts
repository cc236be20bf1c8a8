import { askedPaper } from "../src/bot/asked-paper.ts"
import { whyCard } from "../src/cards/edition-cards.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { paperOption } from "./options.ts"

export const why = defineCommand({
  name: "why",
  description: words.commands.why.description,
  options: { paper: paperOption },
  visibility: "private",
  surface: "chat",
  needs: "library",
  examples: words.commands.why.examples,
  async run({ paper: name }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("why", { paper }))
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
