/** A place's settings as people say them. */
import type { Text } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { code, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import type { Field } from "./layout.ts"

const { channel } = words.cards

/** Every setting with its words, in the order in which one asks for them. */
export function settingsInWords(subscription: Subscription): readonly Field[] {
  const { budget, form, whenEmpty, filter, catchUpHours } = subscription
  const late = catchUpHours === 0 ? channel.lateNever : channel.lateHours(catchUpHours)
  const { settings } = channel
  return [
    { name: settings.when, value: whenInWords(subscription) },
    { name: settings.list, value: plainText(listOf(subscription)) },
    { name: settings.filter, value: filter === "" ? plainText(channel.allPapers) : code(filter) },
    { name: settings.budget, value: plainText(channel.top(budget, channel.rest[form])) },
    { name: settings.form, value: plainText(channel.forms[form]) },
    { name: settings.empty, value: plainText(channel.onEmpty[whenEmpty]) },
    { name: settings.late, value: plainText(late) },
  ]
}

function listOf({ list, categories = [], early }: Subscription): string {
  if (list === "arxiv") return channel.arxivIn(channel.lists.arxiv, categories.join(", "))
  if (list === "trending") return channel.lists.trending
  return early ? channel.early(channel.lists[list]) : channel.settled(channel.lists[list])
}

/** `every day at 09:00, Europe/Berlin`; other expressions as they are written. */
export function whenInWords({ schedule, timeZone }: Pick<Subscription, "schedule" | "timeZone">): Text {
  const [, minute = "", hour = "", days = ""] = /^(\d+) (\d+) \* \* ([\d,*-]+)$/.exec(schedule) ?? []
  if (hour === "") return joined([code(schedule), timeZone], ", ")
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`
  return plainText(channel.at(daysInWords(days), time, timeZone))
}

function daysInWords(days: string): string {
  const groups: Readonly<Record<string, string>> = channel.dayGroups
  const named = days.split(",").map((day) => channel.days[Number(day)])
  return groups[days] ?? (named.every(Boolean) ? named.join(", ") : channel.otherDays(days))
}
