/** An invocation's answer, put where the member looks: private beneath the question, public in the channel. */
import type { RespondArguments, RespondFn, types } from "@slack/bolt"
import type { Card } from "../../src/card.ts"
import type { Invocation, MessageRef, Reply } from "../../src/command.ts"
import { PlatformError } from "../../src/errors.ts"
import type { Bot, Log } from "../../src/ports.ts"
import { cardMessage } from "./card-blocks.ts"
import { rootOf, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
import type { Pace } from "./pace.ts"
import { refusal } from "./refusal.ts"
import type { Rights } from "./rights.ts"
import { editCard, postCard } from "./send.ts"
import type { Workspaces } from "./workspaces.ts"

export type Counter = {
  readonly bot: Bot
  readonly log: Log
  readonly pace: Pace
  readonly rights: Rights
  readonly workspaces: Workspaces
}

/** Asks the core in the member's name, rights included. */
export async function ask(counter: Counter, invocation: Invocation): Promise<Reply> {
  return counter.bot.dispatch({ ...invocation, actor: await counter.rights.complete(invocation.actor) })
}

/** Answers a command or a "reply" button. `respond` is the door that works even where the bot is not a member. */
export async function answer(counter: Counter, invocation: Invocation, respond: RespondFn): Promise<void> {
  const reply = await ask(counter, invocation)
  if (reply.visibility === "public") return answerPublicly(counter, invocation, reply, respond)
  await respond(privately(reply.card, invocation, false))
  if (reply.later) await respond(privately(await reply.later, invocation, true))
}

function privately(card: Card, invocation: Invocation, replace: boolean): RespondArguments {
  const share = shareBlock(invocation, card)
  const { text, blocks } = cardMessage(card, { blocks: limits.message.blocks - share.length })
  return { text, blocks: [...blocks, ...share], response_type: "ephemeral", replace_original: replace }
}

async function answerPublicly(
  counter: Counter,
  invocation: Invocation,
  reply: Reply,
  respond: RespondFn,
): Promise<void> {
  try {
    const posted = await say(counter, invocation, reply.card)
    if (reply.later) await replace(counter, posted, await reply.later)
  } catch (error) {
    if (!(error instanceof PlatformError) || !isNotMember(error)) throw error
    // In a channel without the bot, and between other people, only the response's own door is open.
    await respond({ ...cardMessage(reply.card), response_type: "in_channel", replace_original: false })
    if (reply.later)
      await respond({
        ...cardMessage(await reply.later),
        response_type: "in_channel",
        replace_original: true,
      })
  }
}

function isNotMember({ code }: PlatformError): boolean {
  return code === "not_in_channel" || code === "channel_not_found"
}

/** Posts a card where the invocation came from, in its thread if it has one, and tells the core. */
export async function say(counter: Counter, { actor }: Invocation, card: Card): Promise<MessageRef> {
  const workspace = await counter.workspaces.at(teamOf(actor.community))
  const desk = { workspace, pace: counter.pace, community: actor.community }
  const rootTs = actor.thread ? rootOf(actor.thread) : undefined
  const posted = await postCard(desk, { channel: actor.place, rootTs }, card)
  await counter.bot.posted(posted, card)
  return posted
}

/** Puts another card in the place of a message's. */
export async function replace(counter: Counter, message: MessageRef, card: Card): Promise<void> {
  const workspace = await counter.workspaces.at(teamOf(message.community))
  await editCard({ workspace, pace: counter.pace, community: message.community }, message, card)
}

/** `action_id` of the button that shows a private answer to everybody. */
export const shareAction = "share"

/** "Share" remembers the question, so that everybody gets the answer as it is then. */
function shareBlock({ input }: Invocation, card: Card): readonly types.KnownBlock[] {
  const value = JSON.stringify(input)
  if (value.length > limits.button.value || card.tone === "error") return []
  const text = { type: "plain_text", text: "Share" } as const
  return [{ type: "actions", elements: [{ type: "button", action_id: shareAction, text, value }] }]
}

/** Runs work that answers somebody; what Slack refuses is logged with what to do. Never throws. */
export async function guarded(log: Log, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.warn({ platform: "slack", what, error: refusal(error) }, `Slack: ${what} did not succeed`)
  }
}
