/** What is followed, as it is written and as two writings of it are the same. */
import { fold } from "../../../src/search/index.ts"
import type { FollowTarget } from "../../../src/vocabulary/following.ts"

/** The line that follows it. */
export function followLine({ kind, text }: Pick<FollowTarget, "kind" | "text">): string {
  if (kind === "search") return text
  return kind === "similar" ? `like:${text}` : `${kind}:"${text.replaceAll('"', " ")}"`
}

/** What a button follows and what is followed are the same where they share one of these. */
export function followKeys(follow: Pick<FollowTarget, "text" | "name">): readonly string[] {
  return [...new Set([followKey(follow.text), followKey(follow.name)])]
}

/** `author:"Yann LeCun"` and `yann lecun` are one. */
export function followKey(what: string): string {
  return fold(what.replace(/^(?:author|org|like):/i, "").replaceAll(/["“”]/g, "")).trim()
}
