/** What two papers have in common, in words: a list of similar papers without reasons is not trusted. */
import type { Paper } from "../papers/index.ts"

const mostShown = 3

/** Keywords, else authors and organization, else the longer words of both titles; empty where nothing is shared. */
export function sharedTopics(one: Paper, other: Paper): readonly string[] {
  const keywords = common(one.keywords, other.keywords)
  if (keywords.length > 0) return keywords
  const people = common(one.authors, other.authors)
  const place = one.organization === other.organization && one.organization ? [one.organization] : []
  if (people.length + place.length > 0) return [...people, ...place].slice(0, mostShown)
  return common(titleWords(one), titleWords(other))
}

function common(some: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map((word) => word.toLowerCase()))
  const shared = some.filter((word) => known.has(word.toLowerCase()))
  return [...new Set(shared)].slice(0, mostShown)
}

const tooCommon = new Set([
  "with",
  "from",
  "that",
  "this",
  "into",
  "towards",
  "toward",
  "through",
  "using",
  "based",
  "model",
  "models",
  "learning",
  "large",
  "language",
  "your",
  "need",
  "what",
  "when",
  "beyond",
  "under",
  "over",
])

function titleWords({ title }: Paper): readonly string[] {
  const found = title.match(/\p{L}[\p{L}\p{N}-]{3,}/gu) ?? []
  return found.map((word) => word.toLowerCase()).filter((word) => !tooCommon.has(word))
}
