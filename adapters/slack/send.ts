/** Posting and finding again. There is no key for idempotence: a delivery's id travels in the message's metadata. */
import type { Card } from "../../src/card.ts"
import type { MessageRef } from "../../src/command.ts"
import { NetworkError, PlatformError } from "../../src/errors.ts"
import { cardMessage } from "./card-blocks.ts"
import { rootOf, threadId } from "./ids.ts"
import type { Pace } from "./pace.ts"
import { isGone, refusal } from "./refusal.ts"
import type { Workspace } from "./workspaces.ts"

/** The `event_type` of a delivery's metadata. */
export const deliveryEvent = "paperboy_delivery"

/** How many messages a look-up reads at once, and how often it reads on: a channel may be busy for the hours between. */
const lookBack = { messages: 200, pages: 10 }
/** Slack's clock and ours need not agree to the second. */
const clocksApartSeconds = 120

export type Desk = { readonly workspace: Workspace; readonly pace: Pace; readonly community: string }

type Spot = {
  readonly channel: string
  readonly rootTs?: string | undefined
  readonly delivery?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Posts a card, without ever trying twice by itself. */
export async function postCard(
  { workspace, pace, community }: Desk,
  spot: Spot,
  card: Card,
): Promise<MessageRef> {
  const { channel, rootTs, delivery } = spot
  const request = {
    channel,
    ...cardMessage(card),
    unfurl_links: false,
    unfurl_media: false,
    ...(rootTs ? { thread_ts: rootTs } : {}),
    ...(delivery ? { metadata: { event_type: deliveryEvent, event_payload: { delivery } } } : {}),
  }
  const posted = await pace.run(
    `${community} ${channel}`,
    () => workspace.client.chat.postMessage(request),
    spot.signal,
  )
  if (!posted.ts) throw new NetworkError("slack", "Slack took a message and did not say where it lies")
  return { community, place: posted.channel ?? channel, message: posted.ts }
}

/** Replaces what a message says; of several edits that wait only the newest is sent. */
export async function editCard({ workspace, pace }: Desk, message: MessageRef, card: Card): Promise<void> {
  const request = { channel: message.place, ts: message.message, ...cardMessage(card) }
  const queue = `${message.community} ${message.place} edit`
  await pace.newest(queue, `${queue} ${message.message}`, () => workspace.client.chat.update(request))
}

/** Finds the message of a delivery by its metadata, among those of the channel or of a thread in it, the newest first. */
export async function lookUpDelivery(
  { workspace, pace, community }: Desk,
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
    ...(since === undefined ? {} : { oldest: oldestOf(since) }),
  }
  let cursor: string | undefined
  for (let page = 0; page < lookBack.pages; page++) {
    const wanted = { ...request, ...(cursor ? { cursor } : {}) }
    const { messages, response_metadata: more } = await pace.run(`${community} history`, () =>
      rootTs ? conversations.replies({ ...wanted, ts: rootTs }) : conversations.history(wanted),
    )
    const found = messages?.find(({ metadata }) => {
      const payload: Readonly<Record<string, unknown>> = metadata?.event_payload ?? {}
      return metadata?.event_type === deliveryEvent && payload.delivery === delivery
    })
    if (found?.ts) return { community, place: channel, message: found.ts }
    cursor = more?.next_cursor
    // Without a beginning only the newest are looked at.
    if (!cursor || since === undefined) return undefined
  }
  return undefined
}

function oldestOf(since: string): string {
  return String(Temporal.Instant.from(since).epochMilliseconds / 1000 - clocksApartSeconds)
}

/**
 * A paper's thread: the replies of its post. The first reply is the paper in full; without a post the card itself
 * becomes the thread's first message.
 */
export async function openThread(
  desk: Desk,
  request: { readonly channel: string; readonly under: MessageRef | undefined; readonly opening: Card },
): Promise<{ readonly thread: string; readonly opening: MessageRef }> {
  const { channel, under, opening } = request
  const first = await postCard(desk, { channel, rootTs: under?.message }, opening)
  return { thread: threadId(channel, under?.message ?? first.message), opening: first }
}

/** Whether a thread's first message is still there: Slack's threads have no archive to be taken out of. */
export async function threadExists(
  { workspace }: Desk,
  { channel, thread }: { readonly channel: string; readonly thread: string },
): Promise<boolean> {
  try {
    await workspace.client.conversations.replies({ channel, ts: rootOf(thread), limit: 1 })
    return true
  } catch (error) {
    const cause = refusal(error)
    if (isGone(cause) || (cause instanceof PlatformError && cause.code === "thread_not_found")) return false
    throw cause
  }
}
