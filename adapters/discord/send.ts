/** Posting and finding again: one message a delivery, whatever happens on the way. */
import { type APIMessage, RESTJSONErrorCodes as Code, ComponentType, Routes } from "discord.js"
import { textOf } from "../../src/rendering/inline.ts"
import type { MessageRef, SentMessage, Under } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import { cardRequest, sentOnce } from "./card-components.ts"
import { type Forum, forumAt } from "./forums.ts"
import { aNonce } from "./ids.ts"
import { isRefused } from "./refusal.ts"
import { type Api, discordsNow, messagesAfter, ownId } from "./requests.ts"
import { findOwnThread, inThreadOf, openForumPost, threadName } from "./threads.ts"

/** How far back a message is looked for that does not say since when: the same card of another day is not taken for it. */
const lookBackMs = 20 * 60 * 60_000
/** Discord's clock and ours need not agree to the second. */
const clocksApartMs = 120_000

type Where = {
  readonly community: string
  readonly place: string
  readonly delivery?: string
  readonly signal?: AbortSignal
  readonly under?: Under
  /** Names of a forum's tags. */
  readonly tags?: readonly string[]
}

/**
 * Posts a card into a channel, in the thread of a message, or as a post into a forum: then it lies in a thread of its
 * own, its `place`. With a delivery, all attempts within minutes make one message.
 */
export async function sendCard(api: Api, where: Where, card: Card): Promise<SentMessage> {
  const { community, place, under, delivery = aNonce(), signal } = where
  const request = sentOnce(card, delivery)
  const sendInto = (channel: string) =>
    api.paced.post<APIMessage>(Routes.channelMessages(channel), { ...request, signal })
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
    const post = { community, place, forum: message, name, tags: where.tags, signal }
    const { thread, opening } = await openForumPost(api, post, card)
    return { community, place: thread, message: opening }
  }
  return { community, place, message: message.id }
}

/** A forum's post is a thread already. */
function isPlaceOfItsOwn({ place }: Where, under: Under): boolean {
  return under.place !== place
}

/** Replaces what a message says. A forum's post lies in the thread that has its id, also where only the forum is known. */
export async function editCard(api: Api, { place, message }: MessageRef, card: Card): Promise<void> {
  const request = cardRequest(card)
  const edit = (channel: string) => api.rest.patch(Routes.channelMessage(channel, message), request)
  if (isForum(await unlessForum(api, place, () => edit(place)))) await edit(message)
}

/** Deletes one of the bot's own messages. A forum's post only moderators may delete: it is emptied and archived. */
export async function removeMessage({ rest }: Api, { place, message }: MessageRef): Promise<void> {
  await rest.delete(Routes.channelMessage(place, message))
  if (place === message) await rest.patch(Routes.channel(place), { body: { archived: true } })
}

/**
 * Does what is done in a channel of messages, or gives the forum that the place turns out to be. A channel that no shard
 * here serves is tried first and asked about only when Discord refuses: asking first would double the requests.
 */
async function unlessForum<T>(api: Api, place: string, act: () => Promise<T>): Promise<T | Forum> {
  const known = api.client?.channels.cache.get(place)
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
  where: Where & { readonly since?: string; readonly taken?: ReadonlySet<string> },
  card: Card,
): Promise<SentMessage | undefined> {
  const { community, place, under, taken } = where
  const start = startOf(api, where.since)
  if (under) {
    const thread = isPlaceOfItsOwn(where, under) ? under.place : under.message
    const message = await findIn(api, { place: thread, start, taken }, card).catch((error: unknown) => {
      if (!isRefused(error, Code.UnknownChannel)) throw error
    })
    if (message) return { community, place: thread, message, thread }
  }
  if (await forumAt(api, place)) {
    const name = threadName(textOf(card.title))
    const withinMs = discordsNow(api) - start
    const thread = await findOwnThread(api, { community, place, name, withinMs, taken })
    return thread && { community, place: thread.id, message: thread.id }
  }
  const message = await findIn(api, { place, start, taken }, card)
  return message === undefined ? undefined : { community, place, message }
}

type LookedIn = {
  readonly place: string
  readonly start: number
  readonly taken?: ReadonlySet<string> | undefined
}

async function findIn(api: Api, { place, start, taken }: LookedIn, card: Card): Promise<string | undefined> {
  const wanted = displayedText(cardRequest(card).body)
  const self = await ownId(api)
  for await (const messages of messagesAfter(api.rest, place, start)) {
    const found = messages.find(
      (message) => message.author.id === self && !taken?.has(message.id) && displayedText(message) === wanted,
    )
    if (found) return found.id
  }
  return undefined
}

function startOf(api: Api, since: string | undefined): number {
  if (since === undefined) return discordsNow(api) - lookBackMs
  return Temporal.Instant.from(since).epochMilliseconds - clocksApartMs
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
