/** Posting and finding again. There is no key for idempotence: a delivery's id travels in the message's metadata. */

import type { MessageRef, SentMessage } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { messageGone, NetworkError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { cardMessage } from "./card-blocks.ts"
import type { Access } from "./context.ts"
import { causeOf, isGone, isRefusal } from "./errors.ts"
import { platform, rootOf, threadId } from "./ids.ts"

/** The `event_type` of a delivery's metadata. */
export const deliveryEvent = "paperboy_delivery"

/** How many messages a look-up reads at once, and how often it reads on: a channel may be busy for the hours between. */
const lookBack = { messages: 200, pages: 10 }
/** Slack's clock and ours need not agree to the second. */
const clocksApartSeconds = 120

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
    metadata: delivery ? { event_type: deliveryEvent, event_payload: { delivery } } : undefined,
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
 * gone. Where a channel takes none, the card goes into the channel.
 */
export async function postReply(
  access: Access,
  spot: Spot,
  under: MessageRef,
  card: Card,
): Promise<SentMessage> {
  const thread = threadId(spot.channel, under.message)
  if (!(await threadExists(access, { channel: spot.channel, thread })))
    throw messageGone(platform, words.errors.messageGone)
  try {
    return { ...(await postCard(access, { ...spot, rootTs: under.message }, card)), thread }
  } catch (error) {
    if (isRefusal(error, "thread_not_found")) throw messageGone(platform, words.errors.messageGone, error)
    if (isRefusal(error, ...noReplies)) return postCard(access, spot, card)
    throw error
  }
}

/** Replaces what a message says; of several edits that wait only the newest is sent. */
export async function editCard({ workspace, queue }: Access, message: MessageRef, card: Card): Promise<void> {
  const request = { channel: message.place, ts: message.message, ...cardMessage(card) }
  const key = `${message.community} ${message.place} edit`
  await queue.newest(key, `${key} ${message.message}`, () => workspace.client.chat.update(request))
}

/** Finds the message of a delivery by its metadata, among those of the channel or of a thread in it, the newest first. */
export async function lookUpDelivery(
  { workspace, queue, community }: Access,
  {
    channel,
    rootTs,
    delivery,
    since,
  }: Spot & { readonly delivery: string; readonly since?: string | undefined },
): Promise<MessageRef | undefined> {
  const { conversations } = workspace.client
  const request = {
    channel,
    limit: lookBack.messages,
    include_all_metadata: true,
    oldest: since && oldestOf(since),
  }
  let cursor: string | undefined
  for (let page = 0; page < lookBack.pages; page++) {
    const wanted = { ...request, cursor }
    const { messages, response_metadata: more } = await queue.run(`${community} history`, () =>
      rootTs ? conversations.replies({ ...wanted, ts: rootTs }) : conversations.history(wanted),
    )
    const found = messages?.find(({ metadata }) => {
      const payload: Readonly<Record<string, unknown>> = metadata?.event_payload ?? {}
      return metadata?.event_type === deliveryEvent && payload.delivery === delivery
    })
    if (found?.ts) return { community, place: channel, message: found.ts }
    cursor = more?.next_cursor || undefined
    // Without a beginning only the newest are looked at.
    if (!cursor || since === undefined) return undefined
  }
  return undefined
}

function oldestOf(since: string): string {
  return String(Temporal.Instant.from(since).epochMilliseconds / 1000 - clocksApartSeconds)
}

/** The same among the replies to a message, and in the channel where these were not allowed. */
export async function lookUpReply(
  access: Access,
  spot: Parameters<typeof lookUpDelivery>[1],
  under: MessageRef,
): Promise<SentMessage | undefined> {
  const thread = threadId(spot.channel, under.message)
  try {
    const found = await lookUpDelivery(access, { ...spot, rootTs: under.message })
    if (found) return { ...found, thread }
  } catch (error) {
    if (!isRefusal(error, "thread_not_found")) throw error
  }
  return lookUpDelivery(access, spot)
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
