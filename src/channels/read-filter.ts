import { parseQuery } from "../search/index.ts"
import type { SubscriptionDraft } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { UserError } from "../vocabulary/errors.ts"

const takesAll = /^(none|all|everything|-|\*)$/i

/**
 * The filter of a wish, in the query language: what is written there, and what the single options say. Where neither
 * is given it stays. Throws `UserError` for what the language does not know, and for what means nothing in a schedule.
 */
export function readFilter(wish: SubscriptionDraft, base: Subscription): string {
  const { votes, organization, author, withCode } = wish
  const single = [
    votes === undefined || votes === 0 ? "" : `upvotes:>=${votes}`,
    organization === undefined ? "" : `org:${quoted(organization)}`,
    author === undefined ? "" : `author:${quoted(author)}`,
    withCode === true ? "has:code" : "",
  ]
  const named = wish.filter !== undefined || votes !== undefined || single.some((part) => part !== "")
  if (!named) return base.filter
  const written = takesAll.test(wish.filter?.trim() ?? "") ? "" : (wish.filter?.trim() ?? "")
  const filter = [written, ...single].filter(Boolean).join(" ")
  refuseUnknown(filter)
  return filter
}

function refuseUnknown(filter: string): void {
  const { problems, filters, sort } = parseQuery(filter)
  const [problem] = problems
  if (problem !== undefined) {
    const suggestion = problem.suggestion && filter.replace(problem.written, problem.suggestion)
    throw new UserError("bad-filter", problem.message, {
      hint: suggestion
        ? `Did you mean \`${suggestion}\`?`
        : "The filters are: `author:` `org:` `cat:` `upvotes:>10` `has:code` `after:` `before:`.",
      ...(suggestion ? { suggestion: `channel filter:"${suggestion.replace(/[\\"]/g, "\\$&")}"` } : {}),
    })
  }
  if (filters.here !== undefined) {
    throw new UserError("bad-filter", "`here:` cannot decide what is posted: nobody has voted on it yet.", {
      hint: "Use the site's votes instead: `upvotes:>10`.",
    })
  }
  if (sort !== undefined) {
    throw new UserError("bad-filter", "A post has its order already: the most upvoted come first.", {
      hint: "Leave `sort:` out.",
    })
  }
}

function quoted(value: string): string {
  const bare = value.replaceAll('"', "").trim()
  return /[\s:]/.test(bare) ? `"${bare}"` : bare
}
