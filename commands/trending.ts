import { cardOf } from "../src/cards/layout.ts"
import { noListAnswer } from "../src/cards/no-list-card.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

const sayings = words.commands.trending

export const trending = defineCommand({
  name: "trending",
  description: sayings.description,
  options: {
    limit: { ...pagingOptions.limit, positional: true },
    page: pagingOptions.page,
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ limit = defaultLimit, page = 1 }, context) {
    const { library, community, actor, now } = context
    const answer = await library.trending()
    if (answer.state !== "listed") return noListAnswer(answer, { what: sayings.what }, context)
    const { papers, freshness } = answer
    if (papers.length === 0) return cardOf({ title: sayings.nothing })
    const ids = papers.map(({ id }) => id)
    return papersCard({
      title: sayings.title,
      papers,
      paperStats: await community.paperStats(actor, ids),
      freshness,
      now,
      paging: { page, limit, turnTo: (page) => invoke("trending", { limit, page }) },
    })
  },
})
