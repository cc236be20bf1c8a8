import type { Upcoming } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { dueList } from "./due-list.ts"
import { nextRun } from "./next-run.ts"
import { parseSchedule } from "./schedule.ts"

/** Runs that are looked through for posts: two weeks of a daily one, and no end of a yearly one. */
const mostRuns = 60

/**
 * The next posts of a subscription, each with its list. Runs that find their list posted already, among those that are
 * `known` or by a run before, bring nothing, so they are left out unless the place wants to hear of empty days.
 */
export function upcomingPosts(
  subscription: Subscription,
  now: Temporal.Instant,
  count: number,
  known: readonly string[] = [],
): readonly Upcoming[] {
  const schedule = parseSchedule(subscription.schedule)
  const posts: Upcoming[] = []
  let at: Temporal.Instant | undefined = nextRun(schedule, subscription.timeZone, now)
  for (let run = 0; at !== undefined && run < mostRuns && posts.length < count; run++) {
    const { key } = dueList(subscription, at)
    const isNew =
      key === "trending" || (!known.includes(key) && posts.every(({ listKey }) => listKey !== key))
    if (isNew || subscription.whenEmpty === "say") posts.push({ at: at.toString(), listKey: key })
    at = nextRun(schedule, subscription.timeZone, at)
  }
  return posts
}
