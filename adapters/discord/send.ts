/** Posting and finding again: one message a delivery, whatever happens on the way. */
import {
  type APIMessage,
  type APIThreadChannel,
  type Client,
  ComponentType,
  type RESTGetAPIGuildThreadsResult,
  Routes,
} from "discord.js"
import type { Card } from "../../src/card.ts"
import type { MessageRef } from "../../src/command.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import { guildOf } from "./ids.ts"
import { limits } from "./limits.ts"
import { cardMessage, sentOnce } from "./message-body.ts"
import { forumAt, openForumPost } from "./threads.ts"
import type { Wire } from "./wire.ts"

/** How far back a message of unknown outcome is looked for. */
const lookBack = 50

type Where = { readonly community: string; readonly place: string; readonly delivery?: string }

/** Posts a card into a channel or forum. With a delivery, all attempts within minutes make one message. */
export async function sendCard({ client, once }: Wire, where: Where, card: Card): Promise<MessageRef> {
  const forum = await forumAt(client, where.place)
  if (forum) {
    const { thread, opening } = await openForumPost(once, forum, postName(card), card)
    return { community: where.community, place: thread, message: opening }
  }
  const body = where.delivery ? sentOnce(card, where.delivery) : cardMessage(card)
  const message = (await client.rest.post(Routes.channelMessages(where.place), { body })) as APIMessage
  return { community: where.community, place: where.place, message: message.id }
}

/**
 * Finds a message that may have been sent: by its text among the bot's own of late, because Discord forgets a nonce
 * after some minutes and never tells it.
 */
export async function lookUpCard(
  { client }: Wire,
  where: Where,
  card: Card,
): Promise<MessageRef | undefined> {
  if (await forumAt(client, where.place)) return lookUpForumPost(client, where, card)
  const query = new URLSearchParams({ limit: String(lookBack) })
  const messages = (await client.rest.get(Routes.channelMessages(where.place), {
    query,
  })) as readonly APIMessage[]
  const wanted = displayedText(cardMessage(card))
  const found = messages.find(
    (message) => message.author.id === client.user.id && displayedText(message) === wanted,
  )
  return found && { community: where.community, place: where.place, message: found.id }
}

async function lookUpForumPost(
  client: Client<true>,
  where: Where,
  card: Card,
): Promise<MessageRef | undefined> {
  const guild = guildOf(where.community)
  if (!guild) return undefined
  const { threads } = (await client.rest.get(
    Routes.guildActiveThreads(guild),
  )) as RESTGetAPIGuildThreadsResult
  const name = postName(card)
  const found = (threads as readonly APIThreadChannel[]).find(
    (thread) =>
      thread.parent_id === where.place && thread.owner_id === client.user.id && thread.name === name,
  )
  // A forum post's first message has the thread's own id.
  return found && { community: where.community, place: found.id, message: found.id }
}

function postName(card: Card): string {
  return fitLine(textOf(card.title), limits.thread.name)
}

/** The text of a message's components, in order: what tells one card from another. */
function displayedText(message: Pick<APIMessage, "components">): string {
  const texts: string[] = []
  const visit = (component: unknown): void => {
    if (typeof component !== "object" || component === null) return
    if ("type" in component && component.type === ComponentType.TextDisplay && "content" in component)
      texts.push(String(component.content))
    if ("components" in component && Array.isArray(component.components)) component.components.forEach(visit)
  }
  message.components?.forEach(visit)
  return texts.join("\n")
}
