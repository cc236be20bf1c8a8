import type { Paper } from "../papers/index.ts"
import { tokenize } from "../parsing/tokens.ts"
import { papersMatching } from "./papers-matching.ts"

/**
 * Which words of a filter a paper fails, each with what the paper has in its place; undefined where the filter takes it.
 */
export function explainFilter(paper: Paper, filter: string): string | undefined {
  if (papersMatching([paper], filter).length > 0) return undefined
  const failed = tokenize(filter)
    .map(({ raw }) => raw)
    .filter((word) => papersMatching([paper], word).length === 0)
  // Words may each be met, and not all at once: then the filter as a whole decides.
  const words = failed.length > 0 ? failed : [filter]
  return `The filter decided: ${words.map((word) => `\`${word}\` ${fact(paper, word)}`).join("; ")}.`
}

function fact(paper: Paper, word: string): string {
  const [key] = word.split(":")
  switch (key?.toLowerCase()) {
    case "upvotes":
    case "votes":
      return `does not hold, it has ${paper.upvotes}`
    case "has":
      return "does not hold, none is known"
    case "org":
    case "organization":
      return `does not hold, it is from ${paper.organization ?? "no known organisation"}`
    case "author":
    case "by":
      return "is not among its authors"
    case "cat":
      return `does not hold, its categories are ${paper.categories.join(", ") || "not known"}`
    case "after":
    case "before":
      return `does not hold, it is of ${paper.publishedOn ?? "an unknown day"}`
    default:
      return word.startsWith("-") ? "excludes it" : "is not in its title or abstract"
  }
}
