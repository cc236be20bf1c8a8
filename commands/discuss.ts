import { askedPaper } from "../src/bot/asked-paper.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { counted } from "../src/words/counted.ts"
import { joined, words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { paperOption } from "./options.ts"

export const discuss = defineCommand({
  name: "discuss",
  description: "Open the thread about a paper, or find the one that is there",
  localized: localized.discuss,
  options: {
    paper: paperOption,
  },
  visibility: "private",
  surface: "chat",
  needs: "library",
  examples: ["discuss 1706.03762", "discuss attention is all you need"],
  async run({ paper: name }, context) {
    const asked = await askedPaper(name, context, { command: "discuss" })
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const { thread, opened, link } = await context.community.discuss(context.actor, paper, context.on)
    const replies =
      thread.replies > 0 ? `It has ${counted(thread.replies, "reply", "replies")}.` : "Be the first to write."
    return messageCard({
      title: joined([opened ? "Opened a thread about" : "There is a thread about", linkedTitle(paper)], " "),
      tone: opened ? "success" : "plain",
      text: words(opened ? "Everybody here can write in it." : replies),
      actions: link ? [{ kind: "link", label: "Go to the thread", href: link }] : [],
    })
  },
})
