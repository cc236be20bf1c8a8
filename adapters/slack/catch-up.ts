/** What members did while nobody listened: reactions are read back, votes made to agree. */

import type { Post } from "../../src/vocabulary/community-stores.ts"
import type { Counter } from "./answer.ts"
import { platform, teamOf } from "./ids.ts"
import { isGone, refusal } from "./refusal.ts"

/** The emoji that is a vote, as Slack names it: `+1`, or a workspace's own. */
export type EmojiName = string

/** How often votes that change under the reading are read again. */
const mostReadings = 5

export function isEmoji(reaction: string, emoji: EmojiName): boolean {
  return baseOf(reaction) === baseOf(emoji)
}

/** Skin tones are the same vote, and Slack has two names for the same thumb. */
export function baseOf(reaction: string): EmojiName {
  const [base = reaction] = reaction.split("::")
  return base === "thumbsup" ? "+1" : base
}

/** Reads the reactions on all recent posts, one request a post at a time. */
export async function catchUp(counter: Counter, emoji: EmojiName, signal: AbortSignal): Promise<void> {
  for (const post of await counter.bot.recentPosts(platform)) {
    if (signal.aborted) return
    try {
      await agree(counter, emoji, post)
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

/** Until a reading changes nothing: another process may have counted a reaction since the last one was made. */
async function agree(counter: Counter, emoji: EmojiName, post: Post): Promise<void> {
  for (let reading = 1; reading <= mostReadings; reading++)
    if (!(await counter.bot.reconcile(post, await readVoters(counter, emoji, post)))) return
}

async function readVoters(counter: Counter, emoji: EmojiName, post: Post): Promise<readonly string[]> {
  const { client, botUser } = await counter.workspaces.at(teamOf(post.community))
  const request = { channel: post.place, timestamp: post.message, full: true }
  const { message } = await counter.pace.run(`${post.community} reactions`, () =>
    client.reactions.get(request),
  )
  const voters = (message?.reactions ?? [])
    .filter(({ name }) => isEmoji(name ?? "", emoji))
    .flatMap(({ users }) => users ?? [])
  return [...new Set(voters)].filter((user) => user !== botUser)
}
