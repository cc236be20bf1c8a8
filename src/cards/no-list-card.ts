import type { Period } from "../papers/index.ts"
import type { Action, Card } from "../vocabulary/card.ts"
import type { ListedPapers } from "../vocabulary/library.ts"
import { dayInWords } from "../words/counted.ts"
import { sentence, words } from "../words/runs.ts"
import { messageCard } from "./message-card.ts"

export type NoList = Exclude<ListedPapers, { readonly state: "listed" }>

/** From when and where the asker looks at it. */
export type Asker = { readonly now: Temporal.Instant; readonly timeZone: string }

/** The list that was asked for, in words; its period where it has one. */
export type AskedList = { readonly what: string; readonly period?: Period }

/** Why there is no list: not open yet, a weekend, or out of reach. Each has its own words and its own way on. */
export function noListCard(answer: NoList, { what, period }: AskedList, asker: Asker): Card {
  const { now, timeZone } = asker
  switch (answer.state) {
    case "not-open":
      return messageCard({
        title: `The list of ${what} is not open yet.`,
        text: words(`It opens ${openingInWords(answer.opensAt, now, timeZone)}.`),
        actions: [listAction("Yesterday's papers", "yesterday")],
      })
    case "weekend":
      return messageCard({
        title: `There are no papers on ${what}: it is a weekend.`,
        text: sentence("Lists come out from Monday to Friday."),
        actions: [
          ...(period ? [listAction("Friday's papers", fridayBefore(period.to))] : []),
          { kind: "invoke", label: "Trending", command: "trending", arguments: {}, effect: "update" },
        ],
      })
    case "unreachable":
      return messageCard({
        title: `The list of ${what} is not in the store, and its source cannot be reached.`,
        tone: "error",
        text: sentence(`${ended(answer.why)} What is stored can still be read: \`search\` works.`),
        actions: [
          ...(answer.newest ? [listAction(`Papers of ${dayInWords(answer.newest)}`, answer.newest)] : []),
          { kind: "invoke", label: "A paper by chance", command: "random", arguments: {}, effect: "update" },
        ],
      })
    default:
      return answer satisfies never
  }
}

function listAction(label: string, date: string): Action {
  return { kind: "invoke", label, command: "today", arguments: { date }, effect: "update", style: "primary" }
}

function fridayBefore(weekend: string): string {
  const date = Temporal.PlainDate.from(weekend)
  return date.subtract({ days: date.dayOfWeek - 5 }).toString()
}

function openingInWords(instant: string, now: Temporal.Instant, timeZone: string): string {
  const opens = Temporal.Instant.from(instant)
  const local = opens.toZonedDateTimeISO(timeZone)
  const time = local.toPlainTime().toString({ smallestUnit: "minute" })
  const at = `on ${dayInWords(local.toPlainDate().toString())} at ${time} (${timeZone})`
  const hours = Math.round(opens.since(now).total("hours"))
  if (hours < 1) return `${at}, within the hour`
  return hours < 48 ? `${at}, in about ${hours === 1 ? "an hour" : `${hours} hours`}` : at
}

function ended(sentenceText: string): string {
  return /[.!?]$/.test(sentenceText) ? sentenceText : `${sentenceText}.`
}
