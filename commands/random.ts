import { cardOf } from "../src/cards/layout.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Block } from "../src/vocabulary/card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { shownPaper } from "./show.ts"

const sayings = words.commands.random

const another: Block = {
  kind: "actions",
  actions: [{ ...invoke("random", {}), label: sayings.another, effect: "update" }],
}

export const random = defineCommand({
  name: "random",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: ["random"],
  async run(_, context) {
    const paper = await context.library.random(context.random)
    if (!paper) return cardOf({ title: sayings.none, tone: "warning", text: sayings.noneHint })
    const card = await shownPaper(paper, context)
    return { ...card, blocks: [...card.blocks, another] }
  },
})
