/** Discord's snowflakes and the core's ids. A direct message is a community of its own, with one member. */
import { ShardClientUtil, SnowflakeUtil } from "discord.js"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import { directPrefix, people, platform } from "./people.ts"

export { platform }

export function communityOf(guild: string | undefined, user: string): string {
  return guild ? `${platform}:${guild}` : people.ownCommunity(user)
}

/** The server's id; undefined for a direct message. */
export function guildOf(community: string): string | undefined {
  return community.startsWith(directPrefix) ? undefined : community.slice(platform.length + 1)
}

export function messageRef(where: Pick<Actor, "community">, channel: string, message: string): MessageRef {
  return { community: where.community, place: channel, message }
}

/** A nonce for a message that no delivery names, so that discord.js' own retries make one message. */
export function aNonce(): string {
  return SnowflakeUtil.generate().toString()
}

/** The shard that hears of a community; direct messages come to the first. */
export function shardOf(community: string, shardCount: number): number {
  const guild = guildOf(community)
  return guild ? ShardClientUtil.shardIdForGuildId(guild, shardCount) : 0
}
