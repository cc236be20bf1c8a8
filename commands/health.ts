import { failingItem, healthCard } from "../src/cards/channel-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import { setUpButton } from "../src/cards/welcome-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.health

export const health = defineCommand({
  name: "health",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "chat",
  usesPermissions: true,
  needs: "library",
  examples: ["health"],
  async run(_, { schedules, actor }) {
    // What other channels lack is for those who can do something about it.
    const elsewhere = actor.isAdmin ? await schedules.failingElsewhere(actor) : []
    const [place] = await schedules.health(actor)
    if (place !== undefined) return healthCard(place, elsewhere)
    return cardOf({
      title: sayings.nothing,
      text: sayings.nothingHint,
      items: elsewhere.map(failingItem),
      actions: [setUpButton()],
    })
  },
})
