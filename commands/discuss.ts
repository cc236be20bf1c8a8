import { askedPaper } from "../src/bot/asked-paper.ts"
import { cardOf } from "../src/cards/layout.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { joined } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { paperOption } from "./options.ts"

const sayings = words.commands.discuss

export const discuss = defineCommand({
  name: "discuss",
  description: sayings.description,
  options: {
    paper: paperOption,
  },
  visibility: "private",
  surface: "chat",
  needs: "library",
  changes: true,
  examples: sayings.examples,
  async run({ paper: name }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("discuss", { paper }))
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const { thread, opened, link } = await context.community.discuss(context.actor, paper, context.on)
    return cardOf({
      title: joined([opened ? sayings.opened : sayings.exists, linkedTitle(paper)], " "),
      tone: opened ? "success" : "plain",
      text: opened ? sayings.everybody : sayings.replies(thread.replies),
      actions: link ? [{ kind: "link", label: sayings.open, href: link }] : [],
    })
  },
})
