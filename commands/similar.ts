import { askedPaper } from "../src/bot/asked-paper.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { showAction } from "../src/cards/paper-actions.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { joined, words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { defaultLimit, pagingOptions, paperOption } from "./options.ts"

/** Beyond these, likeness is chance. */
const mostSimilar = 25

export const similar = defineCommand({
  name: "similar",
  description: "Papers about the same things as this one",
  localized: localized.similar,
  options: {
    paper: paperOption,
    ...pagingOptions,
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: ["similar 1706.03762", "similar attention is all you need limit:10"],
  async run({ paper: name, limit = defaultLimit, page = 1 }, context) {
    const asked = await askedPaper(name, context, { command: "similar" })
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const papers = await context.library.similar(paper, mostSimilar)
    if (papers.length === 0) {
      return messageCard({
        title: joined(["Nothing in the store is similar to", linkedTitle(paper)], " "),
        tone: "warning",
        text: words("The more papers there are, the better this gets."),
        actions: [showAction(paper)],
      })
    }
    return papersCard({
      title: joined(["Similar to", linkedTitle(paper)], " "),
      papers,
      paperStats: await context.community.paperStats(
        context.actor,
        papers.map(({ id }) => id),
      ),
      now: context.now,
      withSource: true,
      notes: [words("From the store, by the words they share")],
      paging: { command: "similar", arguments: { paper: paper.id, limit }, page, limit },
    })
  },
})
