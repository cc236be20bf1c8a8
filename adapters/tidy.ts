import type { Stores } from "../src/vocabulary/stores.ts"
import type { Log } from "../src/vocabulary/system.ts"
import { clock } from "./system.ts"

const betweenMs = 24 * 3_600_000
/** Answers of the sources are worth asking "has it changed?" for so long; platforms send a copy of an event within hours. */
const keptDays = { responses: 30, events: 7 }

/** Forgets once a day what nobody will ask for again, until it is told to stop. */
export async function tidy({ responses, inbox }: Stores, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answers = await responses.prune(daysAgo(keptDays.responses))
    const events = await inbox.prune(daysAgo(keptDays.events))
    if (answers + events > 0) log.info({ answers, events }, "old answers and events were forgotten")
    await clock.wait(betweenMs, signal).catch(() => undefined)
  }
}

function daysAgo(days: number): string {
  return clock
    .now()
    .subtract({ hours: days * 24 })
    .toString()
}
