import { askedPaper } from "../src/bot/asked-paper.ts"
import { cardOf } from "../src/cards/layout.ts"
import { detailsAction } from "../src/cards/paper-actions.ts"
import { linkedTitle } from "../src/cards/paper-words.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { joined } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions, paperOption } from "./options.ts"

/** Beyond these, likeness is chance. */
const mostSimilar = 25

const sayings = words.commands.similar

export const similar = defineCommand({
  name: "similar",
  description: sayings.description,
  options: {
    paper: paperOption,
    ...pagingOptions,
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ paper: name, limit = defaultLimit, page = 1 }, context) {
    const asked = await askedPaper(name, context, (paper) => invoke("similar", { paper }))
    if (asked.kind === "question") return asked.card
    const { paper } = asked
    const papers = await context.library.similar(paper, mostSimilar)
    if (papers.length === 0) {
      return cardOf({
        title: joined([sayings.none, linkedTitle(paper)], " "),
        tone: "warning",
        text: sayings.noneHint,
        actions: [detailsAction(paper)],
      })
    }
    const ids = papers.map(({ id }) => id)
    return papersCard({
      title: joined([sayings.title, linkedTitle(paper)], " "),
      papers,
      like: paper,
      paperStats: await context.community.paperStats(context.actor, ids),
      now: context.now,
      withSource: true,
      dated: true,
      notes: [sayings.how],
      paging: { page, limit, turnTo: (page) => invoke("similar", { paper: paper.id, limit, page }) },
    })
  },
})
