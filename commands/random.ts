import { messageCard } from "../src/cards/message-card.ts"
import type { Block } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { sentence } from "../src/words/runs.ts"
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
  surface: "any",
  needs: "library",
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
