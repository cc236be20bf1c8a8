import type { Paper } from "../papers/index.ts"
import { fold, matchesName } from "../search/index.ts"
import type { FollowTarget } from "../vocabulary/following.ts"

/** More co-authors than these are a consortium, which tells nobody apart. */
const mostTelling = 30

/** Who wrote a paper beside a person of that name, folded; none of a consortium. */
export function coAuthorsOf({ authors }: Pick<Paper, "authors">, name: string): readonly string[] {
  if (authors.length > mostTelling) return []
  return authors.filter((author) => !matchesName(name, author)).map(fold)
}

/** Whether a paper is by somebody else of the followed name. */
export function isExcluded({ kind, text, exclusions = [] }: FollowTarget, paper: Paper): boolean {
  if (kind !== "author" || exclusions.length === 0) return false
  const others = new Set(exclusions)
  return coAuthorsOf(paper, text).some((author) => others.has(author))
}
