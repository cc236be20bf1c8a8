import type { Block } from "../src/card.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { sentence } from "../src/cards/runs.ts"
import { defineCommand } from "../src/command.ts"
import { localized } from "./localized.ts"
import { shownPaper } from "./show.ts"

const another: Block = {
  kind: "actions",
  actions: [
    { kind: "invoke", label: "Another one", emoji: "🎲", command: "random", arguments: {}, effect: "update" },
  ],
}

export const random = defineCommand({
  name: "random",
  description: "A paper by chance",
  localized: localized.random,
  options: {},
  visibility: "public",
  surface: "chat",
  examples: ["random"],
  async run(_, context) {
    const paper = await context.library.random(context.random)
    if (!paper) {
      return messageCard({
        title: "There are no papers yet.",
        tone: "warning",
        text: sentence("`today` brings the first ones."),
      })
    }
    const card = await shownPaper(paper, context)
    return { ...card, blocks: [...card.blocks, another] }
  },
})
