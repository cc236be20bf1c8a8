import { messageCard } from "../src/cards/message-card.ts"
import { noListCard } from "../src/cards/no-list-card.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { listClosesAt, listDayAt, type Period, periodOf } from "../src/papers/index.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { periodInWords } from "../src/words/counted.ts"
import { words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

export const today = defineCommand({
  name: "today",
  description: "The papers of today's list, or of another day, week or month",
  localized: localized.today,
  options: {
    date: {
      kind: "period",
      positional: true,
      description: "Which list: yesterday, 2025-10-27, Oct 27, 2025-W44, last month",
    },
    ...pagingOptions,
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: ["today", "today yesterday", "today Oct 27", "today 2025-W44 limit:10"],
  async run({ date, limit = defaultLimit, page = 1 }, context) {
    const period = date ?? periodOf("day", listDayAt(context.now))
    const what = periodInWords(period)
    const answer = await context.library.list(period)
    if (answer.state !== "listed") return noListCard(answer, { what, period }, context)
    if (answer.papers.length === 0) {
      return messageCard({
        title: `The list of ${what} is empty so far.`,
        text: words("Papers come in during the day."),
      })
    }
    const { papers, freshness, list } = answer
    return papersCard({
      title: words(`Papers of ${what}`),
      papers,
      paperStats: await context.community.paperStats(
        context.actor,
        papers.map(({ id }) => id),
      ),
      freshness,
      now: context.now,
      notes: list.closed ? [] : [words(whyMoreMayBe(period, context.now))],
      paging: { command: "today", arguments: { date: period.key, limit }, page, limit },
    })
  },
})

/** A list is not whole while it fills, and afterwards where it was not read again, or some of its days never were. */
function whyMoreMayBe(period: Period, now: Temporal.Instant): string {
  return Temporal.Instant.compare(now, listClosesAt(period.to)) < 0
    ? "This list is still open: more may come."
    : "Some of this list may be missing: it has not been read whole since it closed."
}
