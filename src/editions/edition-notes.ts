import { freshnessNote, listLink } from "../cards/list-words.ts"
import type { ListName, PaperList } from "../papers/index.ts"
import type { Text } from "../vocabulary/card.ts"
import type { Freshness } from "../vocabulary/library.ts"
import { counted, dayInWords } from "../words/counted.ts"
import { joined, link, words } from "../words/runs.ts"

/** Stands on a post as long as its list is open. */
export const stillOpen = "This list is still open: the post is completed here when it has settled."

/** Missed lists that a catch-up links one by one; the rest is a number. */
const linkedLists = 10

/** What a reader of an edition has to know about how it came about, as small print. */
export function editionNotes(edition: {
  readonly list: PaperList
  readonly freshness: Freshness
  /** How late it is, when it is late. */
  readonly late: Temporal.Duration | undefined
  /** Lists that were due in between and are not posted in full any more. */
  readonly missed: readonly ListName[]
  readonly now: Temporal.Instant
}): readonly Text[] {
  const { list, freshness, late, missed, now } = edition
  const open = list.closed || list.key === "trending" ? [] : words(stillOpen)
  return [open, late ? lateNote(late) : [], missedNote(missed), words(freshnessNote(freshness, now))].filter(
    (note) => note.some((run) => run.text !== ""),
  )
}

/** The lists that an absence swallowed, each with the way to its page on the site. */
export function missedNote(missed: readonly ListName[]): Text {
  if (missed.length === 0) return []
  const shown = missed.slice(-linkedLists)
  const more = missed.length - shown.length
  const links = shown.map((list) =>
    link(list.period?.kind === "day" ? dayInWords(list.period.key) : list.key, listLink(list)),
  )
  const rest = more > 0 ? `and ${counted(more, "earlier one")}` : undefined
  return [...words("Not posted here while the bot was away: "), ...joined([...links, rest], ", ")]
}

function lateNote(late: Temporal.Duration): Text {
  const hours = Math.round(late.total("hours"))
  return words(
    `Posted ${hours < 1 ? "late" : `${counted(hours, "hour")} late`}: the bot was away at its time.`,
  )
}
