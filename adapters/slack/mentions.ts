/** What is said to the bot: in a channel by its name, or in a direct message. */
import { cardOf } from "../../src/cards/layout.ts"
import { within } from "../../src/concurrency/deadline.ts"
import type { Actor, MessageRef } from "../../src/vocabulary/actor.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import { sentence } from "../../src/words/runs.ts"
import { words } from "../../src/words/words.ts"
import { ask, postAnswer, replyPrivately } from "./answer.ts"
import { accessTo, type SlackContext } from "./context.ts"
import { actorAt } from "./decode.ts"
import { causeOf } from "./errors.ts"
import { isDirect, platform, rootOf, threadId } from "./ids.ts"
import { limits } from "./limits.ts"
import { handle } from "./respond.ts"
import { putReaction, takeReaction } from "./send.ts"
import { noteAnswer } from "./unfurl.ts"

export type Mention = {
  readonly team: string
  readonly channel: string
  readonly user: string
  readonly text: string
  readonly ts: string
  readonly rootTs: string | undefined
  readonly hasFiles?: boolean
  readonly eventId: string
  /** It was heard before, and a crash kept us from knowing whether it was answered. */
  readonly again: boolean
}

/** Answers in the message's thread; in a direct message, where nobody else reads, right below it. */
export async function answerMention(context: SlackContext, mention: Mention): Promise<void> {
  const { text, ts, eventId, again, ...spot } = mention
  const actor = actorAt(spot)
  const said: MessageRef = { community: actor.community, place: actor.place, message: ts }
  // The replies of a post are its paper's thread, also where nobody pressed "Discuss".
  const on = spot.rootTs ? { ...said, message: spot.rootTs } : undefined
  const isAlone = isDirect(actor.place)
  const input = { kind: "mention", text, ...(isAlone ? { isDirect: true } : {}) } as const
  await handle(context, "mention", async () => {
    await noteAnswer(context, actor, ts)
    if (again && (await wasAnswered(context, actor, { delivery: eventId, ts }))) return
    if (mention.hasFiles && isListToSave(text))
      return void (await postAnswer(context, { actor, input }, filesUnreadCard, eventId))
    const reply = await signed(context, said, answerTo(context, { actor, input, on }))
    if (reply.reaction && (await reacted(context, said))) return
    if (reply.visibility === "private" && !isAlone) return replyPrivately(context, { actor, input }, reply)
    const thread = isAlone || actor.thread ? actor.thread : threadId(actor.place, ts)
    await postAnswer(context, { actor: { ...actor, thread }, input }, reply.card, eventId)
  })
}

/** To read what members share, the bot would need a right to all their files. */
const { filesUnread } = words.slack.members
const filesUnreadCard = cardOf({ ...filesUnread, text: sentence(filesUnread.text), tone: "warning" })

function isListToSave(text: string): boolean {
  return /^(?:save-list|save|import)?$/i.test(text.trim())
}

async function answerTo(context: SlackContext, invocation: Invocation): Promise<Reply> {
  const { later, ...first } = await ask(context, invocation)
  return later ? { ...first, card: await later } : first
}

/** An answer that takes longer than a second is announced by a reaction, which goes when it is there. */
async function signed(context: SlackContext, said: MessageRef, coming: Promise<Reply>): Promise<Reply> {
  const early = await within(context.clock, limits.signAfterMs, coming)
  if (early.inTime) return early.value
  const access = await accessTo(context, said.community)
  const failed = (error: unknown) =>
    context.log.debug({ platform, error: causeOf(error) }, "Slack: no sign of an answer to come")
  await putReaction(access, said, workingEmoji).catch(failed)
  return coming.finally(() => takeReaction(access, said, workingEmoji).catch(failed))
}

const workingEmoji = "eyes"
const welcomeEmoji = "heart"

/** "Thanks" gets a reaction. False where the bot may put none: then a card says it. */
async function reacted(context: SlackContext, said: MessageRef): Promise<boolean> {
  const access = await accessTo(context, said.community)
  return putReaction(access, said, welcomeEmoji).then(
    () => true,
    () => false,
  )
}

type Given = { readonly delivery: string; readonly ts: string }

/** Whether an answer that a crash may have cut off was given. */
async function wasAnswered(
  context: SlackContext,
  { community, place: channel, thread }: Actor,
  { delivery, ts }: Given,
): Promise<boolean> {
  const access = await accessTo(context, community)
  const rootTs = thread ? rootOf(thread) : isDirect(channel) ? undefined : ts
  return (await context.lookUp.find(access, { channel, rootTs, delivery })) !== undefined
}
