/** A place's settings as people say them. */
import type { Text } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { joined, words } from "../words/runs.ts"

/** Every setting with its words, in the order in which one asks for them. */
export function settingsInWords(
  subscription: Subscription,
): readonly { readonly name: string; readonly value: Text }[] {
  const { budget, form, whenEmpty, filter } = subscription
  return [
    { name: "When", value: whenInWords(subscription) },
    { name: "List", value: words(listInWordsOf(subscription)) },
    { name: "Which papers", value: filter === "" ? words("all") : [{ text: filter, code: true }] },
    { name: "How many", value: words(`the best ${budget} in full, the rest a line each ${restIn[form]}`) },
    { name: "Form", value: words(forms[form]) },
    { name: "Empty day", value: words(whenEmpty === "say" ? "say so" : "silence") },
    { name: "After an absence", value: words(lateInWords(subscription)) },
  ]
}

const forms: Readonly<Record<Subscription["form"], string>> = {
  digest: "one message for all",
  messages: "a message for each paper",
  forum: "a forum post for each paper",
}

const restIn: Readonly<Record<Subscription["form"], string>> = {
  digest: "in its thread",
  messages: "in a thread below them",
  forum: "in a post of their own",
}

const lists: Readonly<Record<Subscription["list"], string>> = {
  day: "Hugging Face's of the day",
  week: "Hugging Face's of the week",
  month: "Hugging Face's of the month",
  trending: "what is trending on Hugging Face",
  arxiv: "arXiv's announcements",
}

function listInWordsOf({ list, categories, early }: Subscription): string {
  if (list === "arxiv") return `${lists.arxiv} in ${categories?.join(", ")}`
  if (list === "trending") return lists.trending
  const when = early ? "while it is still open, completed later" : "once it has settled, at 21:30 in New York"
  return `${lists[list]}, ${when}`
}

const dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
const dayGroups: Readonly<Record<string, string>> = {
  "*": "every day",
  "1-5": "Monday to Friday",
  "0,6": "Saturday and Sunday",
}

/** `every day at 09:00, Europe/Berlin`; other expressions as they are written. */
export function whenInWords({ schedule, timeZone }: Pick<Subscription, "schedule" | "timeZone">): Text {
  const [, minute = "", hour = "", days = ""] = /^(\d+) (\d+) \* \* ([\d,*-]+)$/.exec(schedule) ?? []
  if (hour === "") return joined([[{ text: schedule, code: true }], timeZone], ", ")
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`
  const named = days.split(",").map((day) => dayNames[Number(day)])
  const group = dayGroups[days] ?? (named.every(Boolean) ? named.join(", ") : `days ${days}`)
  return words(`${group} at ${time}, ${timeZone}`)
}

function lateInWords({ catchUpHours }: Subscription): string {
  if (catchUpHours === 0) return "what was missed is one line with a link"
  return `up to ${catchUpHours} hours late in full, older ones one line with a link`
}
