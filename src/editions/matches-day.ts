import type { Schedule } from "./schedule.ts"

/** Whether a schedule has anything to do on a day: its month, day of the month and day of the week all match. */
export function matchesDay(schedule: Schedule, day: Temporal.PlainDate): boolean {
  return (
    schedule.months.includes(day.month) &&
    schedule.daysOfMonth.some((field) => isDayOfMonth(field, day)) &&
    schedule.daysOfWeek.some((field) => isDayOfWeek(field, day))
  )
}

function isDayOfMonth(field: number | string, day: Temporal.PlainDate): boolean {
  if (typeof field === "number") return day.day === field
  const last = day.daysInMonth
  const { fromEnd, weekday } =
    field.match(/^L(?:-(?<fromEnd>\d{1,2}))?$|^(?<weekday>\d{1,2}|L)W$/)?.groups ?? {}
  if (weekday !== undefined) return day.day === nearestWeekday(day, weekday === "L" ? last : Number(weekday))
  return day.day === last - Number(fromEnd ?? 0)
}

/** The day of Monday to Friday nearest to a target within the same month; undefined when the month is too short. */
function nearestWeekday(month: Temporal.PlainDate, target: number): number | undefined {
  if (target > month.daysInMonth) return undefined
  const { dayOfWeek } = month.with({ day: target })
  if (dayOfWeek === 6) return target === 1 ? 3 : target - 1
  if (dayOfWeek === 7) return target === month.daysInMonth ? target - 2 : target + 1
  return target
}

function isDayOfWeek(field: number | string, day: Temporal.PlainDate): boolean {
  const weekday = day.dayOfWeek % 7
  if (typeof field === "number") return weekday === field
  const { name, nth } = field.match(/^(?<name>[0-7])(?:L|#(?<nth>[1-5]))$/i)?.groups ?? {}
  if (Number(name) % 7 !== weekday) return false
  return nth === undefined ? day.day + 7 > day.daysInMonth : Math.ceil(day.day / 7) === Number(nth)
}
