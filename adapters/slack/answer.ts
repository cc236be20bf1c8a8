/** An invocation's answer, put where the member looks: private beneath the question, public in the channel. */
import type { RespondArguments, types } from "@slack/bolt"
import type { MessageRef } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import type { Log } from "../../src/vocabulary/system.ts"
import { type CardMessage, cardMessage } from "./card-blocks.ts"
import { rootOf, teamOf } from "./ids.ts"
import type { LaterCards } from "./later-cards.ts"
import { limits } from "./limits.ts"
import { withManners } from "./manners.ts"
import type { Pace } from "./pace.ts"
import type { Respond } from "./respond.ts"
import type { Rights } from "./rights.ts"
import { editCard, postCard } from "./send.ts"
import type { Workspaces } from "./workspaces.ts"

export type Counter = {
  readonly bot: Bot
  readonly laterCards: LaterCards
  readonly log: Log
  readonly pace: Pace
  readonly rights: Rights
  readonly workspaces: Workspaces
}

/** Asks the core in the member's name, rights included. */
export async function ask(counter: Counter, invocation: Invocation): Promise<Reply> {
  const actor = await counter.rights.complete(invocation.actor)
  const reply = await counter.bot.dispatch({ ...invocation, actor })
  return { ...reply, card: withManners(invocation, reply.card) }
}

/** Answers a command, a form or a "reply" button. `respond` is the door that works even where the bot is not a member. */
export async function answer(counter: Counter, invocation: Invocation, respond: Respond): Promise<void> {
  const reply = await ask(counter, invocation)
  if (reply.visibility === "public") return answerPublicly(counter, invocation, reply, respond)
  await respond(privately(reply, invocation, false))
  const later = reply.later && (await counter.laterCards.unlessPressed(invocation.actor, reply.later))
  if (later) await respond(privately({ ...reply, card: later }, invocation, true))
}

/** The same answer for everybody, as it is now, in the place of the private one. */
export async function share(counter: Counter, invocation: Invocation, respond: Respond): Promise<void> {
  const reply = await ask(counter, invocation)
  if (reply.failure) return void (await respond(privately(reply, invocation, false)))
  const card = reply.later ? await reply.later : reply.card
  await answerPublicly(counter, invocation, { ...reply, card }, respond)
  await respond({ delete_original: true })
}

function privately(reply: Reply, invocation: Invocation, replace: boolean): RespondArguments {
  return { ...shareable(reply, invocation), ...aside(invocation, replace), response_type: "ephemeral" }
}

/** The answer with the button that shows it to everybody. */
function shareable(reply: Reply, invocation: Invocation): CardMessage {
  const again = shareBlock(invocation, reply)
  const { text, blocks } = cardMessage(reply.card, { blocks: limits.message.blocks - again.length })
  return { text, blocks: [...blocks, ...again] }
}

/**
 * Where a response goes: into the thread that was asked in, before or in the place of what stands there. The original
 * of a pressed button is the message that holds it, which stays: a later answer then comes beside the first.
 */
function aside({ actor, on }: Invocation, replace: boolean): RespondArguments {
  return { replace_original: replace && !on, ...(actor.thread ? { thread_ts: rootOf(actor.thread) } : {}) }
}

async function answerPublicly(
  counter: Counter,
  invocation: Invocation,
  reply: Reply,
  respond: Respond,
): Promise<void> {
  try {
    const posted = await say(counter, invocation, reply.card)
    if (reply.later) await replace(counter, posted, await reply.later)
  } catch (error) {
    if (!(error instanceof PlatformError) || !isNotMember(error)) throw error
    // In a channel without the bot, and between other people, only the response's own door is open.
    const openly = (card: Card, again: boolean) =>
      respond({ ...cardMessage(card), ...aside(invocation, again), response_type: "in_channel" })
    await openly(reply.card, false)
    if (reply.later) await openly(await reply.later, true)
  }
}

function isNotMember({ code }: PlatformError): boolean {
  return code === "not_in_channel" || code === "channel_not_found"
}

/** Posts a card where the invocation came from, in its thread if it has one, and tells the core. */
export async function say(
  counter: Counter,
  { actor }: Invocation,
  card: Card,
  delivery?: string,
): Promise<MessageRef> {
  const workspace = await counter.workspaces.at(teamOf(actor.community))
  const desk = { workspace, pace: counter.pace, community: actor.community }
  const rootTs = actor.thread ? rootOf(actor.thread) : undefined
  const posted = await postCard(desk, { channel: actor.place, rootTs, delivery }, card)
  await counter.bot.posted(posted, card)
  return posted
}

/** Says something to one member alone, where they asked by an event and so left no door open. */
export async function whisper(counter: Counter, invocation: Invocation, reply: Reply): Promise<void> {
  const { actor } = invocation
  const { client } = await counter.workspaces.at(teamOf(actor.community))
  const thread = actor.thread ? { thread_ts: rootOf(actor.thread) } : {}
  const message = { channel: actor.place, user: actor.member, ...shareable(reply, invocation), ...thread }
  await counter.pace.run(`${actor.community} ${actor.place} whisper`, () =>
    client.chat.postEphemeral(message),
  )
}

/** Puts another card in the place of a message's. */
export async function replace(counter: Counter, message: MessageRef, card: Card): Promise<void> {
  const workspace = await counter.workspaces.at(teamOf(message.community))
  await editCard({ workspace, pace: counter.pace, community: message.community }, message, card)
}

/** `action_id` of the button that shows a private answer to everybody. */
export const shareAction = "share"

/** "Share" remembers the question, so that everybody gets the answer as it is then. */
function shareBlock({ actor, input }: Invocation, { card, changes }: Reply): readonly types.KnownBlock[] {
  const value = JSON.stringify(input)
  // What was done is not done once more to be shown.
  if (changes) return []
  if (value.length > limits.button.value || card.tone === "error" || card.tone === "warning") return []
  // What was asked on the home page is answered to nobody else.
  if (actor.place === actor.member) return []
  const text = { type: "plain_text", text: "Share" } as const
  return [{ type: "actions", elements: [{ type: "button", action_id: shareAction, text, value }] }]
}
