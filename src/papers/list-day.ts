/**
 * Which list takes papers when. The site's list of day D fills from about 21:30 on the day before until 21:30 on D,
 * New York time (01:30 UTC in summer, 02:30 in winter): whoever closes it at UTC midnight misses papers.
 */

/** There is no list before this day. ISO date. */
export const firstListDay = "2023-05-04"

const siteZone = "America/New_York"
const turnOfDay = Temporal.PlainTime.from("21:30")

/** The day whose list is filling at an instant. ISO date; weekend days included. */
export function listDayAt(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(siteZone)
  const turned = Temporal.PlainTime.compare(local.toPlainTime(), turnOfDay) >= 0
  return local
    .toPlainDate()
    .add({ days: turned ? 1 : 0 })
    .toString()
}

/** When the list of an ISO date starts to fill. */
export function listOpensAt(date: string): Temporal.Instant {
  return listClosesAt(Temporal.PlainDate.from(date).subtract({ days: 1 }).toString())
}

/** When the list of an ISO date is complete. */
export function listClosesAt(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: siteZone, plainTime: turnOfDay })
    .toInstant()
}

/** Whether an ISO date is a Saturday or Sunday, whose list stays empty. */
export function isWeekend(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek >= 6
}
