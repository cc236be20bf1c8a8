import { counted } from "../src/cards/counted.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { words } from "../src/cards/runs.ts"
import { defineCommand } from "../src/command.ts"
import { localized } from "./localized.ts"

export const deliver = defineCommand({
  name: "deliver",
  description: "Post this channel's next edition now instead of waiting for its time",
  localized: localized.deliver,
  options: {},
  visibility: "private",
  surface: "chat",
  adminOnly: true,
  examples: ["deliver"],
  async run(_, { schedules, actor }) {
    const { messages, listKey } = await schedules.deliverNow(actor)
    return messageCard({
      title: `Posted the list of ${listKey}: ${counted(messages, "message")}.`,
      tone: "success",
      text: words("The regular edition still comes at its time."),
    })
  },
})
