/** Forms: opened where a line would be long, filled with live suggestions, answered where they were opened. */
import type { App } from "@slack/bolt"
import type { Invocation, PackedArguments } from "../../src/command.ts"
import { PlatformError } from "../../src/errors.ts"
import type { Bot } from "../../src/ports.ts"
import { fitLine } from "../../src/rendering/fit-text.ts"
import { ask, type Counter, guarded } from "./answer.ts"
import { cardMessage } from "./card-blocks.ts"
import { actorAt } from "./decode.ts"
import { commandForm, decodeForm, type FormOrigin, formPrefix } from "./form.ts"
import { rootOf, teamOf } from "./ids.ts"
import { limits } from "./limits.ts"
import type { Ears } from "./listen.ts"
import { refusal } from "./refusal.ts"

/** Opens the form of a command that has one and was given nothing. False where the line is answered as it is. */
export async function openForm(
  counter: Counter,
  { actor, input }: Invocation,
  trigger: string,
  origin: FormOrigin,
): Promise<boolean> {
  if (input.kind !== "line") return false
  const command = counter.bot.commands.find(({ name, form }) => form === true && name === input.text.trim())
  if (!command) return false
  const { client } = await counter.workspaces.at(teamOf(actor.community))
  await client.views.open({ trigger_id: trigger, view: commandForm(command, {}, origin) })
  return true
}

export function listenToForms(app: App, ears: Ears): void {
  app.options<"block_suggestion">(
    { type: "block_suggestion", action_id: /.*/ },
    async ({ payload, body, ack }) => {
      const view = "view" in body ? body.view : undefined
      const command = view?.callback_id?.startsWith(formPrefix)
        ? view.callback_id.slice(formPrefix.length)
        : "show"
      const origin = originOf(view?.private_metadata)
      const actor = actorAt({
        team: body.team?.id ?? "",
        channel: origin.channel,
        user: body.user.id,
        name: body.user.name,
      })
      const asked = { actor, command, option: payload.action_id, text: payload.value, values: {} }
      const found = await Promise.race([ears.bot.suggest(asked), nothingAfter(limits.suggestDeadlineMs)])
      const options = found
        .filter(({ value }) => value.length <= limits.option.value)
        .slice(0, limits.option.options)
        .map(({ label, value }) => ({
          text: { type: "plain_text" as const, text: fitLine(label, limits.option.text) },
          value,
        }))
      await ack({ options })
    },
  )

  app.view({ callback_id: /^form /, type: "view_submission" }, async ({ view, body, ack }) => {
    await ack()
    const origin = originOf(view.private_metadata)
    const command = view.callback_id.slice(formPrefix.length)
    const actor = actorAt({
      team: body.team?.id ?? "",
      channel: origin.channel,
      rootTs: origin.thread && rootOf(origin.thread),
      user: body.user.id,
      name: body.user.name,
    })
    const values = withTypes(ears.bot, command, decodeForm(view.state.values))
    const invocation: Invocation = { actor, input: { kind: "typed", command, values } }
    await ears.track(guarded(ears.log, "answering a form", () => answerForm(ears, invocation)))
  })
}

/** A form's answer is the asker's alone; where the bot is not a member, it comes as a direct message. */
async function answerForm(counter: Counter, invocation: Invocation): Promise<void> {
  const { actor } = invocation
  const reply = await ask(counter, invocation)
  const card = reply.later ? await reply.later : reply.card
  const { client } = await counter.workspaces.at(teamOf(actor.community))
  const message = cardMessage(card)
  try {
    await client.chat.postEphemeral({ channel: actor.place, user: actor.member, ...message })
  } catch (error) {
    const cause = refusal(error)
    if (!(cause instanceof PlatformError)) throw cause
    await client.chat.postMessage({ channel: actor.member, ...message })
  }
}

/** Slack's number fields give text; the core's door wants what the option table says. */
function withTypes(bot: Bot, name: string, values: PackedArguments): PackedArguments {
  const options = bot.commands.find((command) => command.name === name)?.options ?? {}
  const typed = Object.entries(values).map(([option, value]): [string, string | number | boolean] => [
    option,
    options[option]?.kind === "integer" ? Number(value) : value,
  ])
  return Object.fromEntries(typed)
}

function originOf(metadata: string | undefined): FormOrigin {
  const nowhere: FormOrigin = { channel: "" }
  if (!metadata) return nowhere
  const read: unknown = JSON.parse(metadata)
  if (typeof read !== "object" || read === null || !("channel" in read)) return nowhere
  const thread = "thread" in read ? { thread: String(read.thread) } : {}
  return { channel: String(read.channel), ...thread }
}

function nothingAfter(ms: number): Promise<readonly never[]> {
  return new Promise((resolve) => setTimeout(resolve, ms, []).unref())
}
