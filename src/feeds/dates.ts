/** When a paper came, as readers of feeds need it: distinct seconds, which never change. */

export type Dated = { readonly id: string; readonly at: Temporal.Instant }

/** Papers of one day get seconds of their own within its first two hours, before the list of a day can be read. */
const spreadSeconds = 7_200

/** An instant of an ISO date, another one for each paper, and always the same. */
export function withinDay(date: string, paper: string): Temporal.Instant {
  let hash = 0
  for (const character of paper) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % spreadSeconds
  return Temporal.Instant.from(`${date}T00:00:00Z`).add({ seconds: hash })
}

/** Newest first. Of two in the same second, one is told a second later. */
export function newestFirst<T extends Dated>(
  items: readonly T[],
): readonly (T & { readonly date: string })[] {
  const oldestFirst = items.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1))
  let last = Number.NEGATIVE_INFINITY
  const dated = oldestFirst.map((item) => {
    last = Math.max(Math.floor(item.at.epochMilliseconds / 1000), last + 1)
    return { ...item, date: Temporal.Instant.fromEpochMilliseconds(last * 1000).toString() }
  })
  return dated.toReversed()
}
