import { messageCard } from "../src/cards/message-card.ts"
import { noListCard } from "../src/cards/no-list-card.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

export const trending = defineCommand({
  name: "trending",
  description: "The papers that Hugging Face talks about most just now",
  localized: localized.trending,
  options: {
    limit: { ...pagingOptions.limit, positional: true },
    page: pagingOptions.page,
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: ["trending", "trending limit:10"],
  async run({ limit = defaultLimit, page = 1 }, context) {
    const answer = await context.library.trending()
    if (answer.state !== "listed") return noListCard(answer, { what: "trending papers" }, context)
    const { papers, freshness } = answer
    if (papers.length === 0) return messageCard({ title: "Nothing is trending on Hugging Face just now." })
    return papersCard({
      title: words("Trending papers"),
      papers,
      paperStats: await context.community.paperStats(
        context.actor,
        papers.map(({ id }) => id),
      ),
      freshness,
      now: context.now,
      paging: { command: "trending", arguments: { limit }, page, limit },
    })
  },
})
