/** When a feed says that its papers came, as readers need it: what comes later is later, and nothing ever moves. */

export type Came = {
  readonly paper: string
  readonly at: Temporal.Instant
  /** Only the day is known; when it became known is not. */
  readonly isDay?: boolean
}

/**
 * Papers that a feed is to show for the first time, oldest first. In a feed that somebody reads already, those of which only
 * the day is known come now: a list of today that gets one more in the evening would bring it with a date that readers are past.
 */
export function datedNew(
  came: readonly Came[],
  { isRead, now }: { readonly isRead: boolean; readonly now: Temporal.Instant },
): readonly { readonly paper: string; readonly at: string }[] {
  const oldestFirst = came.toSorted(
    (one, other) => Temporal.Instant.compare(one.at, other.at) || (one.paper < other.paper ? -1 : 1),
  )
  // A second each, so that none is in the future.
  return oldestFirst.map(({ paper, at, isDay }, index) => ({
    paper,
    at: (isDay && isRead ? now.subtract({ seconds: oldestFirst.length - 1 - index }) : at).toString(),
  }))
}
