import { cardOf } from "../src/cards/layout.ts"
import { noListAnswer } from "../src/cards/no-list-card.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import { listDayAt, type Paper, type Period, periodOf } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import type { ListedPapers } from "../src/vocabulary/library.ts"
import { periodInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

type By = "both" | "here" | "site"

const sayings = words.commands.top

export const top = defineCommand({
  name: "top",
  description: sayings.description,
  options: {
    period: { kind: "period", positional: true, description: sayings.options.period },
    by: {
      kind: "choice",
      description: sayings.options.by,
      choices: [
        { value: "both", label: sayings.by.both },
        { value: "here", label: sayings.by.here },
        { value: "site", label: sayings.by.site },
      ],
    },
    ...pagingOptions,
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ period: asked, by = "both", limit = defaultLimit, page = 1 }, context) {
    const { library, community, actor, now } = context
    const period = asked ?? periodOf("week", listDayAt(now))
    const what = periodInWords(period)
    const listed = by === "here" ? undefined : await library.list(period)
    const here = by === "site" ? [] : await votedHere(period, context)
    if (here.length === 0 && listed && listed.state !== "listed")
      return noListAnswer(listed, { what, period }, context)
    const papers = [...here, ...bySiteVotes(listed, new Set(here.map(({ id }) => id)))]
    if (papers.length === 0) return noVotes(what, period, by)
    const ids = papers.map(({ id }) => id)
    return papersCard({
      title: sayings.title(what),
      papers,
      paperStats: await community.paperStats(actor, ids),
      freshness: listed?.state === "listed" ? listed.freshness : undefined,
      now,
      notes: [
        orderNote(listed?.state === "listed" ? by : "here", here.length, papers),
        listed?.state === "unreachable" ? sayings.siteMissing(listed.why) : "",
      ],
      paging: { page, limit, turnTo: (page) => invoke("top", { period: period.key, by, limit, page }) },
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

function orderNote(by: By, here: number, papers: readonly Paper[]): string {
  // The page that people copy, for one, shows no votes.
  const knowsUpvotes = papers.some(({ upvotes }) => upvotes > 0)
  const site = knowsUpvotes ? sayings.bySite : sayings.byList
  if (by === "here") return sayings.byHere
  if (by === "site") return site
  if (here === 0) return sayings.noneHere(site)
  return knowsUpvotes ? sayings.hereThenSite : sayings.hereThenList
}

function noVotes(what: string, period: Period, by: By): Card {
  const onSite = invoke("top", { period: period.key, by: "site" })
  return cardOf({
    title: by === "here" ? sayings.nobody(what) : sayings.noPapers(what),
    text: sayings.howToVote,
    actions: by === "here" ? [{ ...onSite, label: sayings.onSite, effect: "update" }] : [],
  })
}
