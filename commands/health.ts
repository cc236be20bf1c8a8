import { healthCard } from "../src/cards/health-card.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { sentence } from "../src/words/runs.ts"
import { localized } from "./localized.ts"

export const health = defineCommand({
  name: "health",
  description: "How this channel's posts have fared: sent, confirmed, failed, and what will be done",
  localized: localized.health,
  options: {},
  visibility: "private",
  surface: "chat",
  needs: "library",
  examples: ["health"],
  async run(_, { schedules, actor, now }) {
    const [place] = await schedules.health(actor)
    if (place !== undefined) return healthCard(place, now)
    return messageCard({
      title: "Nothing is posted here by itself.",
      text: sentence("An admin sets it up: `channel time:09:00`."),
      actions: [{ kind: "invoke", label: "Set it up", command: "channel", arguments: {}, effect: "update" }],
    })
  },
})
