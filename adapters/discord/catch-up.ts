/** What members did while nobody listened: reactions are read back, votes made to agree. */
import type { REST } from "discord.js"
import type { Bot, Log } from "../../src/ports.ts"
import { platform } from "./ids.ts"
import { type Emoji, readReactors } from "./reactions.ts"
import { isGone, refusal } from "./refusal.ts"

/** Reads the reactions on all recent posts. One request a post at a time: Discord's patience is for answers first. */
export async function catchUp(
  rest: REST,
  bot: Bot,
  emoji: Emoji,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (const post of await bot.recentPosts(platform)) {
    if (signal.aborted) return
    try {
      await bot.reconcile(post, await readReactors(rest, post, emoji))
    } catch (error) {
      if (isGone(error)) await bot.vanished(post)
      else
        log.warn(
          { platform, post: post.message, error: refusal(error) },
          "Discord: a post's reactions were not read",
        )
    }
  }
}
