import { messageCard } from "../src/cards/message-card.ts"
import { noListCard } from "../src/cards/no-list-card.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { listDayAt, type Paper, type Period, periodOf } from "../src/papers/index.ts"
import type { Text } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { ListedPapers } from "../src/vocabulary/library.ts"
import { capitalized, periodInWords } from "../src/words/counted.ts"
import { words } from "../src/words/runs.ts"
import { localized } from "./localized.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

type By = "both" | "here" | "site"

export const top = defineCommand({
  name: "top",
  description: "The papers with the most votes of a day, a week or a month",
  localized: localized.top,
  options: {
    period: {
      kind: "period",
      positional: true,
      description: "Of which time: this week, last month, 2025-W44, 2025-10, yesterday",
    },
    by: {
      kind: "choice",
      description: "Whose votes count",
      choices: [
        { value: "both", label: "ours first, then Hugging Face's" },
        { value: "here", label: "ours alone" },
        { value: "site", label: "Hugging Face's alone" },
      ],
    },
    ...pagingOptions,
  },
  visibility: "public",
  surface: "any",
  needs: "library",
  examples: ["top", "top last month", "top 2025-W44 by:here", "top this month by:site limit:10"],
  async run({ period: asked, by = "both", limit = defaultLimit, page = 1 }, context) {
    const period = asked ?? periodOf("week", listDayAt(context.now))
    const what = periodInWords(period)
    const listed = by === "here" ? undefined : await context.library.list(period)
    const here = by === "site" ? [] : await votedHere(period, context)
    if (here.length === 0 && listed && listed.state !== "listed")
      return noListCard(listed, { what, period }, context)
    const papers = [...here, ...bySiteVotes(listed, new Set(here.map(({ id }) => id)))]
    if (papers.length === 0) return noVotes(what, period, by)
    return papersCard({
      title: words(`Top papers of ${what}`),
      papers,
      paperStats: await context.community.paperStats(
        context.actor,
        papers.map(({ id }) => id),
      ),
      ...(listed?.state === "listed" ? { freshness: listed.freshness } : {}),
      now: context.now,
      notes: [
        orderNote(listed?.state === "listed" ? by : "here", here.length, papers),
        ...missingNote(listed),
      ],
      paging: { command: "top", arguments: { period: period.key, by, limit }, page, limit },
    })
  },
})

/** More papers than anybody turns pages for; also what one answer of the site holds. */
const mostVoted = 100

async function votedHere(
  period: Period,
  { community, actor, library, timeZone }: Context,
): Promise<readonly Paper[]> {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString()
  const from = startOf(Temporal.PlainDate.from(period.from))
  const to = startOf(Temporal.PlainDate.from(period.to).add({ days: 1 }))
  const voted = await community.top(actor.community, from, to, mostVoted)
  return voted.length > 0 ? library.papers(voted.map(({ paper }) => paper)) : []
}

function bySiteVotes(listed: ListedPapers | undefined, shown: ReadonlySet<string>): readonly Paper[] {
  if (listed?.state !== "listed") return []
  // Sorting is stable: equal papers keep the site's order.
  return listed.papers.filter(({ id }) => !shown.has(id)).toSorted((a, b) => b.upvotes - a.upvotes)
}

function orderNote(by: By, here: number, papers: readonly Paper[]): Text {
  // The page that people copy, for one, shows no votes.
  const knowsUpvotes = papers.some(({ upvotes }) => upvotes > 0)
  const site = knowsUpvotes
    ? "by upvotes on Hugging Face"
    : "in the list's own order: its upvotes are not known"
  switch (by) {
    case "here":
      return words("By votes cast here in that time")
    case "site":
      return words(capitalized(site))
    case "both":
      return words(
        here > 0
          ? `By votes cast here in that time, then ${site}`
          : `${capitalized(site)}; nobody voted here in that time`,
      )
    default:
      return by satisfies never
  }
}

function missingNote(listed: ListedPapers | undefined): readonly Text[] {
  return listed?.state === "unreachable" ? [words(`Hugging Face's list is missing: ${listed.why}`)] : []
}

function noVotes(what: string, period: Period, by: By) {
  return messageCard({
    title: by === "here" ? `Nobody voted here in ${what}.` : `There are no papers of ${what} yet.`,
    text: words("A reaction on a paper's message is a vote, and so is its button."),
    actions:
      by === "here"
        ? [
            {
              kind: "invoke",
              label: "Top on Hugging Face",
              command: "top",
              arguments: { period: period.key, by: "site" },
              effect: "update",
            },
          ]
        : [],
  })
}
