import type { Text } from "../vocabulary/card.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { code, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"

const { channel } = words.cards

/** `every day at 09:00, Europe/Berlin`; other expressions as they are written. */
export function whenInWords({ schedule, timeZone }: Pick<Subscription, "schedule" | "timeZone">): Text {
  const [, minute = "", hour = "", days = ""] = /^(\d+) (\d+) \* \* ([\d,*-]+)$/.exec(schedule) ?? []
  if (hour === "") return joined([code(schedule), timeZone], ", ")
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`
  return plainText(channel.at(daysInWords(days), time, timeZone))
}

/** `Monday to Friday`, `Monday, Wednesday`. */
export function daysOfSchedule(schedule: string): string {
  return daysInWords(schedule.split(" ")[4] ?? "*")
}

/** As schedules number them. */
export const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

/** The days of the week on which a schedule comes up: `mon`, `wed`. */
export function weekdaysOf(schedule: string): readonly string[] {
  const written = schedule.split(" ")[4] ?? "*"
  const numbers = (written === "*" ? "0-6" : written).split(",").flatMap((part) => {
    const [from = 0, to = from] = part.split("-").map(Number)
    return weekdays.map((_, day) => day).filter((day) => day >= from && day <= to)
  })
  return weekdays.filter((_, day) => numbers.includes(day))
}

/** Days that were chosen one by one. */
const runs: Readonly<Record<string, string>> = { "1,2,3,4,5": "1-5", "0,1,2,3,4,5,6": "*" }

function daysInWords(days: string): string {
  const groups: Readonly<Record<string, string>> = channel.dayGroups
  if (runs[days]) return daysInWords(runs[days])
  const named = days.split(",").map((day) => channel.days[Number(day)])
  return groups[days] ?? (named.every(Boolean) ? named.join(", ") : channel.otherDays(days))
}
