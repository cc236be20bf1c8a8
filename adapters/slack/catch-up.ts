/** What members did while nobody listened: reactions are read back, votes made to agree. */

import type { Counter } from "./answer.ts"
import { platform, teamOf } from "./ids.ts"
import { isGone, refusal } from "./refusal.ts"

/** The emoji that is a vote, as Slack names it: `+1`, or a workspace's own. */
export type EmojiName = string

/** Skin tones are the same vote. */
export function isEmoji(reaction: string, emoji: EmojiName): boolean {
  const base = reaction.split("::")[0]
  return base === emoji || (base === "thumbsup" && emoji === "+1")
}

/** Reads the reactions on all recent posts, one request a post at a time. */
export async function catchUp(counter: Counter, emoji: EmojiName, signal: AbortSignal): Promise<void> {
  for (const post of await counter.bot.recentPosts(platform)) {
    if (signal.aborted) return
    try {
      const { client, botUser } = await counter.workspaces.at(teamOf(post.community))
      const request = { channel: post.place, timestamp: post.message, full: true }
      const { message } = await counter.pace.run(`${post.community} reactions`, () =>
        client.reactions.get(request),
      )
      const voters = (message?.reactions ?? [])
        .filter(({ name }) => isEmoji(name ?? "", emoji))
        .flatMap(({ users }) => users ?? [])
      await counter.bot.reconcile(
        post,
        [...new Set(voters)].filter((user) => user !== botUser),
      )
    } catch (error) {
      const cause = refusal(error)
      if (isGone(cause)) await counter.bot.vanished(post)
      else
        counter.log.warn(
          { platform, post: post.message, error: cause },
          "Slack: a post's reactions were not read",
        )
    }
  }
}
