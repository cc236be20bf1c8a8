import { isArxivCategory } from "../papers/name.ts"
import type { SubscriptionDraft } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { UserError } from "../vocabulary/errors.ts"
import { readFilter } from "./read-filter.ts"
import { readSchedule } from "./read-schedule.ts"
import { readTimeZone } from "./read-time-zone.ts"

/**
 * A subscription as it would be with somebody's wishes: what they do not name stays as it is. Throws `UserError` that
 * names what cannot be read and what was probably meant.
 */
export function parseDraft(wish: SubscriptionDraft, base: Subscription): Subscription {
  const { list, categories } = readList(wish, base)
  const { categories: _, early: __, ...rest } = base
  const early = wish.early ?? base.early ?? false
  return {
    ...rest,
    ...readSchedule(wish, base),
    timeZone: wish.zone === undefined ? base.timeZone : readTimeZone(wish.zone),
    list,
    ...(categories.length > 0 ? { categories } : {}),
    ...(early && hasSettling(list) ? { early } : {}),
    filter: readFilter(wish, base),
    budget: wish.budget ?? base.budget,
    form: wish.form ?? base.form,
    whenEmpty: wish.whenEmpty ?? base.whenEmpty,
    catchUpHours: wish.catchUpHours ?? base.catchUpHours,
  }
}

/** Whether a list fills for a time and is then complete. */
function hasSettling(list: Subscription["list"]): boolean {
  return list === "day" || list === "week" || list === "month"
}

function readList(wish: SubscriptionDraft, base: Subscription) {
  const written = wish.categories?.split(/[\s,+]+/).filter(Boolean) ?? []
  const wrong = written.find((category) => !isArxivCategory(category))
  if (wrong !== undefined) {
    throw new UserError("bad-category", `\`${wrong}\` is no category of arXiv.`, {
      hint: "Categories are written as `cs.LG`, `stat.ML`, `math`; several with commas between them.",
    })
  }
  const list = wish.list ?? (written.length > 0 ? "arxiv" : base.list)
  const categories = list === "arxiv" ? (written.length > 0 ? written : (base.categories ?? [])) : []
  if (list === "arxiv" && categories.length === 0) {
    throw new UserError("no-category", "Which of arXiv's categories?", {
      hint: "Name them as `arxiv:cs.LG` or `arxiv:cs.LG,stat.ML`.",
      suggestion: "channel arxiv:cs.LG",
    })
  }
  if (list !== "arxiv" && written.length > 0) {
    throw new UserError("two-lists", "arXiv's categories and another list do not go together.", {
      hint: "Leave out `list`, or filter another list by category: `filter:cat:cs.LG`.",
    })
  }
  return { list, categories }
}
