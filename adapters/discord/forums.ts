/** Channels that hold nothing but threads: posts with tags. */
import { type APIChannel, type APIGuildForumTag, ChannelFlags, ChannelType, Routes } from "discord.js"
import { limits } from "./limits.ts"
import type { Api } from "./requests.ts"

export type Forum = {
  readonly id: string
  readonly tags: readonly APIGuildForumTag[]
  readonly needsTag: boolean
}

/** The channel as a forum, if it is one; also where another process serves its server. */
export async function forumAt(
  { client, rest }: Pick<Api, "client" | "rest">,
  id: string,
): Promise<Forum | undefined> {
  const known = client?.channels.cache.get(id)
  if (known && !known.isThreadOnly()) return undefined
  const channel = await rest.get<APIChannel>(Routes.channel(id))
  if (channel.type !== ChannelType.GuildForum && channel.type !== ChannelType.GuildMedia) return undefined
  const needsTag = ((channel.flags ?? 0) & ChannelFlags.RequireTag) !== 0
  return { id, tags: channel.available_tags, needsTag }
}

/**
 * The tags of a post: those that were chosen for it by name, else the forum's "Paper" (or "Papers"), which admins may add
 * for the bot to use; any, where one is required. What only moderators may set is left out.
 */
export function tagsFor({ tags, needsTag }: Forum, chosen: readonly string[] = []): string[] {
  const open = tags.filter(({ moderated }) => !moderated)
  const wanted = new Set(chosen.map((name) => name.toLowerCase()))
  const named = open.filter(({ name }) => wanted.has(name.toLowerCase()))
  const ours = named.length > 0 ? named : open.filter(({ name }) => /^papers?$/i.test(name))
  const applied = ours.length === 0 && needsTag ? open.slice(0, 1) : ours
  return applied.slice(0, limits.thread.appliedTags).map(({ id }) => id)
}
