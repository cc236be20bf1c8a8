import { dataCard } from "../src/cards/data-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.dataRights.data

export const data = defineCommand({
  name: "data",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "any",
  group: "me",
  personal: true,
  needs: "store",
  examples: sayings.examples,
  run: async (_, { rights, actor }) => dataCard(await rights.holdings(actor)),
})
