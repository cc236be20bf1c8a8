/** Forms: opened where a line would be long, filled with live suggestions, answered where they were opened. */
import type { App } from "@slack/bolt"
import { within } from "../../src/concurrency/deadline.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { plain } from "../../src/rendering/plain.ts"
import type { Card, PackedArguments } from "../../src/vocabulary/card.ts"
import type { Invocation, Option } from "../../src/vocabulary/command.ts"
import type { Suggestion } from "../../src/vocabulary/library.ts"
import type { Bot } from "../../src/vocabulary/ports.ts"
import { ask, deliver, withPermissions } from "./answer.ts"
import type { SlackContext } from "./context.ts"
import { actorAt } from "./decode.ts"
import { rootOf, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
import { decodeForm, type FormOrigin, formPrefix, formView } from "./modal.ts"
import { handle, respondAt, respondDirectly } from "./respond.ts"

/** Opens the form of a command that has one and was given nothing. False where the call is answered as it is. */
export async function openForm(
  context: SlackContext,
  invocation: Invocation,
  trigger: string,
  origin: FormOrigin,
): Promise<boolean> {
  const form = await context.bot.form(await withPermissions(context, invocation))
  if (!form) return false
  const { client } = await context.workspaces.at(teamOf(invocation.actor.community))
  await client.views.open({ trigger_id: trigger, view: formView(form, origin) })
  return true
}

/** Offers suggestions while a member types into a field. */
export function handleSuggestions(app: App, { bot, clock }: SlackContext): void {
  app.options<"block_suggestion">(
    { type: "block_suggestion", action_id: /.*/ },
    async ({ payload, body, ack }) => {
      const view = "view" in body ? body.view : undefined
      const command = (view?.callback_id ?? "").slice(formPrefix.length)
      const actor = actorAt({
        team: body.team?.id ?? "",
        channel: originOf(view?.private_metadata).channel,
        user: body.user.id,
        name: body.user.name,
      })
      const asked = { actor, command, option: payload.action_id, text: payload.value, values: {} }
      const found = await within(clock, limits.suggestDeadlineMs, bot.suggest(asked))
      const option = optionOf(bot, command, payload.action_id)
      const suggestions = found.inTime ? found.value : []
      await ack({ options: asOptions(withTyped(option, payload.value, suggestions)) })
    },
  )
}

/** Calls the command of a form that a member sends. What is wrong is marked at its field, so that nothing typed is lost. */
export function handleViewSubmissions(app: App, context: SlackContext): void {
  app.view({ callback_id: /^form /, type: "view_submission" }, async ({ view, body, ack }) => {
    const origin = originOf(view.private_metadata)
    const command = view.callback_id.slice(formPrefix.length)
    const actor = actorAt({
      team: body.team?.id ?? "",
      channel: origin.channel,
      rootTs: origin.thread && rootOf(origin.thread),
      user: body.user.id,
      name: body.user.name,
    })
    const values = withTypes(context.bot, command, decodeForm(view.state.values))
    const { community, place } = actor
    const on = origin.message ? { community, place, message: origin.message } : undefined
    const invocation: Invocation = { actor, input: { kind: "typed", command, values }, on }
    const respond = origin.responseUrl
      ? respondAt(origin.responseUrl, context.fetch)
      : respondDirectly(context, actor)
    const work = async () => {
      const asking = ask(context, invocation)
      const early = await within(context.clock, limits.submitDeadlineMs, asking).catch(async (error) => {
        await ack()
        throw error
      })
      if (early.inTime && early.value.failure === "user") {
        const blocks = view.blocks.map(({ block_id: id }) => id ?? "")
        return ack({ response_action: "errors", errors: fieldError(early.value.card, values, blocks) })
      }
      await ack()
      await deliver(context, invocation, await asking, respond)
    }
    await handle(context, "form", work, respond)
  })
}

/** The failure at the field whose value it names, or at the first one. */
function fieldError(
  card: Card,
  values: PackedArguments,
  blocks: readonly string[],
): Readonly<Record<string, string>> {
  const text = plain(card, { links: false, button: () => undefined })
  const named = Object.entries(values).find(([, value]) => value !== true && text.includes(String(value)))
  return { [named?.[0] ?? blocks[0] ?? ""]: fitLine(text, limits.fieldError) }
}

function optionOf(bot: Bot, name: string, option: string): Option | undefined {
  const options = bot.commands.find((command) => command.name === name)?.options ?? {}
  return Object.hasOwn(options, option) ? options[option] : undefined
}

/** Slack's select takes only what it offers: free text is offered as it was typed, before what it might mean. */
function withTyped(
  option: Option | undefined,
  typed: string,
  found: readonly Suggestion[],
): readonly Suggestion[] {
  const text = typed.trim()
  if (option?.kind !== "text" || text === "" || found.some(({ value }) => value === text)) return found
  return [{ value: text, label: text }, ...found]
}

function asOptions(found: readonly Suggestion[]) {
  return found
    .filter(({ value }) => value.length <= limits.option.value)
    .slice(0, limits.option.options)
    .map(({ label, value }) => ({
      text: { type: "plain_text" as const, text: fitLine(label, limits.option.text) },
      value,
    }))
}

/** Slack's number fields give text; the core takes what the option table says. */
function withTypes(bot: Bot, name: string, values: PackedArguments): PackedArguments {
  const typed = Object.entries(values).map(([option, value]): [string, PackedArguments[string]] => [
    option,
    optionOf(bot, name, option)?.kind === "integer" ? Number(value) : value,
  ])
  return Object.fromEntries(typed)
}

function originOf(metadata: string | undefined): FormOrigin {
  const read: unknown = metadata ? JSON.parse(metadata) : undefined
  if (typeof read !== "object" || read === null) return { channel: "" }
  const given: Readonly<Record<string, unknown>> = { ...read }
  const textAt = (key: keyof FormOrigin) => (typeof given[key] === "string" ? given[key] : undefined)
  return {
    channel: textAt("channel") ?? "",
    thread: textAt("thread"),
    message: textAt("message"),
    responseUrl: textAt("responseUrl"),
  }
}
