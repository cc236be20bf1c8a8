import { askedPaper } from "../src/bot/asked-paper.ts"
import { backToAction, removeAction, savedOutcome } from "../src/cards/saved-card.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { paperOption, readingStateChoices } from "./options.ts"

const sayings = words.readers.read

export const read = defineCommand({
  name: "read",
  description: sayings.description,
  options: {
    paper: paperOption,
    state: { kind: "choice", choices: readingStateChoices, description: sayings.options.state },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  changes: true,
  personal: true,
  examples: sayings.examples,
  async run({ paper: name, state = "read" }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("read", { paper, state }))
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const { saved, before } = await context.saved.save(context.actor, paper.id, { state })
    // What was not saved before is not saved after it is taken back.
    const undo = before === undefined ? removeAction(paper) : backToAction(paper, before.state)
    return savedOutcome(paper, saved, {
      title: sayings.marked[state],
      ...(before?.state !== state && { undo }),
    })
  },
})
