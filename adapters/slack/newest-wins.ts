/** Slack's events come in any order: an older one about the same thing must not undo a newer. */

/** Far more reactions than are under way at a time; what is forgotten is mended by the catch-up of the next start. */
const remembered = 10_000

/** Says whether an event is newer than all before it about `subject`. Time stamps are Slack's: seconds, then a counter. */
export function createNewestWins(): (subject: string, ts: string) => boolean {
  const newest = new Map<string, string>()
  return (subject, ts) => {
    const known = newest.get(subject)
    if (known !== undefined && compareTs(ts, known) <= 0) return false
    newest.delete(subject)
    newest.set(subject, ts)
    const [oldest] = newest.keys()
    if (newest.size > remembered && oldest !== undefined) newest.delete(oldest)
    return true
  }
}

function compareTs(one: string, other: string): number {
  const [seconds = "0", counter = "0"] = one.split(".")
  const [otherSeconds = "0", otherCounter = "0"] = other.split(".")
  return Number(seconds) - Number(otherSeconds) || Number(counter) - Number(otherCounter)
}
