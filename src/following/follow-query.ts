import type { FollowTarget } from "../vocabulary/following.ts"

/** A follow of a name or a search as a filter of the query language: it brings what the filter lets through. */
export function queryOf({ kind, text }: Pick<FollowTarget, "kind" | "text">): string | undefined {
  switch (kind) {
    case "author":
      return `author:"${withoutQuotes(text)}"`
    case "org":
      return `org:"${withoutQuotes(text)}"`
    case "search":
      return text
    case "similar":
      return undefined
    default:
      return kind satisfies never
  }
}

function withoutQuotes(name: string): string {
  return name.replaceAll(/["“”„«»]/g, "").trim()
}
