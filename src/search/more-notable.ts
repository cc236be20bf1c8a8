import type { GoesBefore } from "./best-candidates.ts"

/** Of papers that are equal in all that was asked: more upvotes, then newer, then the greater identifier. */
export const moreNotable: GoesBefore = (a, b) => {
  const [one, other] = [a.segment.columns, b.segment.columns]
  const votes = (one.upvotes[a.at] as number) - (other.upvotes[b.at] as number)
  if (votes !== 0) return votes > 0
  const days = (one.days[a.at] as number) - (other.days[b.at] as number)
  if (days !== 0) return days > 0
  return (a.segment.ids[a.at] as string) > (b.segment.ids[b.at] as string)
}
