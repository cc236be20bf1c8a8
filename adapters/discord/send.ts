/** Posting and finding again: one message a delivery, whatever happens on the way. */
import {
  type APIChannel,
  type APIMessage,
  RESTJSONErrorCodes as Code,
  ComponentType,
  DiscordAPIError,
  Routes,
} from "discord.js"
import type { Card } from "../../src/card.ts"
import type { MessageRef } from "../../src/command.ts"
import { textOf } from "../../src/rendering/inline.ts"
import { type Forum, forumAt } from "./forums.ts"
import { ageMs, aNonce } from "./ids.ts"
import { cardMessage, sentOnce } from "./message-body.ts"
import { findOwnThread, openForumPost, threadName } from "./threads.ts"
import { ownId, type Wire } from "./wire.ts"

/** How far back a message of unknown outcome is looked for: the same card may have been posted on another day. */
const lookBack = { messages: 50, withinMs: 20 * 60 * 60_000 }

type Where = { readonly community: string; readonly place: string; readonly delivery?: string }

/**
 * Posts a card into a channel, or as a post into a forum: then it lies in a thread of its own, its `place`. With a
 * delivery, all attempts within minutes make one message.
 */
export async function sendCard(wire: Wire, where: Where, card: Card): Promise<MessageRef> {
  const { community, place, delivery = aNonce() } = where
  const body = sentOnce(card, delivery)
  const send = () => wire.rest.post(Routes.channelMessages(place), { body }) as Promise<APIMessage>
  const message = await unlessForum(wire, place, send)
  if (isForum(message)) {
    const name = threadName(textOf(card.title))
    const { thread, opening } = await openForumPost(wire, { community, place, forum: message, name }, card)
    return { community, place: thread, message: opening }
  }
  return { community, place, message: message.id }
}

/** Writes to one member in private. One who takes no direct messages is not told. */
export async function tellMember({ rest }: Wire, member: string, card: Card): Promise<void> {
  const opened = (await rest.post(Routes.userChannels(), { body: { recipient_id: member } })) as APIChannel
  await rest.post(Routes.channelMessages(opened.id), { body: sentOnce(card, aNonce()) })
}

/** Replaces what a message says. A forum's post lies in the thread that has its id, whoever only knows the forum. */
export async function editCard(wire: Wire, { place, message }: MessageRef, card: Card): Promise<void> {
  const body = cardMessage(card)
  const edit = (channel: string) => wire.rest.patch(Routes.channelMessage(channel, message), { body })
  if (isForum(await unlessForum(wire, place, () => edit(place)))) await edit(message)
}

/**
 * Does what is done in a channel of messages, or gives the forum that the place turns out to be. A channel that no shard
 * here hears of is tried first and asked about only when Discord refuses: asking first would double the requests.
 */
async function unlessForum<T>(wire: Wire, place: string, act: () => Promise<T>): Promise<T | Forum> {
  const known = wire.client.channels.cache.get(place)
  if (known?.isThreadOnly()) return (await forumAt(wire, place)) ?? act()
  try {
    return await act()
  } catch (error) {
    const forum = !known && isOfAForum(error) ? await forumAt(wire, place) : undefined
    if (forum) return forum
    throw error
  }
}

function isForum<T>(outcome: T | Forum): outcome is Forum {
  return typeof outcome === "object" && outcome !== null && "tags" in outcome
}

/** A forum takes no messages, and knows none of those in its posts. */
function isOfAForum(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === Code.CannotExecuteActionOnThisChannelType ||
      error.code === Code.CannotSendMessagesInNonTextChannel ||
      error.code === Code.UnknownMessage)
  )
}

/**
 * Finds a message that may have been sent: by its text among the bot's own of late, because Discord forgets a nonce
 * after some minutes and never tells it.
 */
export async function lookUpCard(wire: Wire, where: Where, card: Card): Promise<MessageRef | undefined> {
  const { community, place } = where
  if (await forumAt(wire, place)) {
    const name = threadName(textOf(card.title))
    const thread = await findOwnThread(wire, { community, place, name, withinMs: lookBack.withinMs })
    return thread && { community, place: thread.id, message: thread.id }
  }
  const query = new URLSearchParams({ limit: String(lookBack.messages) })
  const messages = (await wire.rest.get(Routes.channelMessages(place), { query })) as readonly APIMessage[]
  const wanted = displayedText(cardMessage(card))
  const self = await ownId(wire)
  const found = messages.find(
    (message) =>
      message.author.id === self &&
      ageMs(message.id, wire.clock.now()) <= lookBack.withinMs &&
      displayedText(message) === wanted,
  )
  return found && { community, place, message: found.id }
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
