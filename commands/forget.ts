import { forgetCard } from "../src/cards/data-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.dataRights.forget

export const forget = defineCommand({
  name: "forget",
  description: sayings.description,
  options: { sure: { kind: "flag", description: sayings.sure } },
  visibility: "private",
  surface: "any",
  group: "me",
  personal: true,
  changes: true,
  needs: "store",
  examples: sayings.examples,
  async run({ sure }, { rights, actor }) {
    if (!sure) return forgetCard(await rights.holdings(actor))
    await rights.forget(actor)
    return cardOf({ title: sayings.done, tone: "success", text: [{ text: sayings.doneText }] })
  },
})
