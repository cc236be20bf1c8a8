/** Reactions are votes: one emoji counts, the configured one. What members did in an absence is read back. */
import {
  type APIEmoji,
  type APIUser,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  Routes,
} from "discord.js"
import type { Queues } from "../../src/concurrency/by-key.ts"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { words } from "../../src/words/words.ts"
import { communityOf, platform, shardOf } from "./ids.ts"
import { isGone } from "./refusal.ts"
import type { Rest } from "./requests.ts"

/** The name of the emoji as routes and events write it: `👍`, or `upvote:41771983429993937` for a server's own. */
export type Emoji = string

export function isEmoji(emoji: Pick<APIEmoji, "id" | "name">, wanted: Emoji): boolean {
  const spelled = emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? "")
  // Clients send some emoji with the variation selector and some without.
  return plain(spelled) === plain(wanted)
}

const plain = (emoji: string) => emoji.replaceAll("\u{FE0F}", "")

type Reaction = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData

/** Who reacted, and on which message. */
export function decodeReaction(reaction: Reaction): { readonly actor: Actor; readonly message: MessageRef } {
  const community = communityOf(reaction.guild_id, reaction.user_id)
  const member = "member" in reaction ? reaction.member : undefined
  const actor: Actor = {
    platform,
    community,
    place: reaction.channel_id,
    member: reaction.user_id,
    memberName: member?.nick ?? member?.user.global_name ?? member?.user.username ?? reaction.user_id,
    isAdmin: false,
  }
  return { actor, message: { community, place: reaction.channel_id, message: reaction.message_id } }
}

/** Discord's page size for a reaction's users. */
const usersPerPage = 100

/** Everybody who has the reaction on a message now, bots left out. Throws where the message is gone. */
async function readReactors(rest: Rest, message: MessageRef, emoji: Emoji): Promise<readonly string[]> {
  const route = Routes.channelMessageReaction(message.place, message.message, encodeURIComponent(emoji))
  const members: string[] = []
  for (let after = "0"; ; ) {
    const query = new URLSearchParams({ limit: String(usersPerPage), after })
    const page = (await rest.get(route, { query })) as readonly APIUser[]
    members.push(...page.filter((user) => !user.bot).map((user) => user.id))
    const last = page.at(-1)
    if (page.length < usersPerPage || !last) return members
    after = last.id
  }
}

export type CatchUp = {
  readonly rest: Rest
  readonly bot: Bot
  readonly emoji: Emoji
  readonly log: Log
  /** Shared with the reactions that come meanwhile: what was read must not undo what came after. */
  readonly queues: Queues
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
    await what.queues.run(post.message, () => readBack(what, post))
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
    const fields = { platform, post: post.message, error }
    log.warn(fields, words.discord.log.notReadBack)
  }
}
