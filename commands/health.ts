import { healthCard } from "../src/cards/channel-card.ts"
import { cardOf } from "../src/cards/layout.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"

const sayings = words.commands.health

export const health = defineCommand({
  name: "health",
  description: sayings.description,
  options: {},
  visibility: "private",
  surface: "chat",
  needs: "library",
  examples: ["health"],
  async run(_, { schedules, actor, now }) {
    const [place] = await schedules.health(actor)
    if (place !== undefined) return healthCard(place, now)
    return cardOf({
      title: sayings.nothing,
      text: sayings.nothingHint,
      actions: [{ ...invoke("channel", {}), label: sayings.setUp, effect: "update" }],
    })
  },
})
