/**
 * Finding a post again whose outcome is unknown. Slack has no key that makes two posts one: a delivery's id travels in the
 * message's metadata, and the newest messages of the place are read until it is found.
 */
import { createBoundedMap } from "../../src/concurrency/bounded-map.ts"
import type { MessageRef, SentMessage } from "../../src/vocabulary/actor.ts"
import { asJson } from "./decode.ts"
import { isRefusal } from "./errors.ts"
import { threadId } from "./ids.ts"
import type { Access } from "./workspaces.ts"

/** The `event_type` of a delivery's metadata. */
const deliveryEvent = "paperboy_delivery"

/** The metadata of a delivery's message. */
export function deliveryMetadata(delivery: string) {
  return { event_type: deliveryEvent, event_payload: { delivery } }
}

/** How many messages a page has, and how many are read at most: a channel may be busy for the hours between. */
const pageSize = 200
const mostMessages = 2_000
/** Slack's clock and ours need not agree to the second. */
const clocksApartSeconds = 120
const mostUnfinished = 1_000

export type Sought = {
  readonly channel: string
  readonly rootTs?: string | undefined
  readonly delivery: string
  /** It was not there before. Without it only the newest page is read. */
  readonly since?: string | undefined
  /** Messages that belong to other deliveries, or are known already. */
  readonly taken?: ReadonlySet<string> | undefined
}

export type LookUp = {
  /**
   * The message of a delivery in a channel, or in a thread of it. Slack may allow one page of 15 messages a minute: then
   * this throws `PlatformError` "ratelimited", and the next call for the same delivery reads on.
   */
  find(access: Access, sought: Sought): Promise<MessageRef | undefined>
  /** The same among the replies to a message, and in the channel where these were not allowed. */
  findReply(access: Access, sought: Sought, under: MessageRef): Promise<SentMessage | undefined>
}

export function createLookUp(): LookUp {
  /** Where a look-up goes on that Slack asked to wait. */
  const unfinished = createBoundedMap<string, { readonly cursor: string; readonly read: number }>(
    mostUnfinished,
  )

  async function find(access: Access, sought: Sought): Promise<MessageRef | undefined> {
    const { channel, rootTs, delivery, since } = sought
    const key = JSON.stringify([channel, rootTs, delivery])
    let { cursor, read } = unfinished.get(key) ?? { cursor: undefined, read: 0 }
    do {
      const { messages = [], response_metadata: more } = await readPage(access, sought, cursor)
      const found = messages.find((message) => isSought(message, sought))
      if (found?.ts) {
        unfinished.delete(key)
        return { community: access.community, place: channel, message: found.ts }
      }
      cursor = more?.next_cursor || undefined
      read += messages.length
      if (cursor) unfinished.set(key, { cursor, read })
    } while (cursor && since !== undefined && read < mostMessages)
    unfinished.delete(key)
    return undefined
  }

  return {
    find,
    async findReply(access, sought, under) {
      const thread = threadId(sought.channel, under.message)
      try {
        const found = await find(access, { ...sought, rootTs: under.message })
        if (found) return { ...found, thread }
      } catch (error) {
        if (!isRefusal(error, "thread_not_found")) throw error
      }
      return find(access, sought)
    },
  }
}

function readPage(
  { workspace, queue, community }: Access,
  { channel, rootTs, since }: Sought,
  cursor: string | undefined,
) {
  const { conversations } = workspace.client
  const oldest = since && String(Temporal.Instant.from(since).epochMilliseconds / 1000 - clocksApartSeconds)
  const request = { channel, limit: pageSize, include_all_metadata: true, oldest, cursor }
  return queue.run(`${community} history`, () =>
    rootTs ? conversations.replies({ ...request, ts: rootTs }) : conversations.history(request),
  )
}

type Read = {
  readonly ts?: string
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object }
}

function isSought({ ts, metadata }: Read, { delivery, taken }: Sought): boolean {
  if (metadata?.event_type !== deliveryEvent || taken?.has(ts ?? "")) return false
  return asJson(metadata.event_payload).delivery === delivery
}
