import type { Period } from "../papers/index.ts"
import { invoke } from "../vocabulary/calls.ts"
import type { Action, Card } from "../vocabulary/card.ts"
import type { Answer } from "../vocabulary/command.ts"
import type { ListedPapers } from "../vocabulary/library.ts"
import { dayInWords } from "../words/counted.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"

export type NoList = Exclude<ListedPapers, { readonly state: "listed" }>

/** From when and where the asker looks at it. */
export type Asker = { readonly now: Temporal.Instant; readonly timeZone: string }

/** The list that was asked for, in words; its period where it has one. */
export type AskedList = { readonly what: string; readonly period?: Period }

const { noList } = words.cards

/** The card, and the network as its failure where that is the reason. */
export function noListAnswer(answer: NoList, asked: AskedList, asker: Asker): Answer {
  const failure = answer.state === "unreachable" ? "network" : undefined
  return { card: noListCard(answer, asked, asker), failure }
}

/** Why there is no list: not open yet, a weekend, or unreachable. Each has its own words and its own way on. */
export function noListCard(answer: NoList, { what, period }: AskedList, asker: Asker): Card {
  switch (answer.state) {
    case "not-open":
      return cardOf({
        title: noList.notOpen(what),
        text: noList.opens(openingInWords(answer.opensAt, asker)),
        actions: [listAction(noList.yesterday, "yesterday")],
      })
    case "weekend":
      return cardOf({
        title: noList.weekend(what),
        text: noList.weekdays,
        actions: [
          ...(period ? [listAction(noList.friday, fridayBefore(period.to))] : []),
          { ...invoke("trending", {}), label: noList.trending, effect: "update" },
        ],
      })
    case "unreachable":
      return cardOf({
        title: noList.unreachable(what),
        tone: "error",
        text: noList.stillWorks(ended(answer.why)),
        actions: [
          ...(answer.newest ? [listAction(noList.papersOf(dayInWords(answer.newest)), answer.newest)] : []),
          { ...invoke("random", {}), label: noList.random, effect: "update" },
        ],
      })
    default:
      return answer satisfies never
  }
}

function listAction(label: string, date: string): Action {
  return { ...invoke("today", { date }), label, effect: "update", style: "primary" }
}

function fridayBefore(weekend: string): string {
  const date = Temporal.PlainDate.from(weekend)
  return date.subtract({ days: date.dayOfWeek - 5 }).toString()
}

/** When a list opens, on the clock of whoever asks. */
export function openingInWords(instant: string, { now, timeZone }: Asker): string {
  const opens = Temporal.Instant.from(instant)
  const local = opens.toZonedDateTimeISO(timeZone)
  const time = local.toPlainTime().toString({ smallestUnit: "minute" })
  const at = noList.at(dayInWords(local.toPlainDate().toString()), time, timeZone)
  const hours = Math.round(opens.since(now).total("hours"))
  if (hours < 1) return noList.withinTheHour(at)
  return hours < 48 ? noList.inHours(at, hours) : at
}

function ended(sentenceText: string): string {
  return /[.!?]$/.test(sentenceText) ? sentenceText : `${sentenceText}.`
}
