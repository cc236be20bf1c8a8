import type { SubscriptionDraft } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { timesInWords } from "./read-schedule.ts"

/**
 * A subscription as somebody would wish for it: read again, it is the same. The day's list is not named, since naming
 * it would contradict arXiv's categories, and it is what there is without a word.
 */
export function toDraft(subscription: Subscription): SubscriptionDraft {
  const { schedule, timeZone, list, categories, filter, early, budget, form, whenEmpty, catchUpHours } =
    subscription
  return {
    ...timesInWords(schedule),
    zone: timeZone,
    ...(list === "day" || list === "arxiv" ? {} : { list }),
    ...(categories ? { categories: categories.join(",") } : {}),
    filter: filter || "none",
    ...(early === undefined ? {} : { early }),
    ...{ budget, form, whenEmpty, catchUpHours },
  }
}
