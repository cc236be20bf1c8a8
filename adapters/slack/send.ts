/** Posts, edits and threads. */
import type { MessageRef, SentMessage } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { messageGone, NetworkError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { cardMessage } from "./card-blocks.ts"
import { causeOf, isGone, isRefusal } from "./errors.ts"
import { type EmojiName, platform, rootOf, threadId } from "./ids.ts"
import { deliveryMetadata } from "./look-up.ts"
import type { Access } from "./workspaces.ts"

type Spot = {
  readonly channel: string
  readonly rootTs?: string | undefined
  readonly delivery?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Posts a card, and never tries twice by itself. */
export async function postCard(
  { workspace, queue, community }: Access,
  spot: Spot,
  card: Card,
): Promise<MessageRef> {
  const { channel, rootTs, delivery } = spot
  const request = {
    channel,
    ...cardMessage(card),
    unfurl_links: false,
    unfurl_media: false,
    thread_ts: rootTs,
    metadata: delivery ? deliveryMetadata(delivery) : undefined,
  }
  const posted = await queue.run(
    `${community} ${channel}`,
    () => workspace.client.chat.postMessage(request),
    spot.signal,
  )
  if (!posted.ts) throw new NetworkError("slack", words.slack.errors.noPlace)
  return { community, place: posted.channel ?? channel, message: posted.ts }
}

/** Refusals of replies that leave the channel itself to write in. */
const noReplies = [
  "restricted_action_non_threadable_channel",
  "restricted_action_thread_locked",
  "cannot_reply_to_message",
] as const

/**
 * Posts a card as a reply to a message, which is looked at first: Slack does not promise to refuse replies to one that is
 * gone. Where Slack allows no look now, the reply is posted all the same. Where a channel takes none, the card goes into
 * the channel.
 */
export async function postReply(
  access: Access,
  spot: Spot,
  under: MessageRef,
  card: Card,
): Promise<SentMessage> {
  const thread = threadId(spot.channel, under.message)
  const exists = await threadExists(access, { channel: spot.channel, thread }).catch((error) => {
    if (isRefusal(error, "ratelimited")) return true
    throw error
  })
  if (!exists) throw messageGone(platform, words.errors.messageGone)
  try {
    return { ...(await postCard(access, { ...spot, rootTs: under.message }, card)), thread }
  } catch (error) {
    if (isRefusal(error, "thread_not_found")) throw messageGone(platform, words.errors.messageGone, error)
    if (isRefusal(error, ...noReplies)) return postCard(access, spot, card)
    throw error
  }
}

/** A member's direct messages with the bot, opened where they were not. */
export async function openDirect(
  { workspace, queue, community }: Access,
  member: string,
): Promise<{ readonly place: string }> {
  const { channel } = await queue.run(`${community} open`, () =>
    workspace.client.conversations.open({ users: member }),
  )
  if (!channel?.id) throw new NetworkError("slack", words.slack.errors.noPlace)
  return { place: channel.id }
}

/** Replaces what a message says; of several edits that wait only the newest is sent. */
export async function editCard({ workspace, queue }: Access, message: MessageRef, card: Card): Promise<void> {
  const request = { channel: message.place, ts: message.message, ...cardMessage(card) }
  const key = `${message.community} ${message.place} edit`
  await queue.newest(key, `${key} ${message.message}`, () => workspace.client.chat.update(request))
}

/** Puts a reaction of the bot's own on a message; one that is there already is fine. */
export async function putReaction(
  { workspace, queue }: Access,
  { community, place: channel, message: timestamp }: MessageRef,
  name: EmojiName,
): Promise<void> {
  await queue
    .run(`${community} ${channel} reaction`, () =>
      workspace.client.reactions.add({ channel, timestamp, name }),
    )
    .catch((error) => {
      if (!isRefusal(error, "already_reacted")) throw error
    })
}

/** Takes back a reaction of the bot's own. */
export async function takeReaction(
  { workspace, queue }: Access,
  { community, place: channel, message: timestamp }: MessageRef,
  name: EmojiName,
): Promise<void> {
  await queue.run(`${community} ${channel} reaction`, () =>
    workspace.client.reactions.remove({ channel, timestamp, name }),
  )
}

/** Deletes a message of the bot's own; one that is gone already is fine. */
export async function removeMessage({ workspace, queue }: Access, message: MessageRef): Promise<void> {
  const request = { channel: message.place, ts: message.message }
  await queue
    .run(`${message.community} ${message.place} edit`, () => workspace.client.chat.delete(request))
    .catch((error) => {
      if (!isRefusal(error, "message_not_found")) throw error
    })
}

/**
 * A paper's thread: the replies of its post. The first reply is the paper in full; without a post the card itself
 * becomes the thread's first message.
 */
export async function openThread(
  access: Access,
  request: { readonly channel: string; readonly under: MessageRef | undefined; readonly opening: Card },
): Promise<{ readonly thread: string; readonly opening: MessageRef }> {
  const { channel, under, opening } = request
  const first = await postCard(access, { channel, rootTs: under?.message }, opening)
  return { thread: threadId(channel, under?.message ?? first.message), opening: first }
}

/** Whether a thread's first message is still there: Slack's threads have no archive to be taken out of. */
export async function threadExists(
  { workspace }: Access,
  { channel, thread }: { readonly channel: string; readonly thread: string },
): Promise<boolean> {
  try {
    const request = { channel, ts: rootOf(thread), limit: 1 }
    const { messages } = await workspace.client.conversations.replies(request)
    const [root = {}] = messages ?? []
    // What stays of a message that was deleted while it had replies.
    return !("subtype" in root && root.subtype === "tombstone")
  } catch (error) {
    const cause = causeOf(error)
    if (isGone(cause) || isRefusal(cause, "thread_not_found")) return false
    throw cause
  }
}
