/** Discord's snowflakes and the core's ids. A direct message is a community of its own, with one member. */
import type { Actor, MessageRef } from "../../src/command.ts"

export const platform = "discord"

const directPrefix = `${platform}:dm:`

export function communityOf(guild: string | undefined, user: string): string {
  return guild ? `${platform}:${guild}` : `${directPrefix}${user}`
}

/** The server's id; undefined for a direct message. */
export function guildOf(community: string): string | undefined {
  return community.startsWith(directPrefix) ? undefined : community.slice(platform.length + 1)
}

export function messageRef(where: Pick<Actor, "community">, channel: string, message: string): MessageRef {
  return { community: where.community, place: channel, message }
}
