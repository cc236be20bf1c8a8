import { type Moment, parseDate } from "../parsing/dates.ts"
import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

/** The instant at which a pause ends: the start of the day that somebody wrote. Throws `UserError` for none, or a past one. */
export function readPause(written: string, moment: Moment): string {
  const { notADate, notLater, hint } = words.channels.pause
  const end = startOf(written, moment)
  if (end === undefined) throw new UserError("bad-pause", notADate(written), { hint, field: "until" })
  if (Temporal.Instant.compare(end, moment.now) > 0) return end.toString()
  throw new UserError("past-pause", notLater(written), { hint, field: "until" })
}

function startOf(written: string, moment: Moment): Temporal.Instant | undefined {
  const today = moment.now.toZonedDateTimeISO(moment.timeZone).toPlainDate()
  const day = written.trim().toLowerCase() === "tomorrow" ? today.add({ days: 1 }) : dayOf(written, moment)
  return day?.toZonedDateTime(moment.timeZone).toInstant()
}

function dayOf(written: string, moment: Moment): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(parseDate(written, moment).from)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
