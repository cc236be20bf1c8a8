/** A paper's conversation: a thread under its post, or a post of a forum. */
import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  type Client,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  type REST,
  Routes,
  ThreadAutoArchiveDuration,
  type ThreadOnlyChannel,
} from "discord.js"
import type { Card } from "../../src/card.ts"
import type { MessageRef } from "../../src/command.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { limits } from "./limits.ts"
import { cardMessage, sentOnce } from "./message-body.ts"
import type { Wire } from "./wire.ts"

const archiveAfter = ThreadAutoArchiveDuration.OneWeek

export type Opened = { readonly thread: string; readonly opening: string }

/** Opens a thread named by the title; its first message is the card. */
export async function openThread(
  { client, once }: Wire,
  request: {
    readonly channel: string
    readonly under?: MessageRef
    readonly title: string
    readonly opening: Card
  },
): Promise<Opened> {
  const name = fitLine(request.title, limits.thread.name)
  const forum = await forumAt(client, request.channel)
  if (forum) return openForumPost(once, forum, name, request.opening)
  const thread = await startThread(once, request, name)
  // The thread's id, at most 20 digits, is a nonce that all attempts at its opening share.
  const body = sentOnce(request.opening, thread)
  const message = (await client.rest.post(Routes.channelMessages(thread), { body })) as APIMessage
  return { thread, opening: message.id }
}

async function startThread(
  rest: REST,
  { channel, under }: { readonly channel: string; readonly under?: MessageRef },
  name: string,
): Promise<string> {
  if (!under) {
    const body = { name, auto_archive_duration: archiveAfter, type: ChannelType.PublicThread as const }
    const thread = (await rest.post(Routes.threads(channel), { body })) as APIThreadChannel
    return thread.id
  }
  try {
    const body = { name, auto_archive_duration: archiveAfter }
    const thread = (await rest.post(Routes.threads(under.place, under.message), { body })) as APIThreadChannel
    return thread.id
  } catch (error) {
    // A thread made from a message has the message's id: whoever opened it, it is the one.
    if (error instanceof DiscordAPIError && error.code === Code.ThreadAlreadyCreatedForMessage)
      return under.message
    throw error
  }
}

/** The channel as a forum, if it is one. Threads can only be started there as posts. */
export async function forumAt(client: Client<true>, id: string): Promise<ThreadOnlyChannel | undefined> {
  const channel = client.channels.cache.get(id) ?? (await client.channels.fetch(id))
  return channel?.isThreadOnly() ? channel : undefined
}

/** A forum post is a thread whose first message comes with it. Tags are set where the forum demands one. */
export async function openForumPost(
  rest: REST,
  forum: ThreadOnlyChannel,
  name: string,
  card: Card,
): Promise<Opened> {
  const tags = tagsFor(forum)
  const body = {
    name,
    auto_archive_duration: archiveAfter,
    message: cardMessage(card),
    ...(tags.length > 0 ? { applied_tags: tags } : {}),
  }
  const thread = (await rest.post(Routes.threads(forum.id), { body })) as APIThreadChannel & {
    message?: APIMessage
  }
  return { thread: thread.id, opening: thread.message?.id ?? thread.id }
}

/** The forum's tag "Paper" (or "Papers"), which admins may add for the bot to use; any, where one is required. */
function tagsFor(forum: ThreadOnlyChannel): string[] {
  const tags = forum.availableTags.filter((tag) => !tag.moderated)
  const ours = tags.filter((tag) => /^papers?$/i.test(tag.name))
  return ours.slice(0, limits.thread.appliedTags).map((tag) => tag.id)
}

/** Whether the thread still exists; an archived one is opened again. */
export async function reviveThread(rest: REST, thread: string): Promise<boolean> {
  try {
    const channel = (await rest.get(Routes.channel(thread))) as APIThreadChannel
    if (channel.thread_metadata?.archived)
      await rest.patch(Routes.channel(thread), { body: { archived: false } })
    return true
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === Code.UnknownChannel) return false
    throw error
  }
}
