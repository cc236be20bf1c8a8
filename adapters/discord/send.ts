/** Posting and finding again: one message a delivery, whatever happens on the way. */
import {
  type APIChannel,
  type APIMessage,
  RESTJSONErrorCodes as Code,
  ComponentType,
  Routes,
  SnowflakeUtil,
} from "discord.js"
import { textOf } from "../../src/rendering/inline.ts"
import type { MessageRef, SentMessage, Under } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { cardMessage, sentOnce } from "./card-components.ts"
import { type Forum, forumAt } from "./forums.ts"
import { aNonce } from "./ids.ts"
import { isRefused } from "./refusal.ts"
import { type Api, ownId } from "./requests.ts"
import { findOwnThread, inThreadOf, openForumPost, threadName } from "./threads.ts"

/**
 * Where a message of unknown outcome is looked for: since it was planned, so that the same card of another day is not
 * taken for it, on as many pages as a busy channel may have filled.
 */
const lookBack = { messages: 100, pages: 10, withinMs: 20 * 60 * 60_000 }
/** Discord's clock and ours need not agree to the second. */
const clocksApartMs = 120_000

type Where = {
  readonly community: string
  readonly place: string
  readonly delivery?: string
  readonly signal?: AbortSignal
  readonly under?: Under
}

/**
 * Posts a card into a channel, in the thread of a message, or as a post into a forum: then it lies in a thread of its
 * own, its `place`. With a delivery, all attempts within minutes make one message.
 */
export async function sendCard(api: Api, where: Where, card: Card): Promise<SentMessage> {
  const { community, place, under, delivery = aNonce(), signal } = where
  const body = sentOnce(card, delivery)
  const sendInto = (channel: string) =>
    api.paced.post(Routes.channelMessages(channel), { body, signal }) as Promise<APIMessage>
  const sendInThread = async (thread: string) => {
    const { id } = await sendInto(thread)
    return { community, place: thread, message: id, thread }
  }
  if (under && isPlaceOfItsOwn(where, under)) return sendInThread(under.place)
  const inThread = under && (await inThreadOf(api, { under, signal }, sendInThread))
  if (inThread) return inThread
  const message = await unlessForum(api, place, () => sendInto(place))
  if (isForum(message)) {
    const name = threadName(textOf(card.title))
    const post = { community, place, forum: message, name, signal }
    const { thread, opening } = await openForumPost(api, post, card)
    return { community, place: thread, message: opening }
  }
  return { community, place, message: message.id }
}

/** A forum's post is a thread already. */
function isPlaceOfItsOwn({ place }: Where, under: Under): boolean {
  return under.place !== place
}

/** Writes to one member in private. One who takes no direct messages is not told. */
export async function tellMember({ rest }: Api, member: string, card: Card): Promise<void> {
  const opened = (await rest.post(Routes.userChannels(), { body: { recipient_id: member } })) as APIChannel
  await rest.post(Routes.channelMessages(opened.id), { body: sentOnce(card, aNonce()) })
}

/** Replaces what a message says. A forum's post lies in the thread that has its id, also where only the forum is known. */
export async function editCard(api: Api, { place, message }: MessageRef, card: Card): Promise<void> {
  const body = cardMessage(card)
  const edit = (channel: string) => api.rest.patch(Routes.channelMessage(channel, message), { body })
  if (isForum(await unlessForum(api, place, () => edit(place)))) await edit(message)
}

/**
 * Does what is done in a channel of messages, or gives the forum that the place turns out to be. A channel that no shard
 * here serves is tried first and asked about only when Discord refuses: asking first would double the requests.
 */
async function unlessForum<T>(api: Api, place: string, act: () => Promise<T>): Promise<T | Forum> {
  const known = api.client.channels.cache.get(place)
  if (known?.isThreadOnly()) return (await forumAt(api, place)) ?? act()
  try {
    return await act()
  } catch (error) {
    const forum = !known && isOfAForum(error) ? await forumAt(api, place) : undefined
    if (forum) return forum
    throw error
  }
}

function isForum<T>(outcome: T | Forum): outcome is Forum {
  return typeof outcome === "object" && outcome !== null && "tags" in outcome
}

/** A forum takes no messages, and knows none of those in its posts. */
function isOfAForum(error: unknown): boolean {
  return isRefused(
    error,
    Code.CannotExecuteActionOnThisChannelType,
    Code.CannotSendMessagesInNonTextChannel,
    Code.UnknownMessage,
  )
}

/**
 * Finds a message that may have been sent: by its text among the bot's own since then, because Discord forgets a nonce
 * after some minutes and never tells it.
 */
export async function lookUpCard(
  api: Api,
  where: Where & { readonly since?: string },
  card: Card,
): Promise<SentMessage | undefined> {
  const { community, place, under } = where
  const start = startOf(api, where.since)
  if (under) {
    const thread = isPlaceOfItsOwn(where, under) ? under.place : under.message
    const message = await findIn(api, { place: thread, start }, card).catch((error: unknown) => {
      if (!isRefused(error, Code.UnknownChannel)) throw error
    })
    if (message) return { community, place: thread, message, thread }
  }
  if (await forumAt(api, place)) {
    const name = threadName(textOf(card.title))
    const withinMs = api.clock.now().epochMilliseconds - start
    const thread = await findOwnThread(api, { community, place, name, withinMs })
    return thread && { community, place: thread.id, message: thread.id }
  }
  const message = await findIn(api, { place, start }, card)
  return message === undefined ? undefined : { community, place, message }
}

async function findIn(
  api: Api,
  { place, start }: { readonly place: string; readonly start: number },
  card: Card,
): Promise<string | undefined> {
  const wanted = displayedText(cardMessage(card))
  const self = await ownId(api)
  for await (const messages of pagesSince(api, place, start)) {
    const found = messages.find((message) => message.author.id === self && displayedText(message) === wanted)
    if (found) return found.id
  }
  return undefined
}

function startOf({ clock }: Api, since: string | undefined): number {
  return since === undefined
    ? clock.now().epochMilliseconds - lookBack.withinMs
    : Temporal.Instant.from(since).epochMilliseconds - clocksApartMs
}

/** A channel's messages since a moment, the oldest page first: what was planned then was posted soon after. */
async function* pagesSince({ rest }: Api, place: string, start: number) {
  let after = SnowflakeUtil.generate({ timestamp: start }).toString()
  for (let page = 0; page < lookBack.pages; page++) {
    const query = new URLSearchParams({ limit: String(lookBack.messages), after })
    const messages = (await rest.get(Routes.channelMessages(place), { query })) as readonly APIMessage[]
    yield messages
    const [newest] = messages
    if (newest === undefined || messages.length < lookBack.messages) return
    after = newest.id
  }
}

/** The text of a message's components, in order: what tells one card from another. */
function displayedText(message: Pick<APIMessage, "components">): string {
  const texts: string[] = []
  const visit = (component: unknown): void => {
    if (typeof component !== "object" || component === null) return
    if ("type" in component && component.type === ComponentType.TextDisplay && "content" in component)
      texts.push(String(component.content).trim())
    if ("components" in component && Array.isArray(component.components)) component.components.forEach(visit)
  }
  message.components?.forEach(visit)
  return texts.join("\n")
}
