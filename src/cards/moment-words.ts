/** `Tue 24 Nov 2026, 09:00 (Europe/Berlin)`: a moment as the clocks of a place show it. */
export function momentInWords(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const day = local.toPlainDate().toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  })
  return `${day}, ${local.toPlainTime().toString({ smallestUnit: "minute" })} (${timeZone})`
}

/** `in 5 minutes`, `in 3 hours`, `in 2 days`. */
export function untilInWords(instant: string, now: Temporal.Instant): string {
  const minutes = Math.round(now.until(Temporal.Instant.from(instant)).total("minutes"))
  if (minutes < 1) return "now"
  const hours = Math.round(minutes / 60)
  if (minutes < 60) return `in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`
  if (hours < 48) return `in ${hours} ${hours === 1 ? "hour" : "hours"}`
  return `in ${Math.round(hours / 24)} days`
}
