import { askedPaper } from "../src/bot/asked-paper.ts"
import { paperPost } from "../src/cards/paper-card.ts"
import type { Paper } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { paperOption } from "./options.ts"

const sayings = words.commands.show

export const show = defineCommand({
  name: "show",
  description: sayings.description,
  options: {
    paper: paperOption,
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ paper: name }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("show", { paper }))
    return asked.kind === "question" ? asked.card : shownPaper(asked.paper, context)
  },
})

/** One paper as it stands in a channel, to be voted for and discussed. */
export async function shownPaper(paper: Paper, { community, actor }: Context): Promise<Card> {
  const paperStats = await community.paperStats(actor, [paper.id])
  return paperPost(paper, paperStats.get(paper.id))
}
