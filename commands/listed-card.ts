/** What the commands about lists say: a page of papers, or why there is none. */
import type { Action, Card, Text } from "../src/card.ts"
import { dayInWords } from "../src/cards/counted.ts"
import { freshnessNote } from "../src/cards/freshness-note.ts"
import { listCard, type Paging, pageActions, pageNote, pagesOf } from "../src/cards/list-card.ts"
import { messageCard } from "../src/cards/message-card.ts"
import { paperItem } from "../src/cards/paper-item.ts"
import { sentence, words } from "../src/cards/runs.ts"
import type { Context, Freshness, ListedPapers } from "../src/context.ts"
import type { Paper } from "../src/papers/index.ts"

export type NoList = Exclude<ListedPapers, { readonly state: "listed" }>

/** Papers of one page, in their order, with their votes here. A page beyond the last shows the last. */
export async function papersCard(
  shown: {
    readonly title: Text
    readonly intro?: Text
    readonly papers: readonly Paper[]
    readonly freshness?: Freshness
    readonly notes?: readonly Text[]
    readonly actions?: readonly Action[]
    readonly paging: Omit<Paging, "total">
  },
  { community, actor, now }: Context,
): Promise<Card> {
  const total = shown.papers.length
  const page = Math.min(shown.paging.page, pagesOf({ total, limit: shown.paging.limit }))
  const paging: Paging = { ...shown.paging, page, total }
  const first = (page - 1) * paging.limit
  const papers = shown.papers.slice(first, first + paging.limit)
  const standings = await community.standings(
    actor,
    papers.map((paper) => paper.id),
  )
  return listCard({
    title: shown.title,
    ...(shown.intro ? { intro: shown.intro } : {}),
    items: papers.map((paper) => {
      const standing = standings.get(paper.id)
      return paperItem(paper, standing ? { standing } : {})
    }),
    start: first + 1,
    actions: [...pageActions(paging), ...(shown.actions ?? [])],
    notes: [
      pageNote(paging),
      ...(shown.notes ?? []),
      ...(shown.freshness ? [freshnessNote(shown.freshness, now)] : []),
    ],
  })
}

/** Why there is no list: each reason has its own words and its own way on. */
export function noListCard(answer: NoList, what: string, { now, timeZone, prefix }: Context): Card {
  switch (answer.state) {
    case "not-open":
      return messageCard({
        title: `The list of ${what} is not open yet.`,
        text: words(`It opens ${openingInWords(answer.opensAt, now, timeZone)}.`),
        actions: [dayAction("Yesterday's papers", "yesterday")],
      })
    case "weekend":
      return messageCard({
        title: `No papers on ${what}: it is a weekend.`,
        text: sentence("Lists come out from Monday to Friday."),
        actions: [
          { kind: "invoke", label: "Top of that week", command: "top", arguments: {}, effect: "update" },
          { kind: "invoke", label: "Trending", command: "trending", arguments: {}, effect: "update" },
        ],
      })
    case "unreachable":
      return messageCard({
        title: `The list of ${what} is not in the store, and its source cannot be reached.`,
        tone: "error",
        text: sentence(`${answer.why}. What is stored can still be read: \`${prefix} search\` works.`),
        actions: answer.newest ? [dayAction(`Papers of ${dayInWords(answer.newest)}`, answer.newest)] : [],
      })
    default:
      return answer satisfies never
  }
}

function dayAction(label: string, date: string): Action {
  return { kind: "invoke", label, command: "today", arguments: { date }, effect: "update", style: "primary" }
}

function openingInWords(instant: string, now: Temporal.Instant, timeZone: string): string {
  const opens = Temporal.Instant.from(instant)
  const local = opens.toZonedDateTimeISO(timeZone)
  const hours = Math.round(opens.since(now).total("hours"))
  const time = `on ${dayInWords(local.toPlainDate().toString())} at ${local.toPlainTime().toString({ smallestUnit: "minute" })}`
  return hours < 1
    ? `${time} (${timeZone}), within the hour`
    : `${time} (${timeZone}), in about ${hours} hours`
}
