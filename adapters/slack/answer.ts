/** A command's answer, put where the member looks: private below the question, public in the channel. */
import type { RespondArguments, types } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import type { MessageRef } from "../../src/vocabulary/actor.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import { sentence } from "../../src/words/runs.ts"
import { words } from "../../src/words/words.ts"
import { type CardMessage, cardMessage } from "./card-blocks.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { causeOf, isRefusal } from "./errors.ts"
import { filesIn, sendFiles, withFilesSent } from "./files.ts"
import { isDirect, platform, rootOf } from "./ids.ts"
import { limits } from "./limits.ts"
import { dependsOnPermissions } from "./permissions.ts"
import { postPrivately, type Respond } from "./respond.ts"
import { editCard, postCard, putReaction } from "./send.ts"
import type { Access } from "./workspaces.ts"

/** The invocation with the member's permissions, where its answer depends on them. */
export async function withPermissions(
  { bot, rights }: SlackContext,
  invocation: Invocation,
): Promise<Invocation> {
  if (!dependsOnPermissions(bot.commands, invocation)) return invocation
  return { ...invocation, actor: await rights.complete(invocation.actor) }
}

/** Asks the core in the member's name, permissions included. The files of a private answer are sent to the member. */
export async function ask(context: SlackContext, invocation: Invocation): Promise<Reply> {
  const reply = await dispatch(context, invocation)
  const isForOne = reply.visibility === "private" || isDirect(invocation.actor.place)
  return isForOne ? withFilesSent(context, invocation.actor, reply) : reply
}

async function dispatch(context: SlackContext, invocation: Invocation): Promise<Reply> {
  const actor = context.profiles.inTheirLanguage(invocation.actor)
  const reply = await context.bot.dispatch(await withPermissions(context, { ...invocation, actor }))
  return isHelp(invocation.input) ? { ...reply, card: withSlackNote(reply.card) } : reply
}

function isHelp(input: Invocation["input"]): boolean {
  if (input.kind === "typed") return input.command === "help" && Object.keys(input.values).length === 0
  return ["", "help"].includes(input.text.trim().toLowerCase())
}

/** All of help ends with Slack's own ways, because the core knows no platform. */
function withSlackNote(card: Card): Card {
  const text = sentence(words.slack.members.noCommandsInThreads)
  return { ...card, blocks: [...card.blocks, { kind: "note", text }] }
}

/**
 * Answers a command or a "reply" button. `respond` works even where the bot is not a member. An answer that takes longer
 * than a second is announced, and takes the place of that sign where Slack can replace it.
 */
export async function answer(
  context: SlackContext,
  invocation: Invocation,
  respond: Respond,
): Promise<Reply> {
  const asking = ask(context, invocation)
  const early = await within(context.clock, limits.signAfterMs, asking)
  if (!early.inTime) await respond(momentSign(invocation, false))
  const reply = await asking
  await deliver(context, invocation, reply, respond, !early.inTime && !invocation.on)
  return reply
}

/** The sign that an answer is coming, shown after a second: below the question, or instead of a private answer. */
export function momentSign({ actor }: Invocation, replace: boolean): RespondArguments {
  const text = words.slack.members.moment
  return { text, replace_original: replace, ...inThread(actor), response_type: "ephemeral" }
}

/** Shows a reply to everybody or to one person, as its command says. `replace` puts it where the sign stands. */
export async function deliver(
  context: SlackContext,
  invocation: Invocation,
  reply: Reply,
  respond: Respond,
  replace = false,
): Promise<void> {
  if (reply.quiet && invocation.on) return
  if (reply.visibility === "public") {
    await answerPublicly(context, invocation, reply, respond)
    if (replace) await respond({ delete_original: true })
    return
  }
  await respond(privateAnswer(reply, invocation, replace))
  const later = reply.later && (await context.laterCards.unlessPressed(invocation.actor, reply.later))
  if (later) await respond(privateAnswer({ ...reply, card: later }, invocation, true))
}

/** Shows everybody the same answer, as it is now, and removes the private one. False where there was none to show. */
export async function share(
  context: SlackContext,
  invocation: Invocation,
  respond: Respond,
): Promise<boolean> {
  const reply = await dispatch(context, invocation)
  if (reply.failure) {
    await respond(privateAnswer(reply, invocation, false))
    return false
  }
  const card = reply.later ? await reply.later : reply.card
  await answerPublicly(context, invocation, { ...reply, card, later: undefined }, respond)
  await respond({ delete_original: true })
  return true
}

function privateAnswer(reply: Reply, invocation: Invocation, replace: boolean): RespondArguments {
  return { ...shareable(reply, invocation), ...place(invocation, replace), response_type: "ephemeral" }
}

/** The answer with the button that shows it to everybody, in the row of the card's own buttons where it ends with one. */
export function shareable(reply: Reply, invocation: Invocation): CardMessage {
  const button = shareButton(invocation, reply)
  if (!button) return cardMessage(reply.card)
  const last = reply.card.blocks.findLast(({ kind }) => kind !== "note")
  const { text, blocks } = cardMessage(reply.card, { blocks: limits.message.blocks - 1 })
  const row = last?.kind === "actions" ? blocks.findLast(({ type }) => type === "actions") : undefined
  if (row?.type !== "actions" || row.elements.length >= limits.actions.elements)
    return { text, blocks: [...blocks, { type: "actions", elements: [button] }] }
  const shared = { ...row, elements: [...row.elements, button] }
  return { text, blocks: blocks.map((block) => (block === row ? shared : block)) }
}

/**
 * Where a response goes: into the thread that was asked in, and whether it replaces what is there. The original of a
 * pressed button is the message that holds it, which stays: a later answer then comes beside the first.
 */
function place({ actor, on }: Invocation, replace: boolean): RespondArguments {
  return { replace_original: replace && !on, ...inThread(actor) }
}

function inThread({ thread }: Invocation["actor"]): { readonly thread_ts?: string } {
  return thread ? { thread_ts: rootOf(thread) } : {}
}

async function answerPublicly(
  context: SlackContext,
  invocation: Invocation,
  reply: Reply,
  respond: Respond,
): Promise<void> {
  try {
    const posted = await postAnswer(context, invocation, reply.card)
    if (reply.later) await replaceCard(context, posted, await reply.later)
  } catch (error) {
    if (!isRefusal(error, "not_in_channel", "channel_not_found")) throw error
    // In a channel without the bot, and between other people, only the `response_url` can answer.
    const respondPublicly = (card: Card, again: boolean) =>
      respond({ ...cardMessage(card), ...place(invocation, again), response_type: "in_channel" })
    await respondPublicly(reply.card, false)
    if (reply.later) await respondPublicly(await reply.later, true)
  }
}

/** Posts a card where the invocation came from, in its thread if it has one, and tells the core. */
export async function postAnswer(
  context: SlackContext,
  { actor }: Invocation,
  card: Card,
  delivery?: string,
): Promise<MessageRef> {
  const rootTs = actor.thread && rootOf(actor.thread)
  const access = await accessTo(context, actor.community)
  const posted = await postCard(access, { channel: actor.place, rootTs, delivery }, card)
  await context.bot.posted(posted, card)
  if (card.invites === "upvote") await inviteTo(context, access, posted)
  // Of a private answer in direct messages they are sent already.
  const files = isDirect(actor.place) ? [] : filesIn(card)
  const under = { channel: posted.place, rootTs: rootTs ?? posted.message }
  await sendFiles(access, context.fetch, under, files)
  return posted
}

/** The bot's own vote, which members join. Without the permission people still vote by the buttons. */
async function inviteTo({ emoji, log }: SlackContext, access: Access, posted: MessageRef): Promise<void> {
  await putReaction(access, posted, emoji).catch((error) =>
    log.debug({ platform, error: causeOf(error) }, "Slack: no reaction on an answer"),
  )
}

/** Answers one member alone who asked by an event, for which Slack gives no `response_url`. */
export function replyPrivately(context: SlackContext, invocation: Invocation, reply: Reply): Promise<void> {
  return postPrivately(context, invocation.actor, shareable(reply, invocation))
}

/** Puts another card into a message. */
export async function replaceCard(context: SlackContext, message: MessageRef, card: Card): Promise<void> {
  await editCard(await accessTo(context, message.community), message, card)
}

/** `action_id` of the button that shows a private answer to everybody. */
export const shareAction = "share"

/** "Share" remembers what everybody gets, so that they get it as it is then. Where nobody else is, there is none. */
function shareButton({ actor }: Invocation, { share }: Reply): types.Button | undefined {
  if (!share || actor.place === actor.member || isDirect(actor.place)) return undefined
  const value = JSON.stringify({ kind: "typed", command: share.command, values: share.arguments })
  if (value.length > limits.button.value) return undefined
  return {
    type: "button",
    action_id: shareAction,
    text: { type: "plain_text", text: words.slack.members.share },
    value,
  }
}
