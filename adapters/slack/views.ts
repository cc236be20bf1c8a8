/** Modals: opened where a line would be long, pressed in, and answered where they were opened. */
import type { App, BlockAction, types } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import { splitCommand } from "../../src/parsing/arguments.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { textOf } from "../../src/rendering/inline.ts"
import { unpackAction } from "../../src/rendering/packed-action.ts"
import { plain } from "../../src/rendering/plain.ts"
import type { Actor } from "../../src/vocabulary/actor.ts"
import type { PackedArguments } from "../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../src/vocabulary/command.ts"
import type { Form } from "../../src/vocabulary/form.ts"
import { ask, deliver, replaceCard, withPermissions } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import type { SlackContext } from "./context.ts"
import { actorAt, type Press } from "./decode.ts"
import { causeOf } from "./errors.ts"
import { decodeForm } from "./form-fields.ts"
import { isShownAtHome, publishHome } from "./home.ts"
import { platform, rootOf, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
import {
  cardView,
  elsewhereView,
  formPrefix,
  formView,
  type Origin,
  readMemory,
  shownView,
  waitingView,
  withSign,
} from "./modal.ts"
import { handle, type Respond, respondDirectly, respondWhileItLasts } from "./respond.ts"
import { withTypes } from "./suggestions.ts"

/**
 * Opens the form of a call that has one. False where the call is answered as it is. A form that takes longer than a
 * second is announced, where the command may have one.
 */
export async function openForm(
  context: SlackContext,
  invocation: Invocation,
  trigger: string,
  origin: Origin,
): Promise<boolean> {
  const { actor } = invocation
  const coming = formOf(context, invocation).then(
    (form) => form && formWithGroups(context, actor, form, origin),
  )
  if (asksForForm(context, invocation)) return showView(context, actor, trigger, "open", coming)
  const view = await coming
  return view !== undefined && showView(context, actor, trigger, "open", Promise.resolve(view))
}

/** A call by name alone of a command with a form, or a press that opens one: a sign says nothing wrong then. */
function asksForForm({ bot }: SlackContext, { input }: Invocation): boolean {
  const [name, rest] = input.kind === "typed" ? [input.command, ""] : splitCommand(input.text)
  return rest === "" && bot.commands.some((command) => command.name === name.toLowerCase() && command.form)
}

async function formWithGroups(
  { userGroups }: SlackContext,
  { community }: Actor,
  form: Form,
  origin: Origin,
): Promise<types.ModalView> {
  const isAsked = form.fields.some(({ kind }) => kind === "mention")
  return formView(form, origin, isAsked ? await userGroups.of(community) : [])
}

/**
 * Shows a modal within the time that a press gives. One that takes longer comes in the place of a sign that it will.
 * False where none comes: then the sign says that the answer is elsewhere, and so does that of a failure.
 */
async function showView(
  { clock, workspaces }: SlackContext,
  { community }: Actor,
  trigger: string,
  how: "open" | "push",
  coming: Promise<types.ModalView | undefined>,
): Promise<boolean> {
  const early = await within(clock, limits.signAfterMs, coming)
  const { views } = (await workspaces.at(teamOf(community))).client
  const show = (view: types.ModalView) => views[how]({ trigger_id: trigger, view })
  if (early.inTime) {
    if (early.value) await show(early.value)
    return early.value !== undefined
  }
  const [waiting, view] = await Promise.all([show(waitingView()), coming.catch(() => undefined)])
  await views.update({ view_id: String(waiting.view?.id), view: view ?? elsewhereView() })
  return (await coming) !== undefined
}

/** A button of a form, called with what is filled in so far, or of a card that lies upon one. */
export async function pressInModal(context: SlackContext, press: Press, body: BlockAction): Promise<void> {
  const { view, trigger_id: trigger } = body
  const { origin } = readMemory(view?.private_metadata)
  const invocation = placedAt(press.invocation, origin, filledIn(context, press, body))
  const { actor } = invocation
  const coming = pressedView(context, press, invocation, origin)
  const isForm = view?.callback_id.startsWith(formPrefix) === true
  if (press.effect !== "update" && isForm) await showView(context, actor, trigger, "push", coming)
  else await updateView(context, actor, view, coming)
}

/** A choice in a form that has other fields with it. What is filled in stays, also in fields that are not shown meanwhile. */
export async function reshapeForm(context: SlackContext, { view, team, user }: BlockAction): Promise<void> {
  const { origin, again } = readMemory(view?.private_metadata)
  const call = unpackAction(again)
  if (!call) return
  const { command, arguments: values } = call
  const asker = actorAt({ team: team?.id ?? "", channel: origin.channel, user: user.id, name: user.username })
  const filled = withTypes(context.bot, command, decodeForm(view?.state.values ?? {}))
  const invocation = placedAt({ actor: asker, input: { kind: "typed", command, values } }, origin, filled)
  const coming = pressedView(context, { effect: "form" }, invocation, origin)
  await updateView(context, invocation.actor, view, coming)
}

async function pressedView(
  context: SlackContext,
  { effect }: Pick<Press, "effect">,
  invocation: Invocation,
  origin: Origin,
): Promise<types.ModalView> {
  const form = effect === "form" ? await formOf(context, invocation) : undefined
  return form
    ? formWithGroups(context, invocation.actor, form, origin)
    : answerView(context, invocation, origin)
}

/**
 * Puts another modal in the place of one, which says that it is coming where that takes longer than a second. Where
 * Slack does not take the sign, the answer comes without one.
 */
async function updateView(
  { clock, workspaces, log }: SlackContext,
  { community }: Actor,
  view: BlockAction["view"],
  coming: Promise<types.ModalView>,
): Promise<void> {
  const early = await within(clock, limits.signAfterMs, coming)
  const { views } = (await workspaces.at(teamOf(community))).client
  const put = (next: types.ModalView) => views.update({ view_id: String(view?.id), view: next })
  if (early.inTime) return void (await put(early.value))
  const failed = (error: unknown) =>
    log.debug({ platform, error: causeOf(error) }, "Slack: no sign in a form of an answer to come")
  const before = view && shownView(view)
  if (before) await put(withSign(before)).catch(failed)
  try {
    await put(await coming)
  } catch (error) {
    if (before) await put(before).catch(failed)
    throw error
  }
}

const formOf = async (context: SlackContext, invocation: Invocation) =>
  context.bot.form(await withPermissions(context, invocation))

function filledIn(
  context: SlackContext,
  { invocation: { input } }: Press,
  { view }: BlockAction,
): PackedArguments {
  if (input.kind !== "typed") return {}
  return withTypes(context.bot, input.command, decodeForm(view?.state.values ?? {}))
}

/** The call where its modal was opened, with what is filled in there. */
function placedAt({ actor, input }: Invocation, origin: Origin, filled: PackedArguments): Invocation {
  const { channel, thread, message } = origin
  const { community, member, memberName: name } = actor
  const rootTs = thread && rootOf(thread)
  const placed = actorAt({ team: teamOf(community), channel, rootTs, user: member, name })
  return {
    actor: placed,
    input: input.kind === "typed" ? { ...input, values: { ...input.values, ...filled } } : input,
    ...(message ? { on: { community, place: channel, message } } : {}),
  }
}

/** An answer as a modal: the form with its errors where it has one, else the card. */
async function answerView(
  context: SlackContext,
  invocation: Invocation,
  origin: Origin,
): Promise<types.ModalView> {
  const { card, later, form } = await ask(context, invocation)
  if (form) return formWithGroups(context, invocation.actor, form, origin)
  return cardView(later ? await later : card, origin)
}

/** Calls the command of a form that a member sends. What is wrong is marked at its field, so that nothing typed is lost. */
export function handleViewSubmissions(app: App, context: SlackContext): void {
  app.view({ callback_id: /^form /, type: "view_submission" }, async ({ view, body, ack }) => {
    const { origin, submit } = readMemory(view.private_metadata)
    const call = unpackAction(submit)
    if (!call) return ack()
    const { command, arguments: values, effect } = call
    const team = body.team?.id ?? ""
    const asker = actorAt({ team, channel: origin.channel, user: body.user.id, name: body.user.name })
    const filled = withTypes(context.bot, command, decodeForm(view.state.values))
    const invocation = placedAt({ actor: asker, input: { kind: "typed", command, values } }, origin, filled)
    const respond = origin.responseUrl
      ? respondWhileItLasts(context, origin.responseUrl, invocation.actor)
      : respondDirectly(context, invocation.actor)
    const close = () => ack({ response_action: "clear" })
    const work = async () => {
      const asking = ask(context, invocation)
      const early = await within(context.clock, limits.submitDeadlineMs, asking).catch(async (error) => {
        await close()
        throw error
      })
      const errors = early.inTime ? errorsIn(early.value, filled, view.blocks.map(blockId)) : undefined
      if (errors) return ack({ response_action: "errors", errors })
      await close()
      await conclude(context, { invocation, origin, effect, respond }, await asking)
    }
    await handle(context, "form", work, respond)
  })
}

const blockId = ({ block_id: id }: { readonly block_id?: string }) => id ?? ""

type Sent = {
  readonly invocation: Invocation
  readonly origin: Origin
  readonly effect: Press["effect"]
  readonly respond: Respond
}

/** Puts the answer of a form where its button was, or below it. On the home page the page itself shows what was done. */
async function conclude(context: SlackContext, sent: Sent, reply: Reply): Promise<void> {
  const { invocation, origin, effect, respond } = sent
  if (origin.isHome) {
    if (!isShownAtHome(reply)) await deliver(context, invocation, reply, respond)
    return publishHome(context, invocation.actor)
  }
  if (effect !== "update" || !invocation.on) return deliver(context, invocation, reply, respond)
  const card = reply.later ? await reply.later : reply.card
  if (!origin.responseUrl) return replaceCard(context, invocation.on, card)
  await respond({ ...cardMessage(card), replace_original: true })
}

/** What is wrong, at the fields; what is wrong elsewhere stands at the first field. Undefined where nothing is. */
function errorsIn(
  { card, form, failure }: Reply,
  filled: PackedArguments,
  blocks: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const inputs = blocks.filter((id) => Object.hasOwn(filled, id))
  const at = (field: string) => (inputs.includes(field) ? field : (inputs[0] ?? ""))
  const wrong = form?.fields.filter(({ error }) => error !== undefined) ?? []
  if (wrong.length > 0)
    return Object.fromEntries(
      wrong.map(({ name, error = [] }) => [at(name), fitLine(textOf(error), limits.fieldError)]),
    )
  if (failure !== "user") return undefined
  const text = plain(card, { links: false, button: () => undefined })
  const named = Object.entries(filled).find(([, value]) => value !== "" && text.includes(String(value)))
  return { [at(named?.[0] ?? "")]: fitLine(text, limits.fieldError) }
}
