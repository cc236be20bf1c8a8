/** Commands, shortcuts and buttons, and which call of the core each is. Everything is acknowledged first. */
import { randomUUID } from "node:crypto"
import type { App, BlockAction, BlockButtonAction } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import type { Card } from "../../src/vocabulary/card.ts"
import type { Invocation } from "../../src/vocabulary/command.ts"
import { answer, ask, deliver, momentSign, replaceCard, share, shareAction, shareable } from "./answer.ts"
import type { SlackContext } from "./context.ts"
import {
  actorOf,
  decodeCommand,
  decodePress,
  decodeShortcut,
  type Press,
  type PressedElement,
} from "./decode.ts"
import { isShownAtHome, publishHome, showWorkAtHome } from "./home.ts"
import { platform } from "./ids.ts"
import { limits } from "./limits.ts"
import { commandName, shortcutId } from "./manifest.ts"
import { formPrefix, type Origin } from "./modal.ts"
import { handle, type Respond, respondDirectly } from "./respond.ts"
import { putUnfurls, refreshUnfurl } from "./unfurl.ts"
import { openForm, pressInModal, reshapeForm } from "./views.ts"

/** Passes what members call, choose and press on to the core. */
export function handleInteractions(app: App, context: SlackContext): void {
  app.command(commandName, async ({ command, ack, respond }) => {
    await ack()
    const origin = { channel: command.channel_id, responseUrl: command.response_url }
    const opening = { trigger: command.trigger_id, origin }
    const work = () => openFormOrAnswer(context, decodeCommand(command), respond, opening)
    await handle(context, "command", work, respond)
  })

  app.shortcut({ type: "message_action", callback_id: shortcutId }, async ({ shortcut, ack, respond }) => {
    await ack()
    if (shortcut.type !== "message_action") return
    await handle(context, "shortcut", () => answer(context, decodeShortcut(shortcut), respond), respond)
  })

  app.action<BlockAction<PressedElement>>(
    { type: "block_actions", action_id: /^(?:do|choose) / },
    async ({ body, action, ack, respond }) => {
      await ack()
      const press = decodePress(body, action)
      if (!press) return
      const to = respondTo(context, press.invocation, body, respond)
      await handle(context, "button", () => answerPress(context, press, body, to), to)
    },
  )

  app.action<BlockButtonAction>(
    { type: "block_actions", action_id: shareAction },
    async ({ body, action, ack, respond }) => {
      await ack()
      const invocation: Invocation = { actor: actorOf(body), input: JSON.parse(action.value ?? "{}") }
      const to = respondTo(context, invocation, body, respond)
      const what = `${platform} share ${invocation.actor.place} ${body.container.message_ts}`
      await handle(context, "share", () => once(context, what, () => share(context, invocation, to)), to)
    },
  )

  // A field that reshapes its form: its action is called as the field.
  app.action<BlockAction>({ type: "block_actions", action_id: /^[a-z]+$/ }, async ({ body, ack }) => {
    await ack()
    if (body.view?.callback_id.startsWith(formPrefix))
      await handle(context, "form", () => reshapeForm(context, body))
  })

  // A link's button is reported as pressed, too, and only needs its acknowledgement.
  app.action({ type: "block_actions", action_id: /^link / }, async ({ ack }) => ack())
}

/** Longer than a private answer takes to be removed. */
const sharingMs = 5 * 60_000

/** Of two clicks one counts: the second came before the private answer was removed. After a failure it can be tried again. */
async function once(
  { leases, clock }: SlackContext,
  what: string,
  work: () => Promise<boolean>,
): Promise<void> {
  const [holder, now] = [randomUUID(), clock.now()]
  const until = now.add({ milliseconds: sharingMs }).toString()
  if (!(await leases.take(what, holder, until, now.toString()))) return
  const isDone = await work().catch(async (error) => {
    await leases.release(what, holder)
    throw error
  })
  if (!isDone) await leases.release(what, holder)
}

/** On the home page Slack gives no `response_url`. */
function respondTo(
  context: SlackContext,
  { actor }: Invocation,
  body: BlockAction,
  respond: Respond,
): Respond {
  return body.response_url ? respond : respondDirectly(context, actor)
}

async function answerPress(
  context: SlackContext,
  press: Press,
  body: BlockAction,
  respond: Respond,
): Promise<void> {
  const { actor, on } = press.invocation
  if (body.view?.type === "modal") return pressInModal(context, press, body)
  const isHome = body.view?.type === "home"
  const origin: Origin = {
    channel: actor.place,
    thread: actor.thread,
    message: on?.message,
    responseUrl: body.response_url,
    isHome,
  }
  if (press.effect === "form" && (await openForm(context, press.invocation, body.trigger_id, origin))) return
  if (isHome) return answerAtHome(context, press.invocation, body, respond)
  if (press.effect === "update" || (press.isChoice && press.effect === "form"))
    return update(context, press, respond)
  await refreshUnfurl(context, press, await answer(context, press.invocation, respond))
}

/** The page itself shows what was changed; anything else is said in the member's conversation with the bot. */
async function answerAtHome(
  context: SlackContext,
  invocation: Invocation,
  { view, actions: [pressed] }: BlockAction,
  respond: Respond,
): Promise<void> {
  const { actor } = invocation
  const asking = ask(context, invocation)
  const early = await within(context.clock, limits.signAfterMs, asking)
  if (!early.inTime && view && pressed)
    await showWorkAtHome(context, actor, { blocks: view.blocks, pressed: pressed.block_id })
  const reply = await asking
  if (!isShownAtHome(reply)) await deliver(context, invocation, reply, respond)
  await publishHome(context, actor)
}

type Opening = { readonly trigger: string; readonly origin: Origin }

/** A form where the command has one and was given nothing, else its answer. */
async function openFormOrAnswer(
  context: SlackContext,
  invocation: Invocation,
  respond: Respond,
  { trigger, origin }: Opening,
): Promise<void> {
  if (await openForm(context, invocation, trigger, origin)) return
  await answer(context, invocation, respond)
}

/**
 * Puts the answer into the message whose button was pressed. One that takes longer than a second is announced: in the
 * place of a private message, and beside one that others read.
 */
async function update(
  context: SlackContext,
  { invocation, isPrivate, unfurled }: Press,
  respond: Respond,
): Promise<void> {
  const { on, actor } = invocation
  if (isPrivate) context.laterCards.pressed(actor)
  const asking = ask(context, invocation)
  const early = await within(context.clock, limits.signAfterMs, asking)
  if (!early.inTime) await respond(momentSign(invocation, isPrivate))
  const reply = await asking
  const put = (card: Card) => {
    if (unfurled) return putUnfurls(context, actor, unfurled.at, [[unfurled.url, card]])
    if (!isPrivate && on) return replaceCard(context, on, card)
    return respond({ ...shareable({ ...reply, card }, invocation), replace_original: true })
  }
  await put(reply.card)
  const better = reply.later && (await context.laterCards.unlessPressed(actor, reply.later))
  if (better) await put(better)
}
