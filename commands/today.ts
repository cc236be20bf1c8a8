import { cardOf } from "../src/cards/layout.ts"
import { noListAnswer } from "../src/cards/no-list-card.ts"
import { papersCard } from "../src/cards/papers-card.ts"
import {
  isWeekend,
  listClosesAt,
  listDayAt,
  type Period,
  periodOf,
  shiftedPeriod,
} from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import { defineCommand } from "../src/vocabulary/command.ts"
import { periodInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { defaultLimit, pagingOptions } from "./options.ts"

const sayings = words.commands.today

export const today = defineCommand({
  name: "today",
  description: sayings.description,
  options: {
    date: { kind: "period", positional: true, description: sayings.options.date },
    ...pagingOptions,
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  examples: sayings.examples,
  async run({ date, limit = defaultLimit, page = 1 }, context) {
    const { library, community, actor, now } = context
    const period = date ?? newestDay(now)
    const what = periodInWords(period)
    const answer = await library.list(period)
    if (answer.state !== "listed") return noListAnswer(answer, { what, period }, context)
    const { papers, freshness, list } = answer
    if (papers.length === 0) return cardOf({ title: sayings.empty(what), text: sayings.emptyHint })
    const ids = papers.map(({ id }) => id)
    return papersCard({
      title: sayings.title(what),
      papers,
      paperStats: await community.paperStats(actor, ids),
      freshness,
      now,
      text: date === undefined && isWeekend(listDayAt(now)) ? sayings.weekend : "",
      notes: list.closed ? [] : [whyMoreMayBe(period, now)],
      paging: { page, limit, turnTo: (page) => invoke("today", { date: period.key, limit, page }) },
    })
  },
})

/** Today; at a weekend, which has no list, the day before it. */
function newestDay(now: Temporal.Instant): Period {
  const day = periodOf("day", listDayAt(now))
  if (!isWeekend(day.key)) return day
  const saturday = shiftedPeriod(day, -1)
  return isWeekend(saturday.key) ? shiftedPeriod(saturday, -1) : saturday
}

/** A list is not whole while it fills, and afterwards where it was not read again, or some of its days never were. */
function whyMoreMayBe(period: Period, now: Temporal.Instant): string {
  const isOpen = Temporal.Instant.compare(now, listClosesAt(period.to)) < 0
  return isOpen ? sayings.open : sayings.incomplete
}
