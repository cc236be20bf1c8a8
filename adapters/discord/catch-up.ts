/** What members did while nobody listened: reactions are read back, votes made to agree. */
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { platform, shardOf } from "./ids.ts"
import type { InOrder } from "./in-order.ts"
import { type Emoji, readReactors } from "./reactions.ts"
import { isGone, refusal } from "./refusal.ts"
import type { Rest } from "./wire.ts"

export type CatchUp = {
  readonly rest: Rest
  readonly bot: Bot
  readonly emoji: Emoji
  readonly log: Log
  /** Shared with the reactions that come meanwhile: what was read must not undo what came after. */
  readonly inOrder: InOrder
  readonly signal: AbortSignal
}

/**
 * Reads the reactions on the recent posts of one shard's servers. One request a post at a time: Discord's patience is
 * for answers first.
 */
export async function catchUp(what: CatchUp, shard: { id: number; count: number }): Promise<void> {
  for (const post of await what.bot.recentPosts(platform)) {
    if (what.signal.aborted) return
    if (shardOf(post.community, shard.count) !== shard.id) continue
    await what.inOrder(post.message, () => readBack(what, post))
  }
}

async function readBack(
  { rest, bot, emoji, log }: CatchUp,
  post: Parameters<Bot["reconcile"]>[0],
): Promise<void> {
  try {
    await bot.reconcile(post, await readReactors(rest, post, emoji))
  } catch (error) {
    if (isGone(error)) return bot.vanished(post)
    const fields = { platform, post: post.message, error: refusal(error) }
    log.warn(fields, "Discord: a post's reactions were not read")
  }
}
